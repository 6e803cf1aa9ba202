import { expect, test } from "vitest";
import { momentFilters } from "./filter-query";

test.each([
  ["team=team_1&type=page&source=Deploybot&integration=custom&range=24h", ["team", "type", "source", "integration", "range"]],
  ["type=fire&range=9y&source=&other=1", []],
])("the address %s holds the filters %s", (search, names) => {
  expect(Object.keys(momentFilters.read(new URLSearchParams(search)))).toEqual(names);
});

test("a range is a time for the API, and a team an id", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  const query = new URLSearchParams(momentFilters.toApiQuery({ team: "team_1", type: "near-miss", range: "24h" }, now));
  expect(Object.fromEntries(query)).toEqual({ team_id: "team_1", type: "near-miss", from: "2026-11-21T12:00:00.000Z" });
});
