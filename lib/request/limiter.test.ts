import { expect, test } from "vitest";
import { maxBuckets, takeTokens } from "./limiter";

const once = (name: string) => takeTokens(name, 1, 1 / 60, 60);

test("a full limiter forgets whoever asked longest ago, and nobody else", () => {
  once("oldest");
  once("old");
  for (let n = 0; n < maxBuckets - 2; n++) once(`stranger ${n}`);
  expect(once("old")).toBeGreaterThan(0);
  once("one more");
  expect([once("old"), once(`stranger ${maxBuckets - 3}`), once("oldest")]).toEqual([expect.any(Number), expect.any(Number), null]);
});
