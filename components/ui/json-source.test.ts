import fc from "fast-check";
import { expect, test } from "vitest";
import { indentJson } from "./json-source";

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
