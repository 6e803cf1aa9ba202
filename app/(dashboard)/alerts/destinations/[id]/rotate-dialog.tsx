"use client";

import { useState } from "react";
import { useOnce } from "@/components/page/use-once";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/choice/select";
import { FieldFrame } from "@/components/ui/field";
import { Dialog } from "@/components/ui/popup/dialog";
import { useRotateSigningSecret } from "@/lib/client/queries/destinations";

/** How long the old secret signs beside the new one, in hours. */
const periods = [
  { hours: 0, label: "Not at all: it stops at once", note: "The old one no longer signs." },
  { hours: 1, label: "1 hour", note: "For 1 hour requests are signed with the old one too." },
  { hours: 24, label: "24 hours", note: "For 24 hours requests are signed with the old one too." },
  { hours: 168, label: "7 days", note: "For 7 days requests are signed with the old one too." },
  { hours: 720, label: "30 days", note: "For 30 days requests are signed with the old one too." },
];

interface Props {
  destinationId: string;
  onClose: () => void;
  onRotated: (secret: string, note: string) => void;
}

export function RotateDialog({ destinationId, onClose, onRotated }: Props) {
  const [hours, setHours] = useState(24);
  const rotate = useRotateSigningSecret();
  const once = useOnce();
  const note = periods.find((period) => period.hours === hours)?.note ?? "";
  const confirm = () =>
    once(() =>
      rotate.mutateAsync(
        { id: destinationId, oldValidHours: hours },
        { onSuccess: ({ secret }) => onRotated(secret, `This is the new secret: give it to the receiver. ${note}`) },
      ),
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Rotate the signing secret?"
      description="A new secret is made at once. Meanwhile the old one can sign beside it, so that the receiver has time to change."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" aria-disabled={rotate.isPending} onClick={confirm}>
            {rotate.isPending ? "Rotating…" : "Rotate"}
          </Button>
        </>
      }
    >
      <FieldFrame label="The old secret stays valid" error={rotate.error?.message}>
        {({ id, describedBy }) => (
          <Select id={id} aria-describedby={describedBy} value={hours} onChange={(event) => setHours(Number(event.target.value))}>
            {periods.map((period) => (
              <option key={period.hours} value={period.hours}>
                {period.label}
              </option>
            ))}
          </Select>
        )}
      </FieldFrame>
    </Dialog>
  );
}
