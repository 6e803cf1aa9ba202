import { describe, expect, test } from "vitest";
import { publishInput } from "./publish-input";
import { systemContracts } from "./system-names";

const full = {
  run_id: "r1",
  build_id: "b1",
  env_id: "production",
  error: { message: "x" },
  timestamp: "2026-11-22T09:30:00Z",
};
const errors = (value: unknown): [string, string][] =>
  (publishInput.safeParse(value).error?.issues ?? []).map(({ path, message }) => [path.join("."), message]);
const paths = (value: unknown) => errors(value).map(([path]) => path);

describe.each(Object.entries(systemContracts))("%s", (name, { required, optional }) => {
  const payload = Object.fromEntries(required.map((field) => [field, full[field as keyof typeof full]]));

  test("is taken with what it requires, and with more", () => {
    expect(errors({ name, payload })).toEqual([]);
    expect(errors({ name, payload: { ...payload, extra: [1], reason: "why", project_name: "p" } })).toEqual([]);
  });

  test("names every field that is missing", () => {
    for (const none of [undefined, null, {}]) expect(paths({ name, payload: none })).toEqual(required.map((field) => `payload.${field}`));
    for (const field of required) {
      const { [field]: _, ...rest } = payload;
      expect(errors({ name, payload: rest })).toEqual([[`payload.${field}`, `is required for ${name}`]]);
      expect(paths({ name, payload: { ...payload, [field]: null } })).toEqual([`payload.${field}`]);
    }
  });

  test("names every field that is mistyped", () => {
    for (const field of [...required, ...optional])
      expect(paths({ name, payload: { ...payload, [field]: [] } }), field).toEqual([`payload.${field}`]);
    for (const field of required.filter((one) => one.endsWith("_id")))
      for (const bad of ["", 5, {}]) expect(paths({ name, payload: { ...payload, [field]: bad } })).toEqual([`payload.${field}`]);
  });

  test.each<[unknown, boolean]>([
    ["2026-11-22T09:30:00Z", true],
    ["2026-11-22", true],
    ["2024-02-29", true],
    ["2024-02-30", false],
    ["2023-02-29T10:00:00Z", false],
    ["2026-04-31T09:30:00+02:00", false],
    ["2026-13-01", false],
    ["2026-00-10", false],
    ["2026-01-00", false],
    [1_763_803_800_000, true],
    ["yesterday", false],
    ["", false],
    [Number.POSITIVE_INFINITY, false],
    [true, false],
  ])("has %j as a timestamp: %s", (timestamp, fine) => {
    expect(paths({ name, payload: { ...payload, timestamp } })).toEqual(fine ? [] : ["payload.timestamp"]);
  });
});

test("an inherited property is no field of a payload", () => {
  const payload = Object.create(full) as Record<string, unknown>;
  expect(paths({ name: "run:failed", payload: { ...payload } })).toHaveLength(4);
});

test("only the four names have a contract", () => {
  expect(Object.keys(systemContracts).sort()).toEqual(["deploy:failed", "deploy:succeeded", "run:cancelled", "run:failed"]);
  for (const name of ["run:done", "RUN:failed", "xrun:failed", "constructor", "__proto__"]) expect(errors({ name })).toEqual([]);
});

test.each<[unknown, string[]]>([
  [{}, ["name"]],
  [{ name: "a".repeat(200) }, []],
  [{ name: "a".repeat(201) }, ["name"]],
  [{ name: "a\u007f" }, ["name"]],
  [{ name: "a\u0085" }, ["name"]],
  [{ name: "a", payload: "text" }, ["payload"]],
  [{ name: "a", payload: { b: { c: "\ud800" } } }, ["payload.b.c"]],
  [{ name: "a", dedup_key: "d".repeat(255), action: "resolve" }, []],
  [{ name: "a", dedup_key: "d".repeat(256) }, ["dedup_key"]],
  [{ name: "a", action: "resolve" }, ["dedup_key"]],
  [{ name: "a", severity: "fatal", action: "close" }, ["action", "severity"]],
  [{ name: "a", severity: "fatal", action: "resolve", dedup_key: "" }, ["dedup_key", "severity"]],
  [{ name: "a", severity: "fatal", action: "resolve" }, ["dedup_key", "severity"]],
  [{ name: 5, severity: "fatal", payload: { b: "\u0000" } }, ["name", "payload.b", "severity"]],
  [{ name: "a", severity: "fatal", payload: [] }, ["payload", "severity"]],
  [{ name: "run:cancelled", severity: "fatal", payload: {} }, ["payload.env_id", "payload.run_id", "payload.timestamp", "severity"]],
  [{ name: "a", environment: null, dedup_key: null, severity: null, action: null }, []],
  [null, [""]],
  ["a", [""]],
])("%j has these fields wrong: %j", (value, expected) => {
  expect(paths(value).sort()).toEqual(expected);
});

test("a key called __proto__ hides nothing from the checks", () => {
  const deep = `${"[".repeat(40)}1${"]".repeat(40)}`;
  for (const inside of [deep, '"\\u0000"', '{"a":"\\ud800"}']) {
    expect(paths(JSON.parse(`{"name":"a","payload":{"__proto__":${inside}}}`))[0], inside).toMatch(/^payload\.__proto__/);
  }
});
