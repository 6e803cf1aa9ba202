export interface JsonFault {
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

/** Where a text stops being JSON, and what is wrong there. Browsers say it each in their own way, and not always where. */
export function findJsonFault(text: string): JsonFault {
  try {
    const end = readValue(text, 0, 0);
    if (end < text.length) throw new Fault(end, "Nothing may follow the last brace.");
  } catch (error) {
    if (error instanceof Fault) return { message: error.message, index: error.index, ...placeOf(text, error.index) };
    throw error;
  }
  return { message: "This is not JSON.", index: 0, line: 1, column: 1 };
}

function placeOf(text: string, index: number): { line: number; column: number } {
  const lines = text.slice(0, index).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

const space = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON takes every character but these
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;
const word = /(?:true|false|null)(?!\w)/y;

/** Nesting beyond this is refused anyway. */
const maxDepth = 1_000;

function skip(pattern: RegExp, text: string, index: number): number | null {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : null;
}

const skipSpace = (text: string, index: number): number => skip(space, text, index) ?? index;

/** The index after the value at `index` and the space behind it. */
function readValue(text: string, from: number, depth: number): number {
  const index = skipSpace(text, from);
  if (depth > maxDepth) throw new Fault(index, "It is nested too deeply.");
  const mark = text[index];
  if (mark === undefined) throw new Fault(index, "It ends too early.");
  if (mark === "{") return readList(text, index, depth, "}", readMember);
  if (mark === "[") return readList(text, index, depth, "]", readValue);
  if (mark === '"') return skipSpace(text, readString(text, index));
  const end = skip(number, text, index) ?? skip(word, text, index);
  if (end === null) throw new Fault(index, "Expected a value: text in double quotes, a number, true, false, null, { or [.");
  return skipSpace(text, end);
}

function readString(text: string, index: number): number {
  const end = skip(string, text, index);
  if (end === null) throw new Fault(index, "This text has no closing quote on its line, or a bad escape.");
  return end;
}

function readMember(text: string, from: number, depth: number): number {
  const index = skipSpace(text, from);
  if (text[index] === undefined) throw new Fault(index, "It ends too early.");
  if (text[index] !== '"') throw new Fault(index, "Expected a name in double quotes.");
  const colon = skipSpace(text, readString(text, index));
  if (text[colon] !== ":") throw new Fault(colon, "Expected a colon after the name.");
  return readValue(text, colon + 1, depth);
}

function readList(text: string, open: number, depth: number, close: string, readEntry: typeof readValue): number {
  let index = skipSpace(text, open + 1);
  if (text[index] === close) return skipSpace(text, index + 1);
  for (;;) {
    index = readEntry(text, index, depth + 1);
    if (text[index] === close) return skipSpace(text, index + 1);
    if (text[index] === undefined) throw new Fault(index, `It ends before the closing ${close}`);
    if (text[index] !== ",") throw new Fault(index, `Expected a comma or ${close}`);
    const comma = index;
    index = skipSpace(text, index + 1);
    if (text[index] === close) throw new Fault(comma, `A comma may not stand before ${close}`);
  }
}
