import type { ComponentProps } from "react";

/** What text inputs and selects have in common. */
export const inputLook =
  "w-full min-w-0 rounded-md border border-input bg-background px-2.5 text-sm text-foreground placeholder:text-muted-foreground aria-invalid:border-destructive";

export function Input({ className = "h-8", ...props }: ComponentProps<"input">) {
  return <input {...props} className={`${inputLook} ${className}`} />;
}
