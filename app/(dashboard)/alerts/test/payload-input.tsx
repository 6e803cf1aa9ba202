"use client";

import { Button } from "@/components/ui/button";
import { FieldFrame } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { contractOf, examplePayload } from "../channels/payload-contract";
import type { JsonFault } from "./json-fault";

interface Props {
  name: string;
  environment: string | null;
  value: string;
  fault: JsonFault | null;
  /** What the API said of it. */
  error?: string;
  onChange: (payload: string) => void;
}

export function PayloadInput({ name, environment, value, fault, error, onChange }: Props) {
  const contract = contractOf(name);
  const fill = () => onChange(JSON.stringify(examplePayload(name, environment ?? "production", new Date()), null, 2));
  const required = contract.filter(({ required }) => required).map((field) => field.name);
  return (
    <FieldFrame
      label="Payload"
      help={
        contract.length > 0 ? (
          <>
            {name} is built in: its payload holds {required.join(", ")}.{" "}
            <button type="button" onClick={fill} className="text-primary underline underline-offset-2">
              Fill in an example
            </button>
          </>
        ) : (
          "A JSON object; it does not change the route."
        )
      }
      error={fault ? sayFault(fault) : error}
    >
      {({ id, describedBy, invalid }) => (
        <>
          <Textarea
            id={id}
            spellCheck={false}
            autoCapitalize="off"
            aria-describedby={describedBy}
            aria-invalid={invalid}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className="min-h-40 font-mono text-xs leading-5"
          />
          {fault && <FaultLine text={value} fault={fault} onGoTo={() => select(id, fault)} />}
        </>
      )}
    </FieldFrame>
  );
}

const sayFault = ({ line, column, message }: JsonFault) =>
  `Line ${line}, column ${column}: ${/[.!?]$/.test(message) ? message : `${message}.`}`;

function select(id: string, { index }: JsonFault): void {
  const area = document.getElementById(id) as HTMLTextAreaElement | null;
  area?.focus();
  area?.setSelectionRange(index, index + 1);
}

/** Characters shown on each side of the fault. */
const around = 24;

/** The line that is wrong, with a mark where it is; a press goes there. */
function FaultLine({ text, fault, onGoTo }: { text: string; fault: JsonFault; onGoTo: () => void }) {
  const line = text.split("\n")[fault.line - 1] ?? "";
  const at = fault.column - 1;
  const start = Math.max(0, at - around);
  return (
    <div className="flex items-center gap-2">
      <pre aria-hidden="true" className="min-w-0 flex-1 overflow-hidden rounded-md bg-muted px-2 py-1 font-mono text-xs leading-4">
        {line.slice(start, at)}
        <span className="rounded-xs bg-destructive text-destructive-foreground">{line[at] ?? " "}</span>
        {line.slice(at + 1, at + around)}
      </pre>
      <Button size="sm" variant="ghost" onClick={onGoTo}>
        Go there
      </Button>
    </div>
  );
}
