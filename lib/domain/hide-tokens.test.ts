import { expect, test } from "vitest";
import { findHookTokens, hideTokens } from "./hide-tokens";
import { newToken } from "./token";

const token = newToken("hook");
const bare = token.slice("hl_hook_".length);
const percent = (text: string) => [...text].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join("");
const json = (text: string) => [...text].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join("");

test.each<[string, string]>([
  ["as it is", token],
  ["in a URL", `https://hotline.example/moment/${token}/github?a=b`],
  ["in JSON with escaped slashes", `"https:\\/\\/hotline.example\\/moment\\/${token}\\/github"`],
  ["percent-encoded", encodeURIComponent(`https://hotline.example/moment/${token.replaceAll("_", "%5F")}`)],
  ["percent-encoded, letter by letter", percent(token)],
  ["percent-encoded twice", encodeURIComponent(percent(token))],
  ["escaped in JSON", json(token)],
  ["escaped in JSON in JSON", JSON.stringify(json(token))],
  ["escaped in HTML", token.replaceAll("_", "&#x5f;")],
  ["in UTF-16 that is read as bytes", [...token].join("\0")],
  ["without what it is for", `X-Token: ${bare}`],
  ["in capitals", token.toUpperCase()],
  ["in small letters", token.toLowerCase()],
  ["cut before its end", token.slice(0, -3)],
  ["with something right behind it", `${token}abc`],
  ["as another kind", newToken("key")],
])("a token is hidden %s", (_how, text) => {
  const shown = hideTokens(text);
  expect(shown).toContain("[token]");
  expect(shown.replaceAll("\0", "")).not.toContain(bare.slice(0, 12));
  expect(hideTokens(`before ${text} after`)).toMatch(/^before .*\[token\].* after$/);
});

test.each([
  "hl_hook_••••1234",
  "hl_hook_short",
  "hl_channel_ABCDEFGHIJKLMNOP",
  "A commit 1234567890abcdef1234567890abcdef12345678, 100% of %zz",
  "0123456789abcdefghijklmnopqrstuvwxyz",
  '{"a":"\\u00e9"}',
])("what is no token stays: %s", (text) => {
  expect(hideTokens(text)).toBe(text);
});

test("what is open stays, however it is written, and nothing else", () => {
  const other = newToken("hook");
  const text = `${token} ${percent(token)} ${other} ${newToken("key")}`;
  expect(hideTokens(text, new Set([token]))).toBe(`${token} ${percent(token)} [token] [token]`);
  expect(findHookTokens(text)).toEqual(new Set([token, other]));
});

test("a large body of what begins like tokens is gone through at once", () => {
  for (const part of ["hl_", "hl_hook_", "%25%25", "\\\\\\\\", "&#x000", "hl_hook_a%2", token]) {
    const text = part.repeat(Math.ceil(262_144 / part.length));
    const began = process.cpuUsage();
    hideTokens(text);
    // Of the processor: what is quadratic takes minutes.
    expect(process.cpuUsage(began).user / 1_000, part).toBeLessThan(2_000);
  }
});
