import { describe, expect, test } from "vitest";
import { checkPattern } from "./pattern";
import { examplesFrom, findHint, suggestChannelName } from "./pattern-hints";

describe("a pattern that likely means something else says what was meant", () => {
  test.each<[string, string]>([
    ["payment:*", "payment:.*"],
    ["*", ".*"],
    ["run:*:failed*", "run:.*:failed.*"],
    ["^payment:.*$", "payment:.*"],
    ["^run", "run"],
    ["run:failed ", "run:failed"],
  ])("%s → %s", (pattern, instead) => {
    expect(findHint(pattern)?.instead).toBe(instead);
  });

  test.each(["payment:.*", "(a|b)*", "[ab]*", "a\\*", "a{2}", "cost\\$", "run:failed", ".*", ".+"])("%s is left alone", (pattern) => {
    expect(findHint(pattern)).toBeNull();
  });
});

test("examples are made of names that there are, and each of them compiles", () => {
  expect(examplesFrom([]).map(({ pattern }) => pattern)).toEqual(["payment:failed", "payment:.*", "(payment|run):failed", ".*"]);
  const own = examplesFrom([{ name: "weird name" }, { name: "order:late" }, { name: "parcel:late" }]).map(({ pattern }) => pattern);
  expect(own).toEqual(["order:late", "order:.*", "(order|parcel):late", ".*"]);
  for (const pattern of own) expect(checkPattern(pattern)).toBeNull();
});

test.each([
  ["payment:.*", "Payment"],
  ["run:failed", "run:failed"],
  [".*", "Everything"],
  ["(a|b):c", ""],
])("a channel of %s may be called %j", (pattern, name) => {
  expect(suggestChannelName(pattern)).toBe(name);
});
