import type { EntryGroup } from "./entry";

/** Most entries of a group that are shown at once. */
const maxPerGroup = 8;

/** How well a text fits: all words must be in it, and it is best when it starts with them. 0: not at all. */
function rate(label: string, words: string, query: string): number {
  const name = label.toLowerCase();
  const all = `${name} ${words.toLowerCase()}`;
  if (!query.split(/\s+/).every((part) => all.includes(part))) return 0;
  if (name.startsWith(query)) return 3;
  return name.includes(query) ? 2 : 1;
}

/** The entries that fit what was typed, the best first; groups without one are left out. */
export function findEntries(groups: readonly EntryGroup[], typed: string): EntryGroup[] {
  const query = typed.trim().toLowerCase();
  return groups
    .map(({ label, items }) => ({
      label,
      items: items
        .map((entry) => ({ entry, rating: query === "" ? 1 : rate(entry.label, `${entry.words ?? ""} ${entry.detail ?? ""}`, query) }))
        .filter(({ rating }) => rating > 0)
        .sort((a, b) => b.rating - a.rating)
        .slice(0, maxPerGroup)
        .map(({ entry }) => entry),
    }))
    .filter(({ items }) => items.length > 0);
}

/** The id of an alert, in what was pasted: bare, or in its page's address. */
export const readAlertId = (typed: string): string | null => /\balert_[0-9a-z]{26}\b/.exec(typed)?.[0] ?? null;
