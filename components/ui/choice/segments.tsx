"use client";

import { type ReactNode, useId } from "react";

interface Props<Value extends string> {
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode }[];
}

/** A choice of a few that changes at once. It is a radio group: arrow keys go through it. */
export function Segments<Value extends string>({ label, value, onValueChange, options }: Props<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="inline-flex gap-0.5 rounded-md bg-muted p-0.5">
      {options.map((option) => (
        <label
          key={option.value}
          className="relative flex h-6 items-center justify-center gap-1 rounded-sm px-2 text-muted-foreground text-xs transition-colors hover:text-foreground has-checked:bg-background has-checked:font-medium has-checked:text-foreground has-checked:shadow-xs has-focus-visible:outline-2 has-focus-visible:outline-ring pointer-coarse:h-10 pointer-coarse:px-3"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onValueChange(option.value)}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
