import { expect, test } from "vitest";
import { withParams } from "../page/address";
import { withoutOtherTime } from "./filter-query";

const midnight = "2026-11-01T00:00:00.000Z";

test.each([
  ["?q=a", { status: "sent" }, "?q=a&status=sent"],
  ["?q=a", { q: null }, ""],
  ["?q=a&x=1", { q: "" }, "?x=1"],
  ["?type=page&team=a&x=1", { type: null, source: "A & B" }, "?team=a&x=1&source=A+%26+B"],
  ["?status=success", { status: "error", cause: "type is required" }, "?status=error&cause=type+is+required"],
  ["?q=a&status=failed&x=1&range=7d", { q: null, status: null, range: null }, "?x=1"],
])("%s with %o is %s, and what else is in the address stays", (search, changes, result) => {
  expect(withParams(search, withoutOtherTime(changes))).toBe(result);
});

test.each([
  [`?from=${encodeURIComponent(midnight)}&q=a`, { range: "7d" }, "?q=a&range=7d"],
  [`?from=${encodeURIComponent(midnight)}&to=2026-11-02`, { range: "", from: null, to: null }, ""],
  ["?range=7d", { to: midnight }, `?to=${encodeURIComponent(midnight)}`],
  ["?range=7d", { from: null }, "?range=7d"],
])("a range and a time of one's own exclude each other: %s with %o is %s", (search, changes, result) => {
  expect(withParams(search, withoutOtherTime(changes))).toBe(result);
});
