/** The mark: an H whose bar is a pulse on the line. Decorative; the name stands beside it. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <rect width="24" height="24" rx="6" className="fill-primary" />
      <path
        d="M7 6v12M17 6v12M7 12h2.6l1.4-2.6 2 5.2 1.4-2.6H17"
        fill="none"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-primary-foreground"
      />
    </svg>
  );
}
