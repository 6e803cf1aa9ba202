import { describe, expect, test } from "vitest";
import type { DestinationKindShape } from "@/lib/destinations/kind-shape";
import { describeKinds } from "@/lib/http/destination-kinds";
import { mergeRows, newRow, readHeadersJson, toHeaders } from "../form/headers-json";
import { isMasked } from "../masked";
import { sayFieldError, suggestName, toConfig, toValues } from "./form-values";

const kindWith = (input: string): DestinationKindShape => {
  const found = describeKinds().find(({ fields }) => fields.some((field) => field.input === input));
  if (!found) throw new Error(`no kind has ${input}`);
  return found;
};
const withHeaders = kindWith("headers");
const withSelect = kindWith("select");

test("a config goes into the form and comes out of it unchanged, masks included", () => {
  const config = { url: "https://example.com/hook", headers: { Authorization: "••••1234", "X-Team": "••••" } };
  expect(toConfig(withHeaders, toValues(withHeaders, { name: "Hook", config }), true)).toEqual(config);
});

test("what is empty is left out of a new destination and taken away from a saved one", () => {
  const values = toValues(withHeaders, { name: "Hook", config: { url: " https://example.com " } });
  expect(toConfig(withHeaders, values, false)).toEqual({ url: "https://example.com" });
  expect(toConfig(withHeaders, values, true)).toEqual({ url: "https://example.com", headers: null });
});

test("a new form begins with the initial values of its kind", () => {
  const { config } = toValues(withSelect, { name: "", config: {} });
  for (const { name, initial } of withSelect.fields) expect(config[name]).toBe(initial ?? "");
});

test("a name tells where it leads, and is no other's", () => {
  const { config } = toValues(withHeaders, { name: "", config: { url: "https://hooks.example.com/a/b" } });
  expect(suggestName(withHeaders, config, [])).toBe("Webhook hooks.example.com");
  expect(suggestName(withHeaders, config, ["webhook hooks.example.com"])).toBe("Webhook hooks.example.com 2");
  expect(suggestName(withHeaders, { url: "https://", headers: [] }, ["Webhook"])).toBe("Webhook 2");
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
  ])("%s", (message, said) => expect(sayFieldError({ path: "", message }, field)).toBe(said));
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
