import { expect, test } from "vitest";
import { changedFields, fieldLabel, valueText } from "./audit-changes";

test("only what changed is listed, inside a config too", () => {
  const before = { id: "dest_1", name: "#ops", config: { url: "https://a", headers: { "x-a": "1" } }, enabled: true, updated_at: "1" };
  const after = { id: "dest_1", name: "#ops", config: { url: "https://b", headers: {} }, enabled: true, updated_at: "2" };
  expect(changedFields(before, after)).toEqual([
    { field: "config.url", before: "https://a", after: "https://b" },
    { field: "config.headers.x-a", before: "1", after: undefined },
  ]);
});

test("what was made or deleted shows all that it said, but for what is empty", () => {
  const key = { id: "key_1", name: "CI", scopes: ["publish"], environment: null, expires_at: null, created_at: "1" };
  expect(changedFields(null, key)).toEqual([
    { field: "name", before: undefined, after: "CI" },
    { field: "scopes", before: undefined, after: ["publish"] },
  ]);
  expect(changedFields(key, null)).toHaveLength(2);
  expect(changedFields(null, null)).toEqual([]);
});

test.each([
  ["channel_ids", "Channels"],
  ["expires_at", "Expires"],
  ["config.webhook_url", "Config · webhook url"],
  ["team_id", "Team"],
])("%s is shown as %s", (field, label) => {
  expect(fieldLabel(field)).toBe(label);
});

test.each([
  [null, "none"],
  [[], "none"],
  [false, "no"],
  [["publish", "read"], "publish, read"],
  [[{ id: "team_1", name: "Ops" }], "Ops"],
  [0, "0"],
])("%j reads %s", (value, text) => {
  expect(valueText(value)).toBe(text);
});

test("ids are told by their names where those are known", () => {
  expect(valueText(["chan_1", "chan_2"], (id) => (id === "chan_1" ? "Payments" : undefined))).toBe("Payments, chan_2");
});
