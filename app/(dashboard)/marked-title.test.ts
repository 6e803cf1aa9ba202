import { expect, test } from "vitest";
import { unmarkTitle, withMark } from "./marked-title";

test.each([
  ["History · Hotline", 3, "(3) History · Hotline"],
  ["(3) History · Hotline", 4, "(4) History · Hotline"],
  ["(999+) History · Hotline", 1_000, "(999+) History · Hotline"],
])("%s with %s failures is %s", (title, count, marked) => {
  expect(withMark(title, count)).toBe(marked);
  expect(unmarkTitle(marked)).toBe("History · Hotline");
});

test("where there is no title, the number is there once", () => {
  expect(withMark("", 19)).toBe("(19)");
  expect(withMark("(19)", 19)).toBe("(19)");
});

test("a name that begins with brackets stays", () => {
  expect(unmarkTitle("(re)start:failed")).toBe("(re)start:failed");
});
