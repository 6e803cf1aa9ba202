import { expect, test } from "vitest";
import { withParams } from "./address";

test.each([
  ["", { q: "a" }, "?q=a"],
  ["?q=a&x=1", { q: null }, "?x=1"],
  ["?q=a&x=1", { q: "" }, "?x=1"],
  ["?q=a&x=1", { q: undefined }, "?q=a&x=1"],
  ["?edit=dest_1", { new: "1", edit: null, kind: "a & b" }, "?new=1&kind=a+%26+b"],
  ["?q=a", { q: null }, ""],
])("%s with %o is %s", (search, changes, result) => {
  expect(withParams(search, changes)).toBe(result);
});
