"use client";

import { useState } from "react";
import { isMasked } from "@/lib/domain/masked";
import { Button } from "../ui/button";
import { Input } from "../ui/input";

interface Props {
  value: string;
  onChange: (value: string) => void;
  id?: string;
  describedBy?: string;
  invalid?: true;
  /** What the secret is, for the button that replaces it. */
  label: string;
  placeholder?: string;
  autoFocus?: boolean;
}

/** A secret: once saved it is never shown again, only replaced. */
export function SecretInput({ value, onChange, id, describedBy, invalid, label, placeholder, autoFocus }: Props) {
  const [kept] = useState(isMasked(value) ? value : null);
  const isKept = kept !== null && value === kept;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Input
        id={id}
        aria-label={id ? undefined : label}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        value={value}
        readOnly={isKept}
        onChange={(event) => onChange(event.target.value)}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        autoFocus={autoFocus}
        className="h-9 flex-1 font-mono read-only:bg-muted read-only:text-muted-foreground pointer-coarse:h-11"
      />
      {kept !== null && (
        <Button
          aria-label={isKept ? `Replace ${label}` : `Keep the saved ${label}`}
          onClick={(event) => {
            onChange(isKept ? "" : kept);
            event.currentTarget.parentElement?.querySelector("input")?.focus();
          }}
          className="h-9!"
        >
          {isKept ? "Replace" : "Keep saved"}
        </Button>
      )}
    </span>
  );
}
