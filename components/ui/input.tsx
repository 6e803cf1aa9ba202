import type { ComponentProps } from "react";

/** What text inputs and selects have in common. iOS zooms into inputs of less than 16 px. */
export const inputFrame =
  "w-full min-w-0 rounded-md border border-input bg-background text-sm text-foreground shadow-xs transition-colors placeholder:text-muted-foreground hover:not-disabled:border-muted-foreground/50 disabled:opacity-60 aria-invalid:border-destructive pointer-coarse:text-lg";

export const inputLook = `${inputFrame} px-2.5`;

export function Input({ className = "h-8 pointer-coarse:h-11", ...props }: ComponentProps<"input">) {
  return <input {...props} className={`${inputLook} ${className}`} />;
}

/** Grows with its text where the browser can. */
export function Textarea({ className = "", ...props }: ComponentProps<"textarea">) {
  return <textarea rows={3} {...props} className={`${inputLook} field-sizing-content max-h-96 min-h-18 py-1.5 ${className}`} />;
}
