import { isToken, type TokenKind } from "./token";

/** What stands for a token that is not shown. */
const mask = "[token]";

const kinds: readonly TokenKind[] = ["key", "invite", "signin", "hook"];

/** A character by its hexadecimal code: percent-encoded, also by each proxy on the way, escaped in JSON, or in HTML. */
const encoded = (hex: string): string => `%(?:25){0,8}${hex}|\\\\{1,8}u00${hex}|&#x0{0,8}${hex};`;
const written = (text: string): string =>
  [...text].map((letter) => `(?:${letter}|${encoded(letter.charCodeAt(0).toString(16))})\\0?`).join("");
const alphanumeric = `(?:(?:[0-9a-z]|${encoded("(?:3[0-9]|[46][1-9a-f]|[57][0-9a])")})\\0?)`;

/** Fewer characters of a token, of its 36, are not hidden: nobody guesses the others. */
const leastShown = 12;

/** A token, or as much of one as a cut has left, with its kind or without. */
const tokens = new RegExp(
  `${written("hl_")}(?:${kinds.map(written).join("|")})${written("_")}${alphanumeric}{${leastShown},}|(?<![0-9a-z])[0-9a-z]{36}(?![0-9a-z])`,
  "gi",
);

const anyEncoded = /%(?:25){0,8}([0-9a-f]{2})|\\{1,8}u00([0-9a-f]{2})|&#x0{0,8}([0-9a-f]{2});|\0/gi;

const decode = (text: string): string =>
  text.replace(anyEncoded, (_all, percent?: string, json?: string, html?: string) => {
    const hex = percent ?? json ?? html;
    return hex === undefined ? "" : String.fromCharCode(Number.parseInt(hex, 16));
  });

const isBare = (text: string): boolean => kinds.some((kind) => isToken(kind, `hl_${kind}_${text}`));

function replaceTokens(text: string, replace: (token: string, as: string) => string): string {
  return text.replace(tokens, (as) => {
    const token = decode(as);
    return /^hl_/i.test(token) || isBare(token) ? replace(token, as) : as;
  });
}

/**
 * A text without the tokens and API keys that Hotline gives out, however they are written there: each is shown as `[token]`, but for those
 * that are `open`. Linear in the text's length.
 */
export const hideTokens = (text: string, open: ReadonlySet<string> = new Set()): string =>
  replaceTokens(text, (token, as) => (open.has(token) ? as : mask));

/** The tokens of webhooks in a text, each once. */
export function findHookTokens(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  replaceTokens(text, (token, as) => {
    if (isToken("hook", token)) found.add(token);
    return as;
  });
  return found;
}
