/** A channel's pattern, with the anchors that it always has: it must match the whole name. */
export function Pattern({ pattern }: { pattern: string }) {
  return (
    <code title="Matches the whole name" className="font-mono text-xs [overflow-wrap:anywhere]">
      <span className="text-muted-foreground">^</span>
      {pattern}
      <span className="text-muted-foreground">$</span>
    </code>
  );
}
