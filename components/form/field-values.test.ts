import { describe, expect, test } from "vitest";
import type { DestinationKindShape } from "@/lib/destinations/kind-shape";
import { isMasked } from "@/lib/domain/masked";
import { describeKinds } from "@/lib/http/destination-kinds";
import { checkValues, pathOf, sayFieldError, toConfig, toValues } from "./field-values";
import { mergeRows, newRow, readHeadersJson, toHeaders } from "./headers-json";

const kindWith = (input: string): DestinationKindShape => {
  const found = describeKinds().find(({ fields }) => fields.some((field) => field.input === input));
  if (!found) throw new Error(`no kind has ${input}`);
  return found;
};
const withHeaders = kindWith("headers");
const withSelect = kindWith("select");

test("a config goes into the form and comes out of it unchanged, masks included", () => {
  const config = { url: "https://example.com/hook", headers: { Authorization: "••••1234", "X-Team": "••••" } };
  expect(toConfig(withHeaders.fields, toValues(withHeaders.fields, config), true)).toEqual(config);
});

test("what is empty is left out of a new config and taken away from a saved one", () => {
  const values = toValues(withHeaders.fields, { url: " https://example.com " });
  expect(toConfig(withHeaders.fields, values, false)).toEqual({ url: "https://example.com" });
  expect(toConfig(withHeaders.fields, values, true)).toEqual({ url: "https://example.com", headers: null });
});

test("a new form begins with the initial values of its fields", () => {
  const values = toValues(withSelect.fields, {});
  for (const field of withSelect.fields) expect(values[pathOf(field)]).toBe(field.initial ?? "");
});

test("what is required and empty is told, and a header that is there twice", () => {
  const rows = [newRow("X-Team", "a"), newRow("x-team", "b")];
  expect(checkValues(withHeaders.fields, { "config.url": " ", "config.headers": rows })).toEqual([
    { path: "config.url", message: "is required" },
    { path: "config.headers.x-team", message: "This header is there twice." },
  ]);
});

test("only what the API masked counts as masked", () => {
  expect(["••••1234", "••••"].every(isMasked)).toBe(true);
  expect(["", "secret", undefined].some(isMasked)).toBe(false);
});

describe("the API's words about a field", () => {
  const field = { name: "webhook_url", label: "Webhook URL" };
  test.each([
    ["webhook_url must start with https.", "Webhook URL must start with https."],
    ["bad_url: webhook_url must not hold a password.", "Webhook URL must not hold a password."],
    ["must not be empty", "Webhook URL must not be empty."],
    ["An integration key has 32 letters.", "An integration key has 32 letters."],
  ])("%s", (message, said) => expect(sayFieldError(message, field)).toBe(said));
});

describe("headers as JSON", () => {
  test("an object of names and values becomes rows", () => {
    const rows = readHeadersJson('{"Authorization": "Bearer abc", "X-Team": "ops"}');
    expect(typeof rows === "string" ? rows : toHeaders(rows)).toEqual({ Authorization: "Bearer abc", "X-Team": "ops" });
  });
  test.each(["", "{", "[]", "null", '"text"', '{"X-Number": 5}'])("%s is refused with a sentence", (text) => {
    expect(readHeadersJson(text)).toMatch(/\.$/);
  });
  test("what is pasted replaces rows of the same name and keeps the others", () => {
    const rows = [newRow("x-team", "old"), newRow("X-Other", "kept"), newRow()];
    expect(toHeaders(mergeRows(rows, [newRow("X-Team", "new")]))).toEqual({ "X-Other": "kept", "X-Team": "new" });
  });
});
