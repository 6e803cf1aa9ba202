import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** Something that needs a look, in one line. */
export const WarningLine = ({ children }: { children: ReactNode }) => (
  <p className="flex items-start gap-1.5 text-pretty text-warning text-xs [overflow-wrap:anywhere]">
    <TriangleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0" />
    <span className="min-w-0">{children}</span>
  </p>
);
