import { expect, test } from "vitest";
import { sayRelative } from "./relative-time";

const now = Date.parse("2026-11-22T12:00:00Z");
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [7 * day - 1_000, "in 7 d"],
  [6 * day + 11 * hour, "in 6 d"],
  [day - 20 * minute, "in 1 d"],
  [12 * hour, "in 12 h"],
  [hour - 10_000, "in 1 h"],
  [90_000, "in 2 min"],
  [59_000, "in 59 s"],
  [2_000, "now"],
])("what is %i ms ahead is %s: the nearest, so that what was chosen is what is said", (distance, words) => {
  expect(sayRelative(now + distance, now)).toBe(words);
});

test.each([
  [2 * day - 1, "1 d ago"],
  [2 * hour - 1, "1 h ago"],
  [119_000, "1 min ago"],
])("what is %i ms past is %s: as many as are over", (distance, words) => {
  expect(sayRelative(now - distance, now)).toBe(words);
});
