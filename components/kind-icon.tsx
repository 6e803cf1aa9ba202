"use client";

import { useKind } from "@/lib/client/queries/kinds";

/** The icon of a destination's kind. Decorative: the kind's label stands beside it. */
export function KindIcon({ kind, className = "size-4" }: { kind: string; className?: string }) {
  const icon = useKind(kind)?.icon ?? "M4 12h16M12 4v16";
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 text-muted-foreground ${className}`}
    >
      <path d={icon} />
    </svg>
  );
}
