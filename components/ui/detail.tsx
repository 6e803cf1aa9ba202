import type { ReactNode } from "react";

/** One thing that is known, under its name: a part of a `dl`. */
export const Detail = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-muted-foreground text-xs">{label}</dt>
    <dd className="mt-0.5 text-sm [overflow-wrap:anywhere]">{children}</dd>
  </div>
);
