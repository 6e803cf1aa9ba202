export interface JsonFault {
  /** What is wrong, and what to write in its place. */
  message: string;
  /** Where it is in the text; lines and columns count from 1. */
  index: number;
  line: number;
  column: number;
}

class Fault extends Error {
  readonly index: number;
  constructor(index: number, message: string) {
    super(message);
    this.index = index;
  }
}

/** Where a text stops being JSON, and what is wrong there. Parsers say it each in their own way, and not always where. */
export function findJsonFault(text: string): JsonFault {
  try {
    const end = readValue(text, 0, 0);
    if (end < text.length) throw faultAt(text, end, "Nothing may follow the last brace. Several values are an array: [ …, … ].");
  } catch (error) {
    if (error instanceof Fault) return { message: error.message, index: error.index, ...placeOf(text, error.index) };
    throw error;
  }
  return { message: "This is not JSON.", index: 0, line: 1, column: 1 };
}

/** The fault of a text that is not JSON, as a sentence: `The body is not valid JSON, at line 1, column 7: …`. `what`: whose text it is. */
export function sayNotJson(text: string, what: string): string {
  const { line, column, message } = findJsonFault(text);
  return `${what} is not valid JSON, at line ${line}, column ${column}: ${message}`;
}

function placeOf(text: string, index: number): { line: number; column: number } {
  const lines = text.slice(0, index).split(/\r\n|\n|\r/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const word = /(?:true|false|null)(?!\w)/y;
/** What somebody meant for a value: letters, digits and signs up to the next space or mark. */
const meant = /[^\s,:[\]{}"'/#]*/y;

/** Nesting beyond this is refused anyway. */
const maxDepth = 1_000;
/** Longest part of the text that is said again, in characters. */
const maxSaid = 40;

function skip(pattern: RegExp, text: string, index: number): number | null {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : null;
}

const skipSpace = (text: string, index: number): number => skip(space, text, index) ?? index;

/** What languages around JSON call its words. */
const otherWords: Readonly<Record<string, string>> = {
  true: "true",
  false: "false",
  null: "null",
  none: "null",
  nil: "null",
  undefined: "null",
};

/** What is amiss at a place where JSON has something else, where it is a thing that people write. */
function knownMistake(text: string, index: number): string | null {
  const mark = text[index] ?? "";
  if (mark === "'" || mark === "`") return 'Text stands in double quotes: write "…" in the place of these.';
  if (/[“”„«»‘’]/.test(mark)) return `Text stands in straight double quotes: write " in the place of ${mark}.`;
  if (mark === "#" || /^\/[/*]/.test(text.slice(index, index + 2))) return "JSON has no comments: leave this one out.";
  return null;
}

const faultAt = (text: string, index: number, message: string): Fault => new Fault(index, knownMistake(text, index) ?? message);

/** What to write in the place of something that is no value. */
function sayNoValue(text: string, index: number): string {
  const given = text.slice(index, Math.min(skip(meant, text, index) ?? index, index + maxSaid));
  const plain = given.replace(/^[+-]/, "").toLowerCase();
  if (plain === "nan" || plain === "infinity" || plain === "inf") return `JSON has no ${given}: send null, or "${given}" as text.`;
  if (Object.hasOwn(otherWords, plain)) return `JSON has no ${given}: write ${otherWords[plain]}.`;
  if (/^\+[\d.]/.test(given)) return `A number has no + before it: write ${given.slice(1)}.`;
  if (/^-?0x/i.test(given)) return "A number is decimal: write it without 0x, or put it in double quotes.";
  if (/^-?0\d/.test(given)) return "A number has no zeros in front: leave them out, or put it in double quotes.";
  if (/^-?\./.test(given)) return `A number has a digit before the point: write ${given.replace(".", "0.")}.`;
  if (/^-?\d+\.(?!\d)/.test(given)) return "A number has a digit behind the point: leave the point out, or write 0 behind it.";
  if (text[index] === "," || text[index] === "]" || text[index] === "}")
    return "A value is missing here: write null, or leave the comma out.";
  if (/^[\p{L}_$]/u.test(given)) return `Text stands in double quotes: write "${given}".`;
  return "Expected a value: text in double quotes, a number, true, false, null, { or [.";
}

/** The index after the value at `index` and the space behind it. */
function readValue(text: string, from: number, depth: number): number {
  const index = skipSpace(text, from);
  if (depth > maxDepth) throw new Fault(index, "It is nested too deeply.");
  const mark = text[index];
  if (mark === undefined) throw new Fault(index, "It ends too early: a value is missing.");
  if (mark === "{") return readList(text, index, depth, "}", readMember);
  if (mark === "[") return readList(text, index, depth, "]", readValue);
  if (mark === '"') return skipSpace(text, readString(text, index));
  const end = skip(number, text, index) ?? skip(word, text, index);
  if (end === null) throw faultAt(text, index, sayNoValue(text, index));
  return skipSpace(text, end);
}

const controls: Readonly<Record<string, string>> = { "\n": "A line break", "\r": "A line break", "\t": "A tab" };
const written: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** The index after the closing quote of the string at `index`. */
function readString(text: string, index: number): number {
  for (let at = index + 1; at < text.length; at++) {
    const mark = text[at] as string;
    if (mark === '"') return at + 1;
    if (mark === "\\") {
      const escaped = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at, at + 6))?.[0];
      if (escaped === undefined) throw new Fault(at, "This is no escape of JSON: write \\\\ for a backslash.");
      at += escaped.length - 1;
    } else if (mark < " ") {
      const name = controls[mark] ?? "A control character";
      const code = written[mark] ?? `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`;
      throw new Fault(at, `${name} within text is written ${code}; or a closing quote is missing before it.`);
    }
  }
  throw new Fault(index, "This text has no closing quote.");
}

function readMember(text: string, from: number, depth: number): number {
  const index = skipSpace(text, from);
  if (text[index] === undefined) throw new Fault(index, "It ends too early: the closing } is missing.");
  if (text[index] !== '"') throw faultAt(text, index, "Expected a name in double quotes.");
  const colon = skipSpace(text, readString(text, index));
  if (text[colon] !== ":") throw faultAt(text, colon, "Expected a colon after the name.");
  return readValue(text, colon + 1, depth);
}

function readList(text: string, open: number, depth: number, close: string, readEntry: typeof readValue): number {
  let index = skipSpace(text, open + 1);
  if (text[index] === close) return skipSpace(text, index + 1);
  for (;;) {
    index = readEntry(text, index, depth + 1);
    if (text[index] === close) return skipSpace(text, index + 1);
    if (text[index] === undefined) throw new Fault(index, `It ends before the closing ${close}.`);
    if (text[index] !== ",") throw faultAt(text, index, `Expected a comma or ${close}.`);
    const comma = index;
    index = skipSpace(text, index + 1);
    if (text[index] === close) throw new Fault(comma, `A comma may not stand before ${close}: leave it out.`);
  }
}
