"use client";

import type { ReactNode } from "react";
import { SelectMenu } from "@/components/ui/choice/select";
import { FieldFrame } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type Expiry, expiries, type Span, toDateInput } from "./expiry";

interface Props {
  label: string;
  value: Expiry;
  onValueChange: (chosen: Expiry) => void;
  spans?: readonly Span[];
  help?: ReactNode;
  error?: string;
}

/** A choice of a few spans, or of a day: its last second counts, in the reader's own zone. */
export const ExpiryField = ({ label, value, onValueChange, spans = expiries, help, error }: Props) => (
  <FieldFrame label={label} help={help} error={error}>
    {(props) => (
      <div className="grid gap-2 sm:grid-cols-2">
        <SelectMenu
          {...props}
          label={label}
          value={value.span}
          onValueChange={(span) => onValueChange({ ...value, span })}
          options={spans}
          className="h-9"
        />
        {value.span === "date" && (
          <Input
            type="date"
            aria-label="Date"
            aria-invalid={props.invalid}
            min={toDateInput(new Date())}
            value={value.date}
            onChange={(event) => onValueChange({ ...value, date: event.target.value })}
            className="h-9 pointer-coarse:h-11"
          />
        )}
      </div>
    )}
  </FieldFrame>
);
