"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/popup/dialog";
import type { TraceShape } from "@/lib/domain/alerts/trace";
import { Receivers, sayOutcome } from "./receivers";

interface Props {
  name: string;
  trace: TraceShape;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  isSending: boolean;
  onSend: () => void;
}

/** Says exactly who gets it before it is sent. */
export function SendDialog({ name, trace, open, onOpenChange, isSending, onSend }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Send ${name} for real?`}
      description="It is published now, and marked as a test in the history and in each message."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" disabled={isSending} onClick={onSend}>
            Send the test
          </Button>
        </>
      }
    >
      <p className="mb-3 text-sm">{sayOutcome(trace).replaceAll("would get", "will get").replaceAll("would be", "will be")}</p>
      {trace.destinations.length > 0 && <Receivers trace={trace} />}
    </Dialog>
  );
}
