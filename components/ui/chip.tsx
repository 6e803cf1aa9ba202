import type { ReactNode } from "react";

/** A short label beside others: a channel, an environment. */
export function Chip({ children, title, mono }: { children: ReactNode; title?: string; mono?: boolean }) {
  const font = mono ? "font-mono" : "";
  return (
    <span
      title={title}
      className={`inline-block max-w-44 truncate rounded-sm bg-muted px-1.5 py-0.5 align-middle text-foreground text-xs ${font}`}
    >
      {children}
    </span>
  );
}
