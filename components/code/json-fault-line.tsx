"use client";

import type { JsonFault } from "@/lib/domain/json-fault";
import { Button } from "../ui/button";

export const sayFault = ({ line, column, message }: JsonFault) =>
  `Line ${line}, column ${column}: ${/[.!?]$/.test(message) ? message : `${message}.`}`;

function select(id: string, { index }: JsonFault): void {
  const area = document.getElementById(id) as HTMLTextAreaElement | null;
  area?.focus();
  area?.setSelectionRange(index, index + 1);
}

/** Characters shown on each side of the fault. */
const around = 24;

/** The line that is wrong, with a mark where it is; a press goes there. */
export function FaultLine({ text, fault, inputId }: { text: string; fault: JsonFault; inputId: string }) {
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
      <Button size="sm" variant="ghost" onClick={() => select(inputId, fault)}>
        Go there
      </Button>
    </div>
  );
}
