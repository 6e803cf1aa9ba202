/** The icon whose path data tells, of a destination's kind or of an integration; a cross while it is unknown. Decorative: its label stands beside it. */
export const Icon = ({ path = "M4 12h16M12 4v16", className = "size-4" }: { path: string | undefined; className?: string }) => (
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
    <path d={path} />
  </svg>
);
