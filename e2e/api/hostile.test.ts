import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newTenant, ways } from "../tenant";

const alerts = "/api/v1/alerts";
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
const valid = [
  '{"name":"payment:failed","payload":{"amount":1.50,"list":[1,"two",null]},"severity":"error","dedup_key":"k"}',
  '[{"name":"a"},{"name":"b","payload":{"deep":{"er":[{}]}},"action":"resolve","dedup_key":"k"}]',
  '{"name":"run:failed","payload":{"run_id":"r","env_id":"e","error":"x","timestamp":"2026-11-22T09:00:00Z"}}',
];

const cases: [string, string, number, string | null][] = [
  ["a NUL in the name", '{"name":"a\\u0000b"}', 422, "name"],
  ["a NUL in the payload", '{"name":"a","payload":{"b":{"c":"\\u0000"}}}', 422, "payload.b.c"],
  ["a NUL in a key", '{"name":"a","payload":{"b":{"\\u0000":1}}}', 422, "payload.b"],
  ["a lone surrogate in the name", '{"name":"\\ud800"}', 422, "name"],
  ["a lone surrogate in the payload", '{"name":"a","payload":{"b":["x\\udc00"]}}', 422, "payload.b.0"],
  ["a NUL in the dedup_key", '{"name":"a","dedup_key":"\\u0000"}', 422, "dedup_key"],
  ["a raw NUL", '{"name":"a\u0000b"}', 400, null],
  ["33 levels", `{"name":"a","payload":${nested(33)}}`, 422, "payload.a.a.a.a"],
  ["10,000 levels", `{"name":"a","payload":${nested(10_000)}}`, 422, null],
  ["10,000 arrays", `${"[".repeat(10_000)}${"]".repeat(10_000)}`, 422, null],
  ["2 MiB", JSON.stringify({ name: "a", payload: { b: "x".repeat(2 * 1_048_576) } }), 413, null],
  ["a name of 300 characters", JSON.stringify({ name: "n".repeat(300) }), 422, "name"],
  ["an empty name", '{"name":""}', 422, "name"],
  ["a control character in the name", '{"name":"a\\nb"}', 422, "name"],
  ["a payload that is a list", '{"name":"a","payload":[1]}', 422, "payload"],
  ["a payload that is null", '{"name":"a","payload":null}', 202, null],
  ["null", "null", 422, ""],
  ["a text", '"name"', 422, ""],
  ["__proto__", '{"__proto__":{"name":"a"}}', 422, "name"],
];

describe.each(ways)("by $way", ({ way, url }) => {
  test.each(cases)("%s gets its clear answer", async (_, body, status, path) => {
    const { api } = await newTenant(url);
    const answer = await api("POST", alerts, body);
    expect(answer.status).toBe(status);
    if (path !== null) expect(answer.body.errors[0].path).toBe(path);
  });

  test("32 levels, 200 characters and every kind of character are taken as they are", async () => {
    const { api, publish } = await newTenant(url);
    const name = `${"ß".repeat(198)}🔥`;
    const payload = {
      deep: JSON.parse(nested(31)),
      text: "\u2028 \ufeff \uffff 🔥 ' \" \\ {{}} %s",
      __proto__x: 1,
      constructor: { prototype: 1 },
    };
    const { body } = await api("GET", `${alerts}/${await publish({ name, payload })}`);
    expect(body.name).toBe(name);
    expect(body.payload).toEqual(payload);
  });

  test("a body is read in the charset that it names; bytes that are no text of it, and what is nearly JSON, are 400 in words", async () => {
    const { apiKey, api } = await newTenant(url);
    const send = async (body: Buffer | string, charset = "utf-8") => {
      const headers = { "content-type": `application/json; charset=${charset}`, authorization: `Bearer ${apiKey}` };
      const response = await fetch(`${url}${alerts}`, { method: "POST", headers, body: body as BodyInit });
      return { status: response.status, body: (await response.json()) as Record<string, string> };
    };
    const text = '{"name":"Zürich","payload":{"n":12345678901234567890}}';
    for (const [bytes, charset] of [
      [Buffer.from(text, "latin1"), "iso-8859-1"],
      [Buffer.from(text, "utf16le"), "utf-16"],
    ] as const)
      expect(await send(bytes, charset)).toMatchObject({ status: 202, body: { name: "Zürich" } });
    expect((await api("GET", `${alerts}?name=Zürich`)).body.data).toHaveLength(2);
    expect(await send("{}", "klingon")).toMatchObject({ status: 400, body: { detail: expect.stringContaining("KLINGON") } });
    expect(await send('{"name": "a",\n"payload": {"x": NaN}}')).toMatchObject({
      status: 400,
      body: { code: "malformed_json", detail: expect.stringContaining("line 2, column 18: JSON has no NaN: send null") },
    });
  });

  test("bytes that are not UTF-8 are 400", async () => {
    const { apiKey } = await newTenant(url);
    const headers = { "content-type": "application/json", authorization: `Bearer ${apiKey}` };
    const body = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    expect((await fetch(`${url}${alerts}`, { method: "POST", headers, body })).status).toBe(400);
  });

  test("2,000 bodies with something changed in them never make a 5xx, and what is refused says why", async () => {
    const { api } = await newTenant(url);
    const piece = fc.oneof(
      fc.constantFrom(
        "{",
        "}",
        "[",
        "]",
        '"',
        ",",
        ":",
        "\\",
        "null",
        "true",
        "-",
        "1e999",
        '"\\u0000"',
        '"\\ud800"',
        "\u0000",
        "é",
        "9".repeat(400),
      ),
      fc.string({ maxLength: 4, unit: "binary" }),
    );
    const mutated = fc
      .tuple(fc.constantFrom(...valid), fc.array(fc.tuple(fc.nat(160), fc.nat(6), piece), { minLength: 1, maxLength: 3 }))
      .map(([body, changes]) => changes.reduce((text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut), body));
    const bodies = fc.sample(mutated, { numRuns: 2_000, seed: 7 });
    const statuses = new Map<number, number>();
    const send = async (body: string) => {
      const answer = await api("POST", alerts, body);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect([202, 400, 422], `${answer.status} ${JSON.stringify(answer.body)} for ${body}`).toContain(answer.status);
      if (answer.status === 422) expect(answer.body.errors.length).toBeGreaterThan(0);
    };
    for (let at = 0; at < bodies.length; at += 25) await Promise.all(bodies.slice(at, at + 25).map(send));
    expect([...statuses.keys()].sort()).toEqual([202, 400, 422]);
  });

  // Plain `next start` answers such a path with a bare 500, before any code of ours runs.
  if (way === "server")
    test("a path that does not decode is not found, and a method that nothing takes is 405", async () => {
      const { api, apiKey } = await newTenant(url);
      for (const path of ["/api/v1/alerts/%ED%A0%80", "/api/v1/alerts/%", "/%ff"])
        expect(await api("GET", path), path).toMatchObject({ status: 404, body: { code: "not_found" } });
      expect(await api("PROPFIND", alerts)).toMatchObject({ status: 405, body: { code: "method_not_allowed" } });
      expect((await fetch(`${url}${alerts}?q=%ED%A0%80`, { headers: { authorization: `Bearer ${apiKey}` } })).status).toBe(200);
    });

  test("pictures are resized for nobody", async () => {
    for (const of of ["/icon.svg", "http://127.0.0.1/x.png", "//example.com/x.png", ""])
      expect((await fetch(`${url}/_next/image?url=${encodeURIComponent(of)}&w=64&q=75`)).status, of).toBe(404);
  });

  test("hostile texts in every query field and path are answered without a 5xx", async () => {
    const { api } = await newTenant(url);
    const texts = ["%00", "'; DROP TABLE alerts; --", "%25%5F%5C", "a".repeat(600), "[]", "9".repeat(400), "-1", "%F0%9F%94%A5"];
    const fields = ["name", "channel_id", "environment", "status", "source", "q", "from", "to", "limit", "cursor"];
    for (const text of texts) {
      const answers = await Promise.all([
        ...fields.map((field) => api("GET", `${alerts}?${field}=${text.replaceAll(" ", "%20")}`)),
        api("GET", `${alerts}/${text.replaceAll(" ", "%20")}`),
      ]);
      for (const { status, body } of answers) expect([200, 400, 404, 422], `${text}: ${JSON.stringify(body)}`).toContain(status);
    }
  });
});
