import type { ComponentProps } from "react";
import { useId } from "react";
import { Input } from "./input";

interface Props extends ComponentProps<"input"> {
  label: string;
  help?: string;
  /** What is wrong with the value, as the API says it: "must not be empty". */
  error?: string;
}

/** An input with its label, a hint and what is wrong with it. */
export function Field({ label, help, error, ...props }: Props) {
  const id = useId();
  const describedBy = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <Input {...props} id={id} aria-invalid={error ? true : undefined} aria-describedby={describedBy || undefined} className="h-9" />
      {help && (
        <p id={`${id}-help`} className="text-muted-foreground text-xs">
          {help}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-destructive text-xs">
          {label} {error}.
        </p>
      )}
    </div>
  );
}
