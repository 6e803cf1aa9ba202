import fc from "fast-check";
import { expect, test } from "vitest";
import { findJsonFault } from "@/lib/domain/json-fault";
import { readPayload } from "./read-payload";

test.each([
  ["", {}],
  ["  \n", {}],
  ['{"a": [1, {}]}', { a: [1, {}] }],
])("%j is an object", (text, payload) => {
  expect(readPayload(text)).toEqual({ payload, fault: null });
});

test.each([
  ["[1]", 1, 1, "object"],
  ["null", 1, 1, "object"],
  ['{"a": 1,}', 1, 8, "comma may not stand before }"],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3, "comma or }"],
  ['{\n  "a": tru\n}', 2, 8, 'write "tru"'],
  ['{"a": \\}', 1, 7, "Expected a value"],
  ['{"a": ', 1, 7, "ends too early"],
  ['{"a": 1', 1, 8, "closing }"],
  ["{a: 1}", 1, 2, "double quotes"],
  ["{'a': 1}", 1, 2, "double quotes"],
  ['{"a" 1}', 1, 6, "colon"],
  ['{"a": "b\n"}', 1, 9, "closing quote"],
  ['{"a": 01}', 1, 7, "zeros in front"],
  ['{"a": [1 2]}', 1, 10, "comma or ]"],
  ["{} {}", 1, 4, "follow"],
  [`${"[".repeat(5_000)}`, 1, 1_002, "nested"],
])("%j is refused at line %i, column %i", (text, line, column, message) => {
  const { fault } = readPayload(text);
  expect(fault).toMatchObject({ line, column });
  expect(fault?.message).toContain(message);
});

test("a fault is found wherever the browser finds one, and nowhere else", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), fc.constantFrom("", ",", "}", '"', "x", "1", "\\"), (value, at, text) => {
      const source = JSON.stringify(value, null, 1);
      const index = at % (source.length + 1);
      const broken = source.slice(0, index) + text + source.slice(index);
      let isValid = true;
      try {
        JSON.parse(broken);
      } catch {
        isValid = false;
      }
      expect(findJsonFault(broken).message === "This is not JSON.").toBe(isValid);
    }),
    { numRuns: 2_000 },
  );
});
