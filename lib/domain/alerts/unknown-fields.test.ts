import { expect, test } from "vitest";
import { warnOfUnknownFields } from "./unknown-fields";

test.each([
  ["dedupKey", "dedup_key"],
  ["dedupe_key", "dedup_key"],
  ["DEDUP-KEY", "dedup_key"],
  ["sevrity", "severity"],
  ["Severity", "severity"],
  ["severty", "severity"],
  ["level", "severity"],
  ["priority", "severity"],
  ["enviroment", "environment"],
  ["env", "environment"],
  ["paylod", "payload"],
  ["payloads", "payload"],
  ["data", "payload"],
  ["nmae", "name"],
  ["title", "name"],
  ["event_action", "action"],
  ["actoin", "action"],
  ["customer_id", null],
  ["text", null],
  ["__proto__", null],
  ["constructor", null],
  ["", null],
])("the unknown field %j suggests %s", (key, field) => {
  const alert = JSON.parse(`{"name":"a",${JSON.stringify(key)}:1}`);
  const advice = field ? `did you mean "${field}"?` : "what is your own belongs in payload.";
  expect(warnOfUnknownFields([alert], false)).toEqual([`"${key}" is no field of an alert and was left out: ${advice}`]);
});

test("an alert of known fields alone is taken without a word", () => {
  const full = { name: "a", payload: { x: 1 }, environment: "e", dedup_key: "d", action: "trigger", severity: "info", test: true };
  expect(warnOfUnknownFields([full, { name: "a" }], true)).toEqual([]);
});

test("in an array each field is named once, with the places of its alerts; many fields and long names are cut", () => {
  const list = [{ name: "a", sevrity: 1 }, { name: "b" }, ...Array(9).fill({ name: "c", sevrity: 1, extra: 2 })];
  expect(warnOfUnknownFields(list, true)).toEqual([
    'Alert 0, 2, 3, 4, 5 and 5 more: "sevrity" is no field of an alert and was left out: did you mean "severity"?',
    'Alert 2, 3, 4, 5, 6 and 4 more: "extra" is no field of an alert and was left out: what is your own belongs in payload.',
  ]);
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${"x".repeat(100_000)}\n${index}`, 1]));
  const warnings = warnOfUnknownFields([many], false);
  expect(warnings).toHaveLength(21);
  expect(warnings.at(-1)).toBe("30 more fields were left out.");
  expect(Math.max(...warnings.map(({ length }) => length))).toBeLessThan(200);
});
