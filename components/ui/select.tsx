import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { inputLook } from "./input";

/** The browser's own select, in the look of an input. */
export function Select({ className = "", ...props }: ComponentProps<"select">) {
  return (
    <span className={`relative inline-flex min-w-0 ${className}`}>
      <select {...props} className={`${inputLook} h-8 appearance-none truncate pr-7`} />
      <ChevronDown aria-hidden="true" className="pointer-events-none absolute top-2 right-2 size-4 text-muted-foreground" />
    </span>
  );
}
