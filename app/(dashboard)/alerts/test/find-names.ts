interface Counted {
  name: string;
  count: number;
}

/** Names offered at once. */
const most = 8;

/** Names that hold what was typed, in any case: those that begin with it first, then the most frequent. A name of several environments is one. */
export function findNames(names: readonly Counted[], typed: string): Counted[] {
  const wanted = typed.trim().toLowerCase();
  const counts = new Map<string, number>();
  for (const { name, count } of names) if (name.toLowerCase().includes(wanted)) counts.set(name, (counts.get(name) ?? 0) + count);
  const begins = ({ name }: Counted) => Number(name.toLowerCase().startsWith(wanted));
  const found = [...counts].map(([name, count]) => ({ name, count }));
  if (found.length === 1 && found[0]?.name === typed) return [];
  return found.sort((one, other) => begins(other) - begins(one) || other.count - one.count).slice(0, most);
}
