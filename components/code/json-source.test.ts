import fc from "fast-check";
import { expect, test } from "vitest";
import { findInTree, indentJson, type JsonNode, readTree } from "./json-source";

const text = (source: string) =>
  indentJson(source)
    .map((token) => token.text)
    .join("");

test("JSON is shown as JSON.stringify indents it", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(text(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    }),
  );
});

test("numbers keep their digits and keys their order", () => {
  expect(text('{"b":1.50,"a":1e999,"2":12345678901234567890}')).toBe('{\n  "b": 1.50,\n  "a": 1e999,\n  "2": 12345678901234567890\n}');
});

/** The tree as source again. */
function write({ kind, text, children }: JsonNode): string {
  if (kind === "object") return `{${children.map((child) => `${child.key}:${write(child)}`).join(",")}}`;
  return kind === "array" ? `[${children.map(write).join(",")}]` : text;
}

test("a tree holds all of its source, in its order", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const source = JSON.stringify(value);
      expect(write(readTree(source)[0] as JsonNode)).toBe(source);
    }),
  );
  expect(write(readTree('{"b":1.50, "2":[], "1":{"a":1e999}, "b":12345678901234567890}')[0] as JsonNode)).toBe(
    '{"b":1.50,"2":[],"1":{"a":1e999},"b":12345678901234567890}',
  );
});

test("a search opens the way to keys and to values, and nothing else", () => {
  const tree = readTree('{"run":{"id":"A-1"},"other":{"x":[2]},"list":[["a-1"]]}');
  const keys = [...findInTree(tree, "a-1")].map((node) => node.key);
  expect(keys.sort()).toEqual(['"id"', '"list"', '"run"', null, null, null].sort());
  expect(findInTree(tree, "")).toEqual(new Set());
});

test("a depth that no stack would bear is read and searched", () => {
  const tree = readTree(`${"[".repeat(50_000)}"x"${"]".repeat(50_000)}`);
  expect(findInTree(tree, "x").size).toBe(50_001);
});

test("of a long source only the beginning is read", () => {
  const tokens = indentJson(JSON.stringify(Array.from({ length: 1_000 }, (_, index) => ({ index }))), 100);
  expect(tokens.filter(({ kind }) => kind !== "space")).toHaveLength(100);
});
