import { expect, test } from "vitest";
import { eventFilters, toCausesQuery } from "./filter-query";

const now = Date.parse("2026-11-22T12:00:00.000Z");
const read = (search: string) => eventFilters.read(new URLSearchParams(search));
const anHourAgo = `from=${encodeURIComponent("2026-11-22T11:00:00.000Z")}`;

test.each([
  ["", ""],
  ["q=disk&status=error", "q=disk&status=error"],
  ["team=team_1&hook=hook_1", "team_id=team_1&webhook_id=hook_1"],
  ["range=1h", anHourAgo],
  ["range=forever&open=event_1&utm=1", ""],
  ["range=1h&to=2026-11-01T00%3A00%3A00.000Z", `to=${encodeURIComponent("2026-11-01T00:00:00.000Z")}`],
])("the address ?%s asks the API for ?%s", (search, query) => {
  expect(eventFilters.toApiQuery(read(search), now)).toBe(query);
});

test("causes are asked for by what they have in common with the list", () => {
  expect(toCausesQuery(read("q=a&cause=b&status=success&hook=hook_1&range=1h"), now)).toBe(`q=a&webhook_id=hook_1&${anHourAgo}`);
});

test("each filter is named in words, and one that nobody knows as it is", () => {
  const choices = { team: [{ value: "team_1", label: "Payments" }] };
  expect(
    eventFilters.describe(read("team=team_1&hook=hook_1&status=error&range=24h"), choices).map(({ label, value }) => `${label}: ${value}`),
  ).toEqual(["Team: Payments", "Webhook: hook_1", "Status: Error", "Time: Last 24 hours"]);
});
