import { expect, test } from "vitest";
import { alertFilters } from "./filter-query";

const now = Date.parse("2026-11-22T12:00:00.000Z");
const read = (search: string) => alertFilters.read(new URLSearchParams(search));

test.each([
  ["", ""],
  ["q=card+declined&status=failed", "q=card+declined&status=failed"],
  ["channel=chan_1", "channel_id=chan_1"],
  ["range=1h", `from=${encodeURIComponent("2026-11-22T11:00:00.000Z")}`],
  ["range=30d", `from=${encodeURIComponent("2026-10-23T12:00:00.000Z")}`],
  ["range=forever", ""],
  ["range=1h&to=2026-11-01T00%3A00%3A00.000Z", `to=${encodeURIComponent("2026-11-01T00:00:00.000Z")}`],
  ["utm=1&edit=dest_1&name=&source=api", "source=api"],
])("the address ?%s asks the API for ?%s", (search, query) => {
  expect(alertFilters.toApiQuery(read(search), now)).toBe(query);
});

test("each filter is named in words, and one that nobody knows as it is", () => {
  const choices = { channel: [{ value: "chan_1", label: "Payments" }] };
  const say = (search: string) => alertFilters.describe(read(search), choices).map(({ label, value }) => `${label}: ${value}`);
  expect(say("channel=chan_1&q=card&range=24h&status=none")).toEqual([
    "Text: card",
    "Status: No deliveries",
    "Channel: Payments",
    "Time: Last 24 hours",
  ]);
  expect(say("channel=chan_2&from=nonsense")).toEqual(["Channel: chan_2", "From: nonsense"]);
});
