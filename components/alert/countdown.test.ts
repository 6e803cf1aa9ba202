import { expect, test } from "vitest";
import { sayCountdown } from "./countdown";

test.each([
  [0, null],
  [-5_000, null],
  [Number.NaN, null],
  [1, "0:01"],
  [7_000, "0:07"],
  [59_001, "1:00"],
  [272_000, "4:32"],
  [3_599_000, "59:59"],
  [3_600_000, "1 h 00 min"],
  [3_900_000, "1 h 05 min"],
  [86_399_000, "23 h 59 min"],
  [187_200_000, "2 d 4 h"],
])("what is due in %s ms reads %s", (milliseconds, words) => {
  expect(sayCountdown(milliseconds)).toBe(words);
});
