/** Most instructions that an organization's patterns have together: each channel that it may have, and 500 at least, has 50, which is what few need. */
export const maxSizeTogether = (maxChannels: number): number => 50 * Math.max(500, maxChannels);

interface Group {
  size: number;
  /** Of its last piece: what a repeat repeats. */
  last: number;
}

/** `(?i)` sets flags and opens nothing; `(?:`, `(?i:` and `(?P<name>` open a group. */
const flags = /\(\?[a-zA-Z-]*\)/y;
const opening = /\((?:\?(?:P?<[^>]*>|[a-zA-Z-]*:))?/y;
const escaped = /\\(?:[pP](?:\{[^}]*\}|.)|x\{[^}]*\}|x..|[\s\S])?/y;
const quoted = /\\Q([\s\S]*?)(?:\\E|$)/y;
const characterClass = /\[\^?\]?(?:\[:\^?\w*:\]|\\[\s\S]|[^\]\\])*\]?/y;
const repeat = /\{(\d+)(,?)(\d*)\}/y;

const at = (expression: RegExp, pattern: string, place: number): RegExpExecArray | null => {
  expression.lastIndex = place;
  return expression.exec(pattern);
};

/**
 * About how many instructions a pattern compiles to, in time linear in its length: compiling it to find out takes half a second for
 * some of 250 characters. Any text has a size, also one that is no pattern.
 */
export function estimateSize(pattern: string): number {
  const open: [Group, ...Group[]] = [{ size: 0, last: 0 }];
  const inner = () => open.at(-1) as Group;
  const add = (size: number) => {
    const group = inner();
    group.size += size;
    group.last = size;
  };
  const grow = (size: number) => {
    const group = inner();
    group.size += size;
    group.last += size;
  };
  const close = () => add((open.pop() as Group).size);
  for (let place = 0; place < pattern.length; ) {
    const character = pattern[place] as string;
    const found = readPiece(pattern, place, character);
    place += found?.[0].length || 1;
    if (character === "(" && found) {
      if (!found[0].endsWith(")")) open.push({ size: found[0] === "(" || found[0].endsWith(">") ? 2 : 0, last: 0 });
    } else if (character === ")") {
      if (open.length > 1) close();
    } else if (character === "|") {
      inner().size += 1;
      inner().last = 0;
    } else if ("*+?".includes(character)) grow(1);
    else if (character === "{" && found) grow(repeated(found, inner().last));
    else if (character === "\\" && found?.[1] !== undefined) for (const _ of found[1]) add(1);
    else add(1);
  }
  while (open.length > 1) close();
  return open[0].size;
}

function readPiece(pattern: string, place: number, character: string): RegExpExecArray | null {
  if (character === "\\") return at(quoted, pattern, place) ?? at(escaped, pattern, place);
  if (character === "[") return at(characterClass, pattern, place);
  if (character === "(") return at(flags, pattern, place) ?? at(opening, pattern, place);
  return character === "{" ? at(repeat, pattern, place) : null;
}

/** What `{2,5}` adds to a piece of that size: its further copies, and a choice for each that may be left out. */
function repeated([, least = "", comma, most]: RegExpExecArray, size: number): number {
  const from = Number(least);
  const to = comma ? Number(most || from + 1) : from;
  return size * (Math.max(1, to) - 1) + Math.max(0, to - from);
}
