import { expect, test } from "vitest";
import { findMatches, maxMatches } from "./json-search";

test("matches are found in any case, do not overlap, and end at the limit", () => {
  expect(findMatches("Abc abC", "ABC")).toEqual([0, 4]);
  expect(findMatches("aaaa", "aa")).toEqual([0, 2]);
  expect(findMatches("aaaa", "")).toEqual([]);
  expect(findMatches("a".repeat(5_000), "a")).toHaveLength(maxMatches);
});
