import { expect, test } from "vitest";
import { nameField } from "./fields";
import { nameKey } from "./name";

test.each([
  ["  On-call \u00a0 Berlin\u3000", "On-call Berlin"],
  ["Te\u200bam", "Team"],
  ["Te\u200dam\u2060", "Team"],
  ["\ufeffTeam\u00ad", "Team"],
  ["Te\u202eam", "Team"],
  ["Cafe\u0301", "Café"],
  ["👩‍👩‍👧 Family", "👩‍👩‍👧 Family"],
  ["می\u200cخواهم", "می\u200cخواهم"],
])("the name %j is kept as %j", (given, name) => {
  expect(nameField.parse(given)).toBe(name);
  expect(nameField.parse(name)).toBe(name);
});

test.each(["", "  ", "\u200b", "\u200d\u2060 ", "a\nb", "a\u0000", "a\tb", "x".repeat(101)])("%j is no name", (given) => {
  expect(nameField.safeParse(given).success).toBe(false);
});

test("names that a person takes for one another have one key, others do not", () => {
  for (const [one, other] of [
    ["Team", "team"],
    ["Team", "ＴＥＡＭ"],
    ["Team", "Te\u200bam"],
    ["Zürich", "ZU\u0308RICH"],
    ["A  b", " a b"],
    ["ﬁre", "Fire"],
    ["Команда", "Ко\u200dманда"],
  ] as const)
    expect(nameKey(one), one).toBe(nameKey(other));
  expect(new Set(["Team", "Teams", "Te am", "Téam"].map(nameKey)).size).toBe(4);
});
