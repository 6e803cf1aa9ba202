import { afterEach, expect, test, vi } from "vitest";
import { isSameText } from "./same-text";

afterEach(() => vi.restoreAllMocks());

test.each([
  ["", "", true],
  ["a", "a", true],
  ["é🔥", "é🔥", true],
  ["a", "b", false],
  ["a", "A", false],
  ["a", "aa", false],
  ["é", "e\u0301", false],
  ["aaaa", "é🔥", false],
])("%j and %j are the same: %s", (one, other, expected) => expect(isSameText(one, other)).toBe(expected));

test("two texts of one length are compared whole, wherever they differ", () => {
  const compare = vi.spyOn(process.getBuiltinModule("node:crypto"), "timingSafeEqual");
  for (const other of ["xbcd", "abcx", "abcd"]) isSameText("abcd", other);
  expect(compare).toHaveBeenCalledTimes(3);
});
