import { expect, test } from "vitest";
import type { Entry } from "./entry";
import { findEntries, readAlertId } from "./find-entries";

const entry = (label: string, words?: string): Entry => ({ id: label, label, words, action: { href: "/" } });
const groups = [
  { label: "Pages", items: [entry("History", "alerts log"), entry("Channels")] },
  { label: "Actions", items: [entry("Make a new channel"), entry("New channel")] },
];
const labels = (typed: string) => findEntries(groups, typed).map(({ label, items }) => [label, items.map((item) => item.label)]);

test("with nothing typed, everything is offered in its order", () => {
  expect(labels(" ")).toEqual([
    ["Pages", ["History", "Channels"]],
    ["Actions", ["Make a new channel", "New channel"]],
  ]);
});

test("what starts with the words typed comes first, whatever their case; groups without a match are gone", () => {
  expect(labels("new ch")).toEqual([["Actions", ["New channel", "Make a new channel"]]]);
  expect(labels("CHANNEL new")).toEqual([["Actions", ["Make a new channel", "New channel"]]]);
});

test("an entry is found by its further words too, and not by words it lacks", () => {
  expect(labels("log")).toEqual([["Pages", ["History"]]]);
  expect(labels("history channel")).toEqual([]);
});

test.each([
  ["alert_01m815j6hqeyf8t7hracaabe2q", "alert_01m815j6hqeyf8t7hracaabe2q"],
  ["https://hub.example/alerts/history/alert_01m815j6hqeyf8t7hracaabe2q#why", "alert_01m815j6hqeyf8t7hracaabe2q"],
  ["alert_01m815", null],
  ["dest_01m815j6hqeyf8t7hracaabe2q", null],
])("%s holds the alert %s", (typed, id) => {
  expect(readAlertId(typed)).toBe(id);
});
