/** Keys to press one after the other (`g h`), or together (`⌘K`). */
export const Kbd = ({ keys, className = "" }: { keys: string; className?: string }) => (
  <span className={`inline-flex shrink-0 gap-1 ${className}`}>
    {keys.split(" ").map((key) => (
      <kbd
        key={key}
        className="inline-grid h-5 min-w-5 place-items-center rounded-sm border bg-background px-1 font-mono text-[0.6875rem] text-muted-foreground leading-none"
      >
        {key}
      </kbd>
    ))}
  </span>
);
