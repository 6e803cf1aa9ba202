import { expect, test } from "vitest";
import { describeFilters, readFilters, toApiQuery, toCausesQuery, withChanges } from "./filter-query";

const now = Date.parse("2026-11-22T12:00:00.000Z");
const read = (search: string) => readFilters(new URLSearchParams(search));
const anHourAgo = `from=${encodeURIComponent("2026-11-22T11:00:00.000Z")}`;

test.each([
  ["", ""],
  ["q=disk&status=error", "q=disk&status=error"],
  ["team=team_1&hook=hook_1", "team_id=team_1&webhook_id=hook_1"],
  ["range=1h", anHourAgo],
  ["range=forever&open=event_1&utm=1", ""],
  ["range=1h&to=2026-11-01T00%3A00%3A00.000Z", `to=${encodeURIComponent("2026-11-01T00:00:00.000Z")}`],
])("the address ?%s asks the API for ?%s", (search, query) => {
  expect(toApiQuery(read(search), now)).toBe(query);
});

test("causes are asked for by what they have in common with the list", () => {
  expect(toCausesQuery(read("q=a&cause=b&status=success&hook=hook_1&range=1h"), now)).toBe(`q=a&webhook_id=hook_1&${anHourAgo}`);
});

test.each([
  ["?q=a", { status: "error" }, "?q=a&status=error"],
  ["?q=a&x=1", { q: null }, "?x=1"],
  ["?from=2026-11-01", { range: "7d" }, "?range=7d"],
  ["?range=7d", { to: "2026-11-01" }, "?to=2026-11-01"],
  ["?status=success", { status: "error", cause: "type is required" }, "?status=error&cause=type+is+required"],
  ["?open=event_1", { open: null }, ""],
] as const)("%s with %o is %s", (search, changes, result) => {
  expect(withChanges(search, changes)).toBe(result);
});

test("each filter is named in words, and one that nobody knows as it is", () => {
  const nameOf = (_: string, value: string) => (value === "team_1" ? "Payments" : undefined);
  expect(
    describeFilters(read("team=team_1&hook=hook_1&status=error&range=24h"), nameOf).map(({ label, value }) => `${label}: ${value}`),
  ).toEqual(["Team: Payments", "Webhook: hook_1", "Status: Error", "Time: Last 24 hours"]);
});
