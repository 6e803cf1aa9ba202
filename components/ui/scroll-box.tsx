import type { ReactNode } from "react";

/** A box that scrolls by itself and is reachable by keyboard. */
export const ScrollBox = ({ label, className, children }: { label: string; className: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs
  <div
    role="group"
    aria-label={label}
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
    tabIndex={0}
    className={`rounded-md border ${className}`}
  >
    {children}
  </div>
);
