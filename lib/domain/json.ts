import { sayNotJson } from "./json-fault";
import { Problem } from "./problem";

/** Deepest nesting of a request body's payload. `JSON.stringify` throws at 5,000 levels that `JSON.parse` takes. */
export const maxJsonDepth = 32;

/** The value of a JSON text. Throws 400, which says where it stops being JSON and what to send instead. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, "malformed_json", text.trim() === "" ? "The body is empty." : sayNotJson(text, "The body"));
  }
}

const lonely = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** What Postgres could not store in a text: NUL and lone surrogates. Null when the text is fine. */
export function unstorable(text: string): string | null {
  if (text.includes("\u0000")) return "must not contain NUL characters";
  if (lonely.test(text)) return "must not contain lone surrogates: it is not valid Unicode text";
  return null;
}

const eachLonely = new RegExp(lonely, "g");

/** Text that Postgres can keep: NUL and lone surrogates become U+FFFD. */
export const storable = (text: string): string => text.replaceAll("\u0000", "\ufffd").replace(eachLonely, "\ufffd");

/** The first thing in a JSON value that cannot be kept: too deep, NUL, lone surrogates; with its path. Never recurses deeper than allowed. */
export function findUnstorable(value: unknown, path = "", depth = 1): { path: string; message: string } | null {
  if (typeof value === "string") {
    const message = unstorable(value);
    return message ? { path, message } : null;
  }
  if (typeof value !== "object" || value === null) return null;
  if (depth > maxJsonDepth)
    return { path: path.split(".").slice(0, 4).join("."), message: `must not be nested deeper than ${maxJsonDepth} levels` };
  const at = (key: string) => (path ? `${path}.${key}` : key);
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const found = findUnstorable(value[index], at(String(index)), depth + 1);
      if (found) return found;
    }
    return null;
  }
  for (const key in value) {
    const message = unstorable(key);
    if (message) return { path, message: `has a key that ${message}` };
    const found = findUnstorable((value as Record<string, unknown>)[key], at(key), depth + 1);
    if (found) return found;
  }
  return null;
}

const QUOTE = 34;
const BACKSLASH = 92;
const isSpace = (code: number) => code === 32 || code === 10 || code === 13 || code === 9;

/** Where a JSON value that starts at `from` ends. `text` is known to be valid JSON, so brackets balance outside strings. */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at) - 1;
      if (depth === 0) return at + 1;
    } else if (code === 123 || code === 91) depth++;
    else if (code === 125 || code === 93) {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (depth === 0 && (code === 44 || isSpace(code))) return at;
  }
  return text.length;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    at = text.indexOf('"', at);
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
    at++;
    if (slashes % 2 === 0) return at;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Goes through the members of the object that starts at `from`: each key as it is written, quotes and all, and where its value stands. Gives the object's end. */
function eachMember(text: string, from: number, visit: (name: string, start: number, end: number) => void): number {
  let at = skipSpace(text, from + 1);
  while (text.charCodeAt(at) !== 125) {
    const keyEnd = endOfString(text, at);
    const name = text.slice(at, keyEnd);
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = endOfValue(text, start);
    visit(name, start, end);
    at = skipSpace(text, end);
    if (text.charCodeAt(at) === 44) at = skipSpace(text, at + 1);
  }
  return at + 1;
}

/** The source text of `key`'s value in the object that starts at `from`; the last one wins, as in JSON.parse. Also where the object ends. */
function memberSource(text: string, from: number, key: string): { source: string | null; end: number } {
  let source: string | null = null;
  const end = eachMember(text, from, (name, start, end) => {
    if (name === `"${key}"` || (name.includes("\\") && JSON.parse(name) === key)) source = text.slice(start, end);
  });
  return { source, end };
}

/**
 * The source text of `key`'s value in a JSON object, or in each object of a JSON array, exactly as it was written:
 * number formats, key order and white space survive. `text` must be valid JSON, an object or an array of objects.
 */
export function sourceOf(text: string, key: string): (string | null)[] {
  let at = skipSpace(text, 0);
  if (text.charCodeAt(at) === 123) return [memberSource(text, at, key).source];
  const sources: (string | null)[] = [];
  at = skipSpace(text, at + 1);
  while (text.charCodeAt(at) !== 93) {
    const { source, end } = memberSource(text, at, key);
    sources.push(source);
    at = skipSpace(text, end);
    if (text.charCodeAt(at) === 44) at = skipSpace(text, at + 1);
  }
  return sources;
}

/** The members of a JSON object in their order, each value as its source text; the last of one key wins. `text` must be valid JSON, an object. */
export function membersOf(text: string): Map<string, string> {
  const members = new Map<string, string>();
  eachMember(text, skipSpace(text, 0), (name, start, end) => members.set(JSON.parse(name) as string, text.slice(start, end)));
  return members;
}

const isDigit = (code: number) => code >= 48 && code <= 57;
const MINUS = 45;
/** What a number may go on with: digits, `.`, `e`, `E`, `+`, `-`. */
const isOfNumber = (code: number) => isDigit(code) || code === 46 || code === 101 || code === 69 || code === 43 || code === MINUS;

function endOfNumber(text: string, from: number): number {
  let at = from + 1;
  while (isOfNumber(text.charCodeAt(at))) at++;
  return at;
}

/** JSON text in which each number that `isQuoted` wants is a string that holds its source. `text` must be valid JSON. */
function quoteNumbers(text: string, isQuoted: (source: string) => boolean): string {
  let quoted = "";
  let done = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === MINUS || isDigit(code)) {
      const end = endOfNumber(text, at);
      const source = text.slice(at, end);
      if (isQuoted(source)) {
        quoted += `${text.slice(done, at)}"${source}"`;
        done = end;
      }
      at = end;
    } else at++;
  }
  return done === 0 ? text : quoted + text.slice(done);
}

/**
 * The value of JSON text in which no number is another than was written: one that JavaScript would write otherwise (12345678901234567890, 1.50,
 * 1e400) is a string that holds its source. Throws as JSON.parse does.
 */
export function parseExactly(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const exact = quoteNumbers(text, (source) => String(Number(source)) !== source);
  return exact === text ? value : JSON.parse(exact);
}

/** The digits that count, and where the point stands among them: the same for 1.50, 1.5 and 15e-1. */
function amountOf(source: string): string {
  const [, whole = "", fraction = "", exponent = "0"] = /^-?(\d+)\.?(\d*)(?:e(.+))?$/i.exec(source) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const kept = digits.replace(/0+$/, "");
  return kept === "" ? "0" : `${kept}e${Number(exponent) - fraction.length + digits.length - kept.length}`;
}

/** JSON text in which each number that a double cannot hold is a string, for readers that would round it or fail on it. `text` must be valid JSON. */
export const quoteUnheldNumbers = (text: string): string =>
  quoteNumbers(text, (source) => {
    const written = String(Number(source));
    return written !== source && (written.endsWith("Infinity") || amountOf(written) !== amountOf(source));
  });

/** JSON text on one line, with its numbers as they are written and its strings unescaped as far as JSON lets them; not longer than it takes to have `most` characters. `text` must be valid JSON. */
export function compactJson(text: string, most: number): string {
  let compact = "";
  for (let at = 0; at < text.length && compact.length < most; ) {
    const code = text.charCodeAt(at);
    const end = code === QUOTE ? endOfString(text, at) : at + 1;
    if (code === QUOTE) compact += JSON.stringify(JSON.parse(text.slice(at, end)));
    else if (!isSpace(code)) compact += text.charAt(at);
    at = end;
  }
  return compact;
}
