"use client";

import type { ReactNode } from "react";
import { FieldFrame } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SelectMenu } from "@/components/ui/select";
import { toDateInput } from "./expiry";
import type { useExpiry } from "./use-expiry";

interface Props {
  label: string;
  chosen: ReturnType<typeof useExpiry>;
  help?: ReactNode;
  error?: string;
}

/** A choice of a few spans, or of a day: its last second counts, in the reader's own zone. */
export const ExpiryField = ({ label, chosen: { spans, span, setSpan, date, setDate }, help, error }: Props) => (
  <FieldFrame label={label} help={help} error={error}>
    {(props) => (
      <div className="grid gap-2 sm:grid-cols-2">
        <SelectMenu {...props} label={label} value={span} onValueChange={setSpan} options={spans} className="h-9" />
        {span === "date" && (
          <Input
            type="date"
            aria-label="Date"
            aria-invalid={props.invalid}
            min={toDateInput(new Date())}
            value={date}
            onChange={(event) => setDate(event.target.value)}
            className="h-9 pointer-coarse:h-11"
          />
        )}
      </div>
    )}
  </FieldFrame>
);
