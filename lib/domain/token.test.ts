import { expect, test } from "vitest";
import { isToken, newToken } from "./token";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_- ";

test("a new token has its form and its checksum, and no two are alike", () => {
  const tokens = Array.from({ length: 1_000 }, () => newToken("key"));
  for (const token of tokens) expect(token).toMatch(/^hl_key_[0-9A-Za-z]{36}$/);
  expect(tokens.every((token) => isToken("key", token))).toBe(true);
  expect(new Set(tokens).size).toBe(1_000);
});

test("every letter of the alphabet is as likely as another", () => {
  const counts = new Map<string, number>();
  for (let index = 0; index < 2_000; index++)
    for (const letter of newToken("key").slice(7, 37)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  expect(counts.size).toBe(62);
  // 968 on average, with a standard deviation of 31.
  for (const [letter, count] of counts) expect(Math.abs(count - 968), letter).toBeLessThan(200);
});

test("each change of one character is caught", () => {
  const token = newToken("key");
  for (let at = 0; at < token.length; at++)
    for (const letter of alphabet)
      if (letter !== token[at]) expect(isToken("key", token.slice(0, at) + letter + token.slice(at + 1)), `${at} ${letter}`).toBe(false);
});

test("each swap of neighbours, and each character too few or too many, is caught", () => {
  const token = newToken("key");
  for (let at = 0; at < token.length - 1; at++) {
    const swapped = token.slice(0, at) + token[at + 1] + token[at] + token.slice(at + 2);
    if (swapped !== token) expect(isToken("key", swapped)).toBe(false);
    expect(isToken("key", token.slice(0, at) + token.slice(at + 1))).toBe(false);
  }
  for (const text of ["", "hl_key_", `${token}0`, ` ${token}`, token.toUpperCase(), "x".repeat(1_000_000)])
    expect(isToken("key", text)).toBe(false);
});
