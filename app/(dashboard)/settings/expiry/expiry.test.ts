import { expect, test } from "vitest";
import { expiryState, toDateInput, toExpiresAt } from "./expiry";

const now = Date.parse("2026-11-22T12:00:00Z");

test("a preset counts from now, and never is no end", () => {
  expect(toExpiresAt("30", "", now)).toBe("2026-12-22T12:00:00.000Z");
  expect(toExpiresAt("never", "2026-12-01", now)).toBeNull();
  expect(toExpiresAt("1", "", now, [{ value: "1", label: "For 1 day", days: 1 }])).toBe("2026-11-23T12:00:00.000Z");
});

test("a date lasts until its end where the reader is, and no date is no expiry", () => {
  const end = toExpiresAt("date", "2026-12-01", now);
  expect(new Date(end ?? "").getDate()).toBe(1);
  expect(toDateInput(new Date(end ?? ""))).toBe("2026-12-01");
  expect(toExpiresAt("date", "", now)).toBeUndefined();
});

test.each([
  [null, "never"],
  ["2026-11-22T12:00:00.000Z", "expired"],
  ["2026-11-22T12:00:00.001Z", "soon"],
  ["2026-11-30T12:00:00.000Z", "later"],
])("a key that ends at %s is: %s", (at, state) => {
  expect(expiryState(at, now)).toBe(state);
});
