import { RE2JS, RE2JSSyntaxException, RE2Set } from "re2js";

/** Longest pattern, in characters. */
export const maxPatternLength = 256;
/**
 * Largest compiled pattern, in instructions: matching a name costs time in proportion to it. Patterns as people write them have
 * 12 to 124, `.{0,200}` 402; one made to be slow had 1,923 and took 24 ms for a name of 200 characters (measured 2026-11).
 */
const maxProgramSize = 500;

/** What is wrong with a pattern: where (0-based), in words, and what to write instead. */
export interface PatternError {
  position: number;
  message: string;
  hint: string | null;
}

/** Syntax that other engines have and RE2 leaves out, because it cannot be matched in linear time. */
const unsupported: readonly { find: RegExp; message: string; hint: string }[] = [
  {
    find: /\(\?<?[=!]/,
    message: "look-around is not supported",
    hint: "RE2 has no look-ahead or look-behind: name what should match, or use a second channel.",
  },
  {
    find: /\(\?P=/,
    message: "back-references are not supported",
    hint: "RE2 has no back-references: write the alternatives out, like (a|b).",
  },
  {
    find: /\\[1-9]/,
    message: "back-references are not supported",
    hint: "RE2 has no back-references: write the alternatives out, like (a|b).",
  },
  {
    find: /\\k[<{']/,
    message: "back-references are not supported",
    hint: "RE2 has no back-references: write the alternatives out, like (a|b).",
  },
  { find: /\(\?>/, message: "atomic groups are not supported", hint: "RE2 never backtracks: a plain group (?:…) does the same." },
];

/** Positions of `find` outside character classes and escapes; -1 when there is none. */
function findOutsideClass(pattern: string, find: RegExp): number {
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    if (!inClass && new RegExp(find.source, "y").test(pattern.slice(at))) return at;
    const character = pattern[at];
    if (character === "\\") at++;
    else if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
  }
  return -1;
}

/** Where the parenthesis stands that has no partner; 0 when each has one. */
function findUnbalanced(pattern: string): number {
  const open: number[] = [];
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === "\\") at++;
    else if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
    else if (!inClass && character === "(") open.push(at);
    else if (!inClass && character === ")" && open.pop() === undefined) return at;
  }
  return open.at(-1) ?? 0;
}

/** Why a pattern is not RE2, or is too costly to match; null when it is fine. */
export function checkPattern(pattern: string): PatternError | null {
  try {
    if (RE2JS.compile(pattern).programSize() <= maxProgramSize) return null;
    const position = Math.max(0, findOutsideClass(pattern, /\{/));
    return { position, message: "is too complex", hint: "Use fewer or smaller repeats; write .* for any number of characters." };
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) return { position: 0, message: "this pattern cannot be compiled", hint: null };
    for (const { find, message, hint } of unsupported) {
      const position = findOutsideClass(pattern, find);
      if (position >= 0) return { position, message, hint };
    }
    const { error: words, input } = error as unknown as { error: string; input: string };
    const position = Math.max(0, input ? pattern.indexOf(input) : 0);
    if (words === "invalid repeat count") {
      return { position, message: words, hint: "RE2 repeats at most 1000 times, counted over nested repeats; write .* for any number." };
    }
    if (words === "missing closing )") {
      return { position: findUnbalanced(pattern), message: words, hint: "Close the group, or write \\( for the character itself." };
    }
    if (words === "unexpected )") {
      return { position: findUnbalanced(pattern), message: words, hint: "Open the group, or write \\) for the character itself." };
    }
    return { position, message: words, hint: null };
  }
}

/** The error as one sentence, with the position counted from 1 as people count. */
export const sayPatternError = (error: PatternError): string =>
  `${error.message} at position ${error.position + 1}${error.hint ? `. ${error.hint}` : ""}`;

/**
 * Matches whole names against many patterns at once, in time linear in the name's length. The function returns the indexes
 * of the patterns that match, ascending. Patterns are RE2 (decision 0004); one that does not compile matches nothing.
 */
export function compilePatterns(patterns: readonly string[]): (name: string) => number[] {
  const set = new RE2Set(RE2Set.ANCHOR_BOTH, 0);
  const indexes: number[] = [];
  patterns.forEach((pattern, index) => {
    if (checkPattern(pattern) !== null) return;
    set.add(pattern);
    indexes.push(index);
  });
  if (indexes.length === 0) return () => [];
  set.compile();
  return (name) =>
    set
      .match(name)
      .map((at: number) => indexes[at] as number)
      .sort((a: number, b: number) => a - b);
}
