import type { ReactNode } from "react";

/** A title, what it means, and what can be done. */
export const Frame = ({ title, text, children }: { title: string; text: ReactNode; children: ReactNode }) => (
  <>
    <h1 className="mb-1.5 text-balance font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">{title}</h1>
    <p className="mb-5 text-pretty text-muted-foreground text-sm [overflow-wrap:anywhere]">{text}</p>
    <div className="grid gap-4">{children}</div>
  </>
);
