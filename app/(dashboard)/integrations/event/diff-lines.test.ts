import { expect, test } from "vitest";
import { diffLines } from "./diff-lines";

const say = (before: string, after: string) =>
  diffLines(before, after).map(({ left, right, isSame }) => (isSame ? ` ${left}` : `${left ?? ""}|${right ?? ""}`));

test.each([
  ["the same text", "a\nb", "a\nb", [" a", " b"]],
  ["a line that changed", "a\nb\nc", "a\nB\nc", [" a", "b|B", " c"]],
  ["a line more", "a\nc", "a\nb\nc", [" a", "|b", " c"]],
  ["a line less", "a\nb\nc", "a\nc", [" a", "b|", " c"]],
  ["changes with something in common between", "a\nx\nb\ny", "1\nx\n2\ny\n3", ["a|1", " x", "b|2", " y", "|3"]],
  ["nothing in common", "a\nb", "1", ["a|1", "b|"]],
  ["an empty text", "", "a", ["|a"]],
])("%s", (_, before, after, rows) => {
  expect(say(before, after)).toEqual(rows);
});

test("both texts are whole in what is shown, whatever they are", () => {
  const texts = [
    "",
    "a",
    "a\na",
    "b\na\nb",
    "a\nb\nc\na",
    Array(1_500).fill("x").join("\n"),
    Array.from({ length: 1_500 }, (_, i) => `${i}`).join("\n"),
  ];
  for (const before of texts)
    for (const after of texts) {
      const rows = diffLines(before, after);
      expect(rows.flatMap(({ left }) => left ?? []).join("\n")).toBe(before);
      expect(rows.flatMap(({ right }) => right ?? []).join("\n")).toBe(after);
    }
});
