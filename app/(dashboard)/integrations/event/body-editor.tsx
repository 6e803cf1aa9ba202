"use client";

import { useDeferredValue, useState } from "react";
import { FaultLine, sayFault } from "@/components/code/json-fault-line";
import { Button } from "@/components/ui/button";
import { FieldFrame } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { findJsonFault, type JsonFault } from "@/lib/domain/json-fault";
import type { EventShape } from "@/lib/domain/moments/event";
import { readBody, toDraft } from "./read-body";
import { SideBySide } from "./side-by-side";

interface Props {
  event: EventShape;
  isBusy: boolean;
  onRetry: (body: string) => void;
  onCancel: () => void;
}

function faultOf(text: string): JsonFault | null {
  try {
    JSON.parse(text);
    return null;
  } catch {
    return findJsonFault(text);
  }
}

/** Another body for an event that errored. What was received stays, and is shown beside it. */
export function BodyEditor({ event, isBusy, onRetry, onCancel }: Props) {
  const original = toDraft(readBody(event.body, event.headers["content-type"]));
  const [text, setText] = useState(event.corrected_body === null ? original : toDraft(readBody(event.corrected_body)));
  const fault = faultOf(text);
  const settled = useDeferredValue(text);
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        if (!fault) onRetry(text);
      }}
      className="grid grid-cols-1 gap-3"
    >
      <FieldFrame
        label="Corrected body"
        help="It is read in the original’s place. The original stays as it was received."
        error={fault ? sayFault(fault) : undefined}
      >
        {({ id, describedBy, invalid }) => (
          <>
            <Textarea
              id={id}
              autoFocus
              spellCheck={false}
              autoCapitalize="off"
              aria-describedby={describedBy}
              aria-invalid={invalid}
              value={text}
              onChange={(change) => setText(change.target.value)}
              onKeyDown={(key) => {
                if (key.key !== "Enter" || !(key.metaKey || key.ctrlKey)) return;
                key.preventDefault();
                key.currentTarget.form?.requestSubmit();
              }}
              className="min-h-40 font-mono text-xs leading-5"
            />
            {fault && <FaultLine text={text} fault={fault} inputId={id} />}
          </>
        )}
      </FieldFrame>
      {settled !== original && <SideBySide before={original} after={settled} beforeLabel="As received" afterLabel="Corrected" />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" disabled={isBusy} disabledReason={fault ? "First mend the JSON." : null}>
          {isBusy ? "Retrying…" : "Retry with this body"}
        </Button>
      </div>
    </form>
  );
}
