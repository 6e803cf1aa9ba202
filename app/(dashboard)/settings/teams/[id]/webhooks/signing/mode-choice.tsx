"use client";

import { useId } from "react";
import type { WebhookShape } from "@/lib/domain/moments/webhook";

type Mode = WebhookShape["signature_mode"];

export const modes: readonly { value: Mode; label: string; help: string }[] = [
  {
    value: "enforce",
    label: "Enforce",
    help: "A wrong or missing signature is answered 401; the request is kept as an error event.",
  },
  {
    value: "observe",
    label: "Observe",
    help: "Every request is taken, and the event says what its signature was worth. Enforce once they are valid.",
  },
];

/** What happens to a request whose signature is not right. */
export function ModeChoice({ value, onValueChange }: { value: Mode; onValueChange: (mode: Mode) => void }) {
  const name = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-sm">Signatures</legend>
      {modes.map((mode) => (
        <label key={mode.value} className="flex cursor-pointer items-start gap-2 text-sm pointer-coarse:min-h-11">
          <input
            type="radio"
            name={name}
            checked={mode.value === value}
            onChange={() => onValueChange(mode.value)}
            className="mt-0.5 size-4 shrink-0 accent-primary"
          />
          <span className="grid min-w-0">
            {mode.label}
            <span className="text-pretty text-muted-foreground text-xs">{mode.help}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
