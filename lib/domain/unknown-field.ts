import { joinWords } from "./words";

/** Longest part of a name that somebody sent that is looked at, in characters. */
const maxName = 64;

const plain = (name: string): string =>
  name
    .slice(0, maxName)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

/** How many characters must be put in, taken out or exchanged to make one word of another (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at, otherLetter] of [...other].entries())
      next.push(Math.min((row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1, (row[at] ?? 0) + (letter === otherLetter ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The one of `known` that a name was meant for: written otherwise, cut off, or with a slip or two. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const given = plain(name);
  const isCut = (word: string) => Math.min(word.length, given.length) >= 3 && (word.startsWith(given) || given.startsWith(word));
  const ranked = known
    .map((word) => ({ word, apart: isCut(plain(word)) ? 1 : distance(given, plain(word)) }))
    .filter(({ word, apart }) => apart <= Math.max(1, Math.floor(Math.min(word.length, given.length) / 3)))
    .sort((a, b) => a.apart - b.apart);
  return ranked[0]?.word;
}

/** What is said of a name that is none of `known`; a `noun` is a field or a parameter. */
export function sayUnknown(name: string, known: readonly string[], noun = "field"): string {
  const meant = nearest(name, known);
  if (meant !== undefined) return `is not a ${noun} of this; did you mean "${meant}"?`;
  return known.length === 0 ? `is not a ${noun} of this: it takes none` : `is not a ${noun} of this: it takes ${joinWords(known, "and")}`;
}
