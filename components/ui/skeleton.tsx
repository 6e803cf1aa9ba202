/** A grey bar where text will be. It appears after 150 ms: what is there sooner does not flicker. */
export const Skeleton = ({ className = "h-4 w-full" }: { className?: string }) => (
  <span aria-hidden="true" className={`skeleton block rounded-sm bg-muted ${className}`} />
);

/** Rows that are on their way; says so to screen readers. */
export function SkeletonRows({ rows = 8, label }: { rows?: number; label: string }) {
  const widths = ["w-2/5", "w-1/3", "w-1/2", "w-1/4"];
  return (
    <div role="status">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={row} className="late flex items-center gap-4 border-b px-4 py-3 sm:px-6">
          <Skeleton className="h-4 w-14 shrink-0" />
          <Skeleton className={`h-4 ${widths[row % widths.length]}`} />
          <Skeleton className="ml-auto h-4 w-16 shrink-0" />
        </div>
      ))}
    </div>
  );
}
