import { expect, test } from "vitest";
import { standingOf } from "./standing";

const now = Date.parse("2026-11-22T12:00:00Z");

test.each([
  [null, false, "live"],
  ["2026-11-29T12:00:00.000Z", false, "soon"],
  ["2026-11-29T12:00:00.001Z", false, "later"],
  ["2026-11-22T12:00:00.000Z", false, "expired"],
  // The reader's clock may be slow: what the API says is so.
  ["2026-11-22T12:00:05.000Z", true, "expired"],
] as const)("a token that ends at %s (expired: %s) is: %s", (expires_at, expired, standing) => {
  expect(standingOf({ expires_at, expired }, now)).toBe(standing);
});
