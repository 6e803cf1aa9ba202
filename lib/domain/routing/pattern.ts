import { MatcherInput, RE2JS, RE2JSSyntaxException } from "re2js";
import { finish, type Steps } from "../steps";
import { estimateSize } from "./pattern-size";

/** Longest pattern, in characters. */
export const maxPatternLength = 256;
/**
 * Largest compiled pattern, in instructions: matching a name costs time in proportion to it. Patterns as people write them have
 * 12 to 124, `.{0,200}` 402; one made to be slow had 1,923 and took 24 ms for a name of 200 characters (measured 2026-11).
 */
const maxProgramSize = 500;
/** A pattern of more instructions by estimate is refused without being compiled: it would take the time that it is refused for. */
const maxEstimate = 2_000;
/** Most instructions that are kept compiled of one list of patterns, about a hundred bytes each. What is beyond is compiled for each name. */
const maxKept = 30_000;
/** A class of Unicode's, as \pL, takes as much as so many. */
const unicodeClassSize = 50;

/** What is wrong with a pattern: where (0-based) and over how many characters, in words, and what to write instead. */
export interface PatternError {
  position: number;
  length: number;
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

/** What to write instead, by the engine's words. */
const hints: Readonly<Record<string, string>> = {
  "invalid repeat count": "RE2 repeats at most 1000 times, counted over nested repeats; write .* for any number.",
  "missing closing )": "Close the group, or write \\( for the character itself.",
  "unexpected )": "Open the group, or write \\) for the character itself.",
  "missing closing ]": "Close the class, or write \\[ for the character itself.",
  "missing argument to repetition operator": "It repeats what stands before it: write .* for any text.",
  "invalid nested repetition operator": "One of them is enough.",
  "trailing backslash at end of expression": "Write \\\\ for the character itself.",
};

/** Where `find` stands first outside character classes and escapes, and what it found; null when it does not. */
function findOutsideClass(pattern: string, find: RegExp): { position: number; length: number } | null {
  const sticky = new RegExp(find.source, "y");
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    sticky.lastIndex = at;
    const found = inClass ? null : sticky.exec(pattern);
    if (found) return { position: at, length: found[0].length };
    const character = pattern[at];
    if (character === "\\") at++;
    else if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
  }
  return null;
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

/** What the engine says of a pattern that it refuses: its words, and the part that it stumbled over. */
function refusalOf(pattern: string): { words: string; input: string } | null {
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    const { error: words = "", input } = error as { error?: string; input?: string | null };
    return { words, input: input ?? "" };
  }
}

/** Most places that are tried: each costs a compilation. */
const maxPlaces = 20;

/**
 * Where the engine stumbled. It names the part and not its place, and the same text may stand earlier and be fine there: the
 * first place is meant up to which the pattern is refused for the same reason.
 */
function locate(pattern: string, words: string, input: string): { position: number; length: number } {
  if (words.endsWith(")") && !words.includes("(")) return { position: findUnbalanced(pattern), length: 1 };
  if (words.startsWith("trailing backslash")) return { position: pattern.length - 1, length: 1 };
  // An open class reaches to the pattern's end.
  if (words === "missing closing ]") return { position: pattern.length - input.length, length: input.length };
  if (words.startsWith("duplicate capture group")) return { position: pattern.lastIndexOf(`<${input}>`) + 1, length: input.length };
  let at = input === "" ? -1 : pattern.indexOf(input);
  for (let tried = 0; at >= 0 && tried < maxPlaces; tried++, at = pattern.indexOf(input, at + 1)) {
    const upTo = refusalOf(pattern.slice(0, at + input.length));
    if (upTo?.words === words && upTo.input === input) return { position: at, length: input.length };
  }
  return { position: Math.max(0, pattern.indexOf(input)), length: Math.max(1, input.length) };
}

function compile(pattern: string): RE2JS | null {
  if (estimateSize(pattern) > maxEstimate) return null;
  const compiled = RE2JS.compile(pattern);
  return compiled.programSize() <= maxProgramSize ? compiled : null;
}

/** Why a pattern is not RE2, or is too costly to match; null when it is fine. */
export function checkPattern(pattern: string): PatternError | null {
  try {
    if (compile(pattern)) return null;
    const repeat = findOutsideClass(pattern, /\{[^}]*\}?/) ?? { position: 0, length: pattern.length };
    return { ...repeat, message: "is too complex", hint: "Use fewer or smaller repeats; write .* for any number of characters." };
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException))
      return { position: 0, length: pattern.length, message: "this pattern cannot be compiled", hint: null };
    for (const { find, message, hint } of unsupported) {
      const place = findOutsideClass(pattern, find);
      if (place) return { ...place, message, hint };
    }
    const { words, input } = refusalOf(pattern) ?? { words: "this pattern cannot be compiled", input: "" };
    return { ...locate(pattern, words, input), message: words, hint: hints[words] ?? null };
  }
}

/** The error as one sentence, with the position counted from 1 as people count. */
export const sayPatternError = (error: PatternError): string =>
  `${error.message} at position ${error.position + 1}${error.hint ? `. ${error.hint}` : ""}`;

/** A pattern that does not compile, or is too costly, matches nothing. */
function compileIfFine(pattern: string): RE2JS | null {
  try {
    return compile(pattern);
  } catch {
    return null;
  }
}

/**
 * Matches whole names against many patterns, a step for each: of at most 500 instructions, it takes 2 ms at most for a name of 200 characters, and a
 * thousandth of that for what people write. What comes out are the indexes of the patterns that match, ascending. Patterns are RE2 (decision 0004),
 * compiled when they are first needed.
 */
export function newMatcher(patterns: readonly string[]): (name: string) => Steps<number[]> {
  const kept = new Map<number, RE2JS | null>();
  let keptSize = 0;
  function* compiled(pattern: string, index: number): Steps<RE2JS | null> {
    const known = kept.get(index);
    if (known !== undefined) return known;
    const made = compileIfFine(pattern);
    yield;
    const size = (made?.programSize() ?? 0) + unicodeClassSize * (pattern.match(/\\p/gi)?.length ?? 0);
    if (keptSize + size > maxKept) return made;
    keptSize += size;
    kept.set(index, made);
    return made;
  }
  return function* match(name) {
    const matching: number[] = [];
    const input = MatcherInput.utf16(name);
    for (const [index, pattern] of patterns.entries()) {
      const program = yield* compiled(pattern, index);
      // Of the engines that RE2JS has, a Matcher takes one whose time and memory are the same however names and patterns vary: it keeps no states.
      if (program?.matcher(input).matches()) matching.push(index);
      yield;
    }
    return matching;
  };
}

/** The same at once, for a few patterns. */
export function compilePatterns(patterns: readonly string[]): (name: string) => number[] {
  const match = newMatcher(patterns);
  return (name) => finish(match(name));
}
