import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { readId } from "../../lib/domain/id";
import { db } from "../../lib/postgres/db";
import { newTenant, ways } from "../tenant";

interface Case {
  status: number;
  code: string;
  method: string;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** `null`: no key. */
  key?: string | null;
  errors?: string[];
}

const unknown = "chan_01jd0000000000000000000000";
const json = { "content-type": "application/json" };
const cases: [string, Case][] = [
  ["malformed JSON", { status: 400, code: "malformed_json", method: "POST", path: "/api/v1/alerts", body: "{" }],
  ["an empty body", { status: 400, code: "malformed_json", method: "POST", path: "/api/v1/channels", body: "", headers: json }],
  ["no key", { status: 401, code: "not_signed_in", method: "GET", path: "/api/v1/alerts", key: null }],
  ["an unknown key", { status: 401, code: "bad_api_key", method: "POST", path: "/api/v1/alerts", key: "hl_key_x", body: {} }],
  [
    "another scheme",
    { status: 401, code: "bad_api_key", method: "GET", path: "/api/v1/alerts", key: null, headers: { authorization: "Basic YQ==" } },
  ],
  ["an unknown id", { status: 404, code: "not_found", method: "GET", path: `/api/v1/channels/${unknown}` }],
  ["a malformed id", { status: 404, code: "not_found", method: "PATCH", path: "/api/v1/channels/..%2F%00", body: {} }],
  ["an unknown path", { status: 404, code: "not_found", method: "GET", path: "/api/v1/nothing" }],
  ["an unknown path below", { status: 404, code: "not_found", method: "POST", path: "/api/v1/alerts/a/b/c", body: {} }],
  ["an unknown version", { status: 404, code: "not_found", method: "GET", path: "/api/v2/alerts" }],
  ["a method that the path does not take", { status: 405, code: "method_not_allowed", method: "DELETE", path: "/api/v1/alerts" }],
  ["PUT", { status: 405, code: "method_not_allowed", method: "PUT", path: "/api/v1/alerts", body: {} }],
  [
    "a body over 1 MiB",
    { status: 413, code: "too_large", method: "POST", path: "/api/v1/alerts", body: `{"name":"${"a".repeat(1_048_576)}"}` },
  ],
  [
    "another media type",
    {
      status: 415,
      code: "unsupported_media_type",
      method: "POST",
      path: "/api/v1/alerts",
      body: "a=b",
      headers: { "content-type": "text/plain" },
    },
  ],
  [
    "an invalid field",
    {
      status: 422,
      code: "invalid_input",
      method: "POST",
      path: "/api/v1/channels",
      body: { name: "", pattern: "(" },
      errors: ["name", "pattern"],
    },
  ],
  [
    "a body that is no object",
    { status: 422, code: "invalid_input", method: "POST", path: "/api/v1/channels", body: "5", headers: json, errors: [""] },
  ],
  [
    "an invalid query",
    {
      status: 422,
      code: "invalid_input",
      method: "GET",
      path: "/api/v1/alerts?limit=201&status=x&from=yesterday",
      errors: ["limit", "status", "from"],
    },
  ],
  [
    "a destination with a bad name and a bad config",
    {
      status: 422,
      code: "invalid_input",
      method: "POST",
      path: "/api/v1/destinations",
      body: { name: "", kind: "email", config: {} },
      errors: ["name", "config.address"],
    },
  ],
  [
    "a mistyped filter",
    {
      status: 422,
      code: "invalid_input",
      method: "POST",
      path: "/api/v1/deliveries/retry",
      body: { chanel_id: unknown, status: "x", sttus: "failed" },
      errors: ["status", "chanel_id", "sttus"],
    },
  ],
  ["a cursor of nothing", { status: 422, code: "invalid_input", method: "GET", path: "/api/v1/alerts?cursor=x", errors: ["cursor"] }],
];

/** What a server answers to these bytes. */
async function send(url: string, text: string): Promise<{ status: number; body: { code: string }; text: string }> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk.toString();
  });
  socket.end(text);
  await once(socket, "close");
  const [head = "", body = ""] = answer.split("\r\n\r\n", 2);
  const isJson = /^content-type: application\/problem\+json/im.test(head);
  return {
    status: Number(head.split(" ")[1]),
    body: isJson ? JSON.parse(body.slice(body.indexOf("{"), body.lastIndexOf("}") + 1)) : {},
    text: answer,
  };
}

describe.each(ways)("by $way", ({ way, url }) => {
  test("of many that make one environment at once, one does and the others are told 409", async () => {
    const { api } = await newTenant(url);
    const answers = await Promise.all(Array.from({ length: 10 }, () => api("POST", "/api/v1/environments", { slug: "production" })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
  });

  // Plain `next start` answers these before any code of ours runs.
  if (way === "server")
    test("a Host that is none, and a target that is none, are problems", async () => {
      const close = "Connection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
      for (const host of ["", "Host:\r\n", "Host: a b\r\n", "Host: a/b\r\n", "Host: [\r\n", "Host: a@b\r\n"])
        for (const target of ["POST /api/v1/alerts", "GET /api/v1/alerts", "GET /sign-in"]) {
          const { status, body, text } = await send(url, `${target} HTTP/1.1\r\n${host}${close}`);
          expect([status, body.code], `${target} ${host} ${text}`).toEqual([400, "bad_request"]);
          expect(text).toMatch(/^x-request-id: /im);
        }
      expect(await send(url, `POST /api/v1/alerts HTTP/1.0\r\n${close}`)).toMatchObject({ status: 401 });
      expect(await send(url, `POST /api/v1/alerts HTTP/1.1\r\nHost: h%6fst\r\n${close}`)).toMatchObject({
        status: 400,
        body: { code: "bad_request" },
      });
      expect(await send(url, `POST /api/v1/alerts HTTP/1.1\r\nHost: hot_line:3000\r\n${close}`)).toMatchObject({ status: 401 });
      expect(await send(url, `OPTIONS * HTTP/1.1\r\nHost: localhost\r\n${close}`)).toMatchObject({
        status: 404,
        body: { code: "not_found" },
      });
    });

  if (way === "server")
    test("a page is given whatever state of its router a request claims, and a real one is heeded", async () => {
      const page = async (state: string) => {
        const response = await fetch(`${url}/confirm-address?token=x&_rsc=1`, { headers: { rsc: "1", "next-router-state-tree": state } });
        return { status: response.status, length: (await response.text()).length };
      };
      for (const state of ["abc", "%", "%5B%5D", "{}", "[1]", `["",${"[".repeat(3_000)}`, "a".repeat(10_000)])
        expect((await page(state)).status, state.slice(0, 20)).toBe(200);
      const segment = ["confirm-address", { children: ['__PAGE__?{"token":"x"}', {}, null, "refetch"] }];
      const real = encodeURIComponent(JSON.stringify(["", { children: ["(auth)", { children: segment }] }, null, null, 16]));
      const heeded = await page(real);
      expect(heeded.status).toBe(200);
      expect(heeded.length).toBeLessThan((await page("abc")).length);
    });

  test.each(cases)("%s is a problem that says so", async (_, { status, code, method, path, body, headers, key, errors }) => {
    const { apiKey, as } = await newTenant(url);
    const answer = await as(key === undefined ? apiKey : key)(method, path, body, headers);
    expect(answer.body).toMatchObject({ status, code });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(
      Object.keys(answer.body)
        .filter((name) => name !== "errors")
        .sort(),
    ).toEqual(["code", "detail", "request_id", "status", "title", "type"]);
    expect(answer.headers.get("x-request-id")).toBe(answer.body.request_id);
    if (errors) expect(answer.body.errors.map((error: { path: string }) => error.path)).toEqual(errors);
    if (status === 405) expect(answer.headers.get("allow")).toBe("GET, HEAD, POST, OPTIONS");
    if (status === 401) expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });

  test("a slash at the end is nothing, other letters are another path, and a method that is none says what there is", async () => {
    const { apiKey } = await newTenant(url);
    const ask = (method: string, path: string, body?: string) =>
      fetch(`${url}${path}`, {
        method,
        redirect: "manual",
        headers: { authorization: `Bearer ${apiKey}`, ...(body ? { "content-type": "application/json" } : {}) },
        body,
      });
    expect((await ask("GET", "/api/v1/channels/?limit=1")).status).toBe(200);
    expect((await ask("POST", "/api/v1/alerts/", '{"name":"a"}')).status).toBe(202);
    expect((await ask("GET", "/api/health/live/")).status).toBe(200);
    for (const path of [
      "/API/v1/channels",
      "/Api/v1/channels/",
      "/api/V1/channels",
      "/api/v1/Channels",
      "/MOMENT/hl_hook_x",
      "/Metrics",
      "/OpenAPI.json",
      "/api/",
    ]) {
      const answer = await ask("GET", path);
      expect([answer.status, answer.headers.get("content-type")], path).toEqual([404, "application/problem+json; charset=utf-8"]);
      expect(answer.headers.get("x-request-id"), path).toBe((await answer.json()).request_id);
    }
    const page = await ask("GET", "/sign-in/?a=b");
    expect([page.status, new URL(page.headers.get("location") ?? "", url).href]).toEqual([308, `${url}/sign-in?a=b`]);
    for (const [path, allow] of [
      ["/api/v1/channels", "GET, HEAD, POST, OPTIONS"],
      ["/api/v1/channels/x", "GET, HEAD, PATCH, DELETE, OPTIONS"],
      ["/api/v1/setup", "GET, HEAD, POST, OPTIONS"],
      ["/api/v1/stream", "GET, HEAD, OPTIONS"],
      ["/openapi.json", "GET, HEAD, OPTIONS"],
    ] as const) {
      const options = await ask("OPTIONS", path);
      expect([options.status, options.headers.get("allow")], path).toEqual([204, allow]);
      expect(options.headers.get("x-request-id"), path).toMatch(/^[0-9a-f-]{36}$/);
    }
    for (const method of ["POST", "DELETE"]) {
      const answer = await ask(method, "/openapi.json");
      expect([answer.status, (await answer.json()).code], method).toEqual([405, "method_not_allowed"]);
    }
    expect(await (await ask("GET", "/openapi.json")).json()).toMatchObject({ openapi: expect.any(String) });
    expect((await ask("OPTIONS", "/api/v1/nothing")).status).toBe(404);
    const head = await ask("HEAD", "/api/v1/nothing");
    expect([head.status, head.headers.get("x-request-id")]).toEqual([404, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    // Plain `next start` answers these before any code of ours runs.
    if (way === "server")
      for (const [target, allow] of [
        ["TRACE /api/v1/channels", "GET, HEAD, POST, OPTIONS"],
        ["PROPFIND /api/v1/alerts/", "GET, HEAD, POST, OPTIONS"],
        ["TRACE /alerts/history", "GET, HEAD"],
      ]) {
        const { status, text } = await send(url, `${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
        expect([status, /^allow: (.*)\r$/im.exec(text)?.[1]], target).toEqual([405, allow]);
        expect(text).toMatch(/^x-request-id: /im);
      }
  });

  test("each answer has an x-request-id of its own", async () => {
    const { api } = await newTenant(url);
    const answers = await Promise.all([
      api("GET", "/api/v1/alerts"),
      api("POST", "/api/v1/alerts", { name: "a" }),
      api("POST", "/api/v1/channels", { name: "A", pattern: "a" }),
      api("GET", "/api/v1/nothing"),
      api("GET", "/api/health/live"),
      api("GET", "/api/health/ready"),
    ]);
    const ids = answers.map(({ headers }) => headers.get("x-request-id"));
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("a body without a length is cut off at 1 MiB too", async () => {
    const { apiKey } = await newTenant(url);
    const chunk = new TextEncoder().encode(" ".repeat(65_536));
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (sent++ < 64) controller.enqueue(chunk);
        else controller.close();
      },
    });
    const init = { method: "POST", body, duplex: "half", headers: { ...json, authorization: `Bearer ${apiKey}` } };
    const response = await fetch(`${url}/api/v1/alerts`, init as RequestInit).catch((error: Error) => error);
    // The server may hang up before all of it is written.
    if (response instanceof Response) expect(response.status).toBe(413);
    else expect(String(response.cause)).toMatch(/ECONNRESET|EPIPE|closed/i);
  });

  test("a name that is in use is 409, and a thing that is in use is 409 with what uses it", async () => {
    const { api, make } = await newTenant(url);
    const { id } = await make("environments", { slug: "production" });
    expect((await api("POST", "/api/v1/environments", { slug: "production" })).status).toBe(409);
    await make("channels", { name: "A", pattern: "a", environment: "production" });
    expect(await api("DELETE", `/api/v1/environments/${id}`)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining("1 channels") },
    });
  });

  test("a key that was revoked or has expired is 401", async () => {
    const { api, as, make } = await newTenant(url);
    const { id, key } = await make("api-keys", { name: "Key", scopes: ["read"] });
    expect((await as(key)("GET", "/api/v1/alerts")).status).toBe(200);
    expect((await api("DELETE", `/api/v1/api-keys/${id}`)).status).toBe(204);
    expect((await as(key)("GET", "/api/v1/alerts")).status).toBe(401);
    const expiring = await make("api-keys", { name: "Key", scopes: ["read"], expires_at: new Date(Date.now() + 3_600_000).toISOString() });
    const ask = async () => (await as(expiring.key)("GET", "/api/v1/alerts")).status;
    expect(await ask()).toBe(200);
    await db().apiKey.update({ where: { id: readId("key", expiring.id) as string }, data: { expiresAt: new Date() } });
    // It is remembered for a second.
    await expect.poll(ask).toBe(401);
    const past = await api("POST", "/api/v1/api-keys", { name: "Key", scopes: ["read"], expires_at: "2020-01-01T00:00:00Z" });
    expect([past.status, past.body.errors[0].path]).toEqual([422, "expires_at"]);
  });
});
