import fc from "fast-check";
import { expect, test } from "vitest";
import { pool } from "../../postgres/db";
import { retryDeliveries } from "../deliveries/retry";
import { newAlert, newOrganization, newRoute, publishAll } from "../organization.fixture";
import { listAlerts } from "./alerts";
import { readExportBatch } from "./export";
import { countAlerts } from "./figures";
import { searchPattern } from "./search-pattern";

const units = (text: string) =>
  Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");
const python = (text: string) => JSON.stringify(text).replace(/[^ -~]/g, units);
const php = (text: string) => python(text).replaceAll("/", "\\/");
const go = (text: string) => JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, units);
const dotnet = (text: string) =>
  JSON.stringify(text)
    .replace(/\\["\\]/g, (it) => (it === '\\"' ? "\\u0022" : it))
    .replace(/[<>&'+`]|[^ -~]/gu, (it) => units(it).toUpperCase().replaceAll("\\U", "\\u"));
const encoders = { javascript: (text: string) => JSON.stringify(text), python, php, go, dotnet };

/** Text of people, and of what encoders escape. */
const text = fc.string({
  unit: fc.constantFrom(..."aZ09 _%*.?()[]{}|^$+-\"\\/<>&'`#\n\t\rüÜßéЖж日😀👍🏽\u2028"),
  minLength: 1,
  maxLength: 12,
});

test("a text is found in what any encoder makes of it, in either case, and not where it is not", async () => {
  const cases = fc
    .sample(fc.tuple(text, text, text), 60)
    .flatMap(([before, sought, after]) =>
      Object.entries(encoders).map(([name, encode]) => ({ name, sought, source: encode(`${before}${sought}${after}`) })),
    );
  const isIn = (one: string, whole: string) => whole.toLowerCase().includes(one.toLowerCase());
  const rows = cases.flatMap(({ name, sought, source }) => {
    const read = JSON.parse(source) as string;
    return [
      { name, sought, source, is: true },
      { name, sought: sought.toUpperCase().toLowerCase() === sought.toLowerCase() ? sought.toUpperCase() : sought, source, is: true },
      { name, sought: `${sought}q!`, source, is: isIn(`${sought}q!`, read) || isIn(`${sought}q!`, source) },
    ];
  });
  const patterns = rows.map(({ sought }) => searchPattern(sought) ?? sought.replace(/[^\p{L}\p{N} ]/gu, "\\$&"));
  const { rows: found } = await pool().query<{ is: boolean }>("SELECT s ~* p AS is FROM unnest($1::text[], $2::text[]) AS t (s, p)", [
    rows.map(({ source }) => source),
    patterns,
  ]);
  expect(found.map(({ is }, index) => ({ ...rows[index], is }))).toEqual(rows);
});

test("what is composed is found decomposed, and the other way round", async () => {
  for (const [sought, source] of [
    ["é", '"e\\u0301"'],
    ["e\u0301", '"\\u00e9"'],
    ["É", '"e\u0301"'],
  ] as const) {
    const { rows } = await pool().query("SELECT $1::text ~* $2 AS found", [source, searchPattern(sought)]);
    expect(rows, sought).toEqual([{ found: true }]);
  }
});

test("what a moment's Markdown shows as a sign is found by the sign", async () => {
  const { rows } = await pool().query("SELECT $1::text ~* $2 AS found", ['"Value: &lt;no value>"', searchPattern("<no value>")]);
  expect(rows).toEqual([{ found: true }]);
});

test("list, count, export and a retry of all that matches find what a reader sees", async () => {
  const of = await newOrganization();
  await newRoute(of);
  const read = { city: "Zürich", said: 'he said "no"', link: "https://example.com/a?b=1&c=2", icon: "🔥" };
  const payload = `{${Object.entries(read)
    .map(([key, value]) => `"${key}":${php(value)}`)
    .join(",")}}`;
  const [stored, other] = [newAlert(of, { payload }), newAlert(of, { payload: '{"city":"Bern"}' })];
  await publishAll(of, [stored, other]);
  await pool().query("UPDATE deliveries SET status = 'failed', reason = 'http_404' WHERE organization_id = $1", [of.id]);
  for (const q of [
    "Zürich",
    "ZÜRICH",
    'said "no"',
    "https://example.com/a?b=1&c=2",
    "🔥",
    "\\u00fc",
    "cit",
    '"city":"z',
    "payment:failed",
  ]) {
    const expected = q === "cit" || q === "payment:failed" ? 2 : 1;
    expect((await listAlerts(of.admin, { q }, { limit: 10 })).data, q).toHaveLength(expected);
    expect((await countAlerts(of.admin, { q })).count, q).toBe(expected);
    expect((await readExportBatch(of.admin, { q }, null, 10)).alerts, q).toHaveLength(expected);
  }
  expect((await retryDeliveries(of.admin, { q: 'said "no"' })).count).toBe(1);
});
