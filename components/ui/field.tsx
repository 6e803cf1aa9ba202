import { type ComponentProps, type ReactNode, useId } from "react";
import { Input } from "./input";

interface FrameProps {
  label: string;
  help?: ReactNode;
  /** What is wrong with the value, as the API says it ("must not be empty"), or a whole sentence. */
  error?: string;
  /** Draws the control; its id is the label's. */
  children: (props: { id: string; describedBy: string | undefined; invalid: true | undefined }) => ReactNode;
}

const sentence = (label: string, error: string): string => (/[.!?]$/.test(error) ? error : `${label} ${error}.`);

/** A control with its label, a hint and what is wrong with it. */
export function FieldFrame({ label, help, error, children }: FrameProps) {
  const id = useId();
  const describedBy = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className="grid min-w-0 grid-cols-1 gap-1.5">
      <label id={`${id}-label`} htmlFor={id} className="justify-self-start font-medium text-sm">
        {label}
      </label>
      {children({ id, describedBy, invalid: error ? true : undefined })}
      {help && (
        <p id={`${id}-help`} className="text-pretty text-muted-foreground text-xs">
          {help}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-destructive text-xs [overflow-wrap:anywhere]">
          {sentence(label, error)}
        </p>
      )}
    </div>
  );
}

/** An input in such a frame. */
export function Field({ label, help, error, ...props }: Omit<FrameProps, "children"> & ComponentProps<"input">) {
  return (
    <FieldFrame label={label} help={help} error={error}>
      {({ id, describedBy, invalid }) => (
        <Input {...props} id={id} aria-invalid={invalid} aria-describedby={describedBy} className="h-9 pointer-coarse:h-11" />
      )}
    </FieldFrame>
  );
}
