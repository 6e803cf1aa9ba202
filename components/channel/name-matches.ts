import type { AlertNamesShape } from "@/lib/domain/alerts/alert-names";

/** An alert name of the last 30 days, and how many alerts had it. */
export interface SeenName {
  name: string;
  count: number;
}

/** The names of one environment, or of all and of none; most frequent first. */
export function seenIn(names: AlertNamesShape["data"], environment: string | null): SeenName[] {
  const counts = new Map<string, number>();
  for (const entry of names) {
    if (environment === null || entry.environment === environment) counts.set(entry.name, (counts.get(entry.name) ?? 0) + entry.count);
  }
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** Names that a change adds to a channel, and those that it takes away. */
export function compareMatches(before: readonly SeenName[], after: readonly SeenName[]): { gained: SeenName[]; lost: SeenName[] } {
  const had = new Set(before.map(({ name }) => name));
  const has = new Set(after.map(({ name }) => name));
  return { gained: after.filter(({ name }) => !had.has(name)), lost: before.filter(({ name }) => !has.has(name)) };
}

export const countAlerts = (names: readonly SeenName[]): number => names.reduce((sum, { count }) => sum + count, 0);

/** Longest time that matching keeps the page from doing anything else, in milliseconds. */
const sliceMs = 8;

/** The names that `match` takes, in their order. Lets the page go on in between; null when it was given up for another pattern. */
export async function matchSliced(
  match: (name: string) => boolean,
  names: readonly SeenName[],
  signal: AbortSignal,
): Promise<SeenName[] | null> {
  const matched: SeenName[] = [];
  let started = performance.now();
  for (const entry of names) {
    if (match(entry.name)) matched.push(entry);
    if (performance.now() - started < sliceMs) continue;
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return null;
    started = performance.now();
  }
  return signal.aborted ? null : matched;
}
