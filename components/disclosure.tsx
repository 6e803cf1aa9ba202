import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** A line that opens what belongs to it. On paper it is open. */
export const Disclosure = ({ summary, className = "", children }: { summary: ReactNode; className?: string; children: ReactNode }) => (
  <details className={`group/disclosure ${className}`}>
    <summary className="touch-target relative inline-flex min-h-6 items-center gap-1 rounded-sm text-muted-foreground text-xs tabular-nums hover:text-foreground">
      <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open/disclosure:rotate-90 print:hidden" />
      {summary}
    </summary>
    {children}
  </details>
);
