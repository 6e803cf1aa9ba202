import { expect, test } from "vitest";
import { sayClock, sayDuration } from "./clock";

test("a clock has milliseconds", () => {
  expect(sayClock("2026-11-22T12:03:04.007Z")).toMatch(/:03:04\.007$/);
});

test.each([
  [-3, "0 ms"],
  [4, "4 ms"],
  [999, "999 ms"],
  [1_240, "1.2 s"],
  [59_000, "59.0 s"],
  [180_000, "3 min"],
  [7_200_000, "2 h"],
])("%s ms is %s", (milliseconds, words) => {
  expect(sayDuration(milliseconds)).toBe(words);
});
