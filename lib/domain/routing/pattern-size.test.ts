import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { estimateSize } from "./pattern-size";

/** What a program has beside its pattern: where it fails, and where it has matched. */
const ends = 2;

test.each([
  "a",
  "payment:.*",
  ".{0,200}",
  "([a-z]*a[a-z]*b?){0,45}N",
  "(?i)run:(failed|crashed|timed_out).*",
  "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
  "(.{0,30}a){0,30}x",
  "(?P<kind>run|deploy):.*",
  "(a{0,3}){0,3}",
  "[^]a]{3}[\\]]{3}[[:alpha:]]{3}",
  "\\Qa.b\\E\\{3}\\.",
  "\\pL{480}\\p{Lu}\\x{1F600}{5}\\x41",
  "(?:){1000}a{3,}",
  "a{0}a{,3}",
])("%s is estimated as it is compiled", (pattern) => {
  const size = RE2JS.compile(pattern).programSize() - ends;
  expect(Math.abs(estimateSize(pattern) - size)).toBeLessThanOrEqual(2);
});

test("of what is no pattern, and of what would be enormous, there is an estimate too", () => {
  for (const text of ["(", "a{3", "[", "\\", "*", ")", "(?", "{2}", "\\Qa", "[[:", "(?P<"]) expect(estimateSize(text)).toBeLessThan(10);
  expect(estimateSize(`(${"a".repeat(240)}){1000}`)).toBeGreaterThan(200_000);
  expect(estimateSize(`${"(".repeat(40)}a${"{9})".repeat(40)}`)).toBeGreaterThan(1e30);
});
