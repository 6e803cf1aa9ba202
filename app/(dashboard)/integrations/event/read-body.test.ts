import { expect, test } from "vitest";
import { readBody, toDraft } from "./read-body";

const form = "application/x-www-form-urlencoded";

test.each([
  ["", undefined, "empty", ""],
  ['{"a":1.50}', "application/json", "json", '{\n  "a": 1.50\n}'],
  ['{"a":1}', form, "json", '{\n  "a": 1\n}'],
  ["payload=%7B%22a%22%3A1%7D", form, "form", '{\n  "a": 1\n}'],
  ["payload=oops", form, "text", "payload=oops"],
  ["payload=%7B%7D", "text/plain", "text", "payload=%7B%7D"],
  ['{"a": 1,}', "application/json", "text", '{"a": 1,}'],
] as const)("%s as %s is %s", (body, type, kind, draft) => {
  const read = readBody(body, type);
  expect(read.kind).toBe(kind);
  expect(toDraft(read)).toBe(draft);
});
