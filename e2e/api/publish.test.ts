import { describe, expect, test } from "vitest";
import { isRouted, newTenant, ways } from "../tenant";

const alerts = "/api/v1/alerts";
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe.each(ways)("by $way", ({ url }) => {
  test("an alert is answered 202 with its id, and is in history at once", async () => {
    const { api } = await newTenant(url);
    const { status, body } = await api("POST", alerts, { name: "payment:failed" });
    expect(status).toBe(202);
    expect(body).toEqual({
      id: expect.stringMatching(/^alert_[0-9a-z]{26}$/),
      name: "payment:failed",
      status: "accepted",
      created_at: expect.stringMatching(stamp),
    });
    const shown = await api("GET", `${alerts}/${body.id}`);
    expect(shown.body).toMatchObject({
      id: body.id,
      name: "payment:failed",
      environment: null,
      source: "api",
      action: "trigger",
      severity: null,
    });
    expect(shown.body.created_at).toBe(body.created_at);
    expect(shown.body.payload).toEqual({});
  });

  test("an array is stored whole, and answered in the same order", async () => {
    const { api } = await newTenant(url);
    const names = Array.from({ length: 1_000 }, (_, index) => `n:${index}`);
    const { status, body } = await api(
      "POST",
      alerts,
      names.map((name) => ({ name })),
    );
    expect(status).toBe(202);
    expect(body.data.map(({ name }: { name: string }) => name)).toEqual(names);
    expect(new Set(body.data.map(({ id }: { id: string }) => id)).size).toBe(1_000);
    expect((await api("GET", `${alerts}?limit=200&name=n:999`)).body.data).toHaveLength(1);
  });

  test("one invalid entry refuses the whole array, and every fault is named by its place", async () => {
    const { api } = await newTenant(url);
    const list = [{ name: "a" }, { name: "b" }, { name: "c" }, { name: 5 }, { name: "d", severity: "bad" }, "text"];
    const { status, body } = await api("POST", alerts, list);
    expect(status).toBe(422);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(["3.name", "4.severity", "5"]);
    expect((await api("GET", alerts)).body.data).toEqual([]);
    const unknown = await api("POST", alerts, [{ name: "a" }, { name: "b", environment: "nowhere" }]);
    expect([unknown.status, unknown.body.errors[0].path]).toEqual([422, "1.environment"]);
    expect((await api("GET", alerts)).body.data).toEqual([]);
  });

  test.each([[0], [1_001]])("an array of %i is 422", async (length) => {
    const { api } = await newTenant(url);
    expect((await api("POST", alerts, Array(length).fill({ name: "a" }))).status).toBe(422);
  });

  test("a payload keeps its text: numbers, key order, white space; alone and in an array", async () => {
    const { api } = await newTenant(url);
    const payload = '{ "z": 1.50,"a":12345678901234567890, "deep" :{"b": 1e2, "a":[ 1.0 ]},\n "u":"\\u00e9 é" }';
    const one = await api("POST", alerts, `{"payload":${payload},"name":"a"}`);
    const many = await api("POST", alerts, `[{"name":"b"},{"name":"c","payload" : ${payload} }]`);
    for (const id of [one.body.id, many.body.data[1].id]) {
      const response = await fetch(`${url}${alerts}/${id}`, { headers: { authorization: `Bearer ${await keyOf(api)}` } });
      expect(await response.text()).toContain(`"payload":${payload}`);
    }
    expect((await api("GET", `${alerts}/${many.body.data[0].id}`)).body.payload).toEqual({});
  });

  test("an unknown field is named in the answer, and a null payload is an empty one; alone and in an array", async () => {
    const { api } = await newTenant(url);
    const said = '"dedupKey" is no field of an alert and was left out: did you mean "dedup_key"?';
    const one = await api("POST", alerts, { name: "a", dedupKey: "x", payload: null });
    expect([one.status, one.body.warnings]).toEqual([202, [said]]);
    expect((await api("GET", `${alerts}/${one.body.id}`)).body).toMatchObject({ payload: {}, dedup_key: null });
    const many = await api("POST", alerts, [{ name: "a" }, { name: "b", dedupKey: "x", payload: null }]);
    expect([many.status, many.body.data.length, many.body.warnings]).toEqual([202, 2, [`Alert 1: ${said}`]]);
  });

  test("every field that is wrong is named at once", async () => {
    const { api } = await newTenant(url);
    const wrong = { name: "", payload: [], environment: 5, dedup_key: "d".repeat(256), action: "close", severity: "bad" };
    const { status, body } = await api("POST", alerts, wrong);
    expect(status).toBe(422);
    expect(body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(Object.keys(wrong).sort());
    const resolve = await api("POST", alerts, { name: "a", action: "resolve" });
    expect([resolve.status, resolve.body.errors[0].path]).toEqual([422, "dedup_key"]);
  });

  test.each([
    ["run:failed", ["run_id", "env_id", "error", "timestamp"]],
    ["run:cancelled", ["run_id", "env_id", "timestamp"]],
    ["deploy:failed", ["build_id", "env_id", "error", "timestamp"]],
    ["deploy:succeeded", ["build_id", "env_id", "timestamp"]],
  ])("%s wants its fields, names each one that is missing, and sets the alert's environment", async (name, fields) => {
    const { api, make } = await newTenant(url);
    const { id } = await make("environments", { slug: "production" });
    const none = await api("POST", alerts, { name });
    expect(none.status).toBe(422);
    expect(none.body.errors.map(({ path }: { path: string }) => path)).toEqual(fields.map((field) => `payload.${field}`));
    const payload = { run_id: "r", build_id: "b", error: { message: "x" }, timestamp: "2026-11-22T09:00:00Z" };
    for (const env_id of ["production", id]) {
      const sent = await api("POST", alerts, { name, payload: { ...payload, env_id } });
      expect(sent.status).toBe(202);
      expect((await api("GET", `${alerts}/${sent.body.id}`)).body.environment).toBe("production");
    }
    const unknown = await api("POST", alerts, { name, payload: { ...payload, env_id: "nowhere" } });
    expect([unknown.status, unknown.body.errors[0].path]).toEqual([422, "payload.env_id"]);
  });

  test("an alert reaches its environment's channels and the organization's; without one, only the organization's", async () => {
    const { make, publish, alertWhen } = await newTenant(url);
    for (const slug of ["production", "staging"]) await make("environments", { slug });
    for (const environment of ["production", "staging", null])
      await make("channels", { name: String(environment), pattern: "a", environment });
    const matched = async (body: object) => {
      const { channels } = await alertWhen(await publish({ name: "a", ...body }), isRouted);
      return channels.map(({ name }: { name: string }) => name);
    };
    expect(await matched({ environment: "production" })).toEqual(["production", "null"]);
    expect(await matched({})).toEqual(["null"]);
  });

  test("a key that is bound to an environment publishes there and nowhere else", async () => {
    const { api, as, make, newKey } = await newTenant(url);
    for (const slug of ["production", "staging"]) await make("environments", { slug });
    const bound = as(await newKey({ scopes: ["publish"], environment: "production" }));
    for (const body of [{ name: "a" }, { name: "a", environment: "production" }]) {
      const { body: accepted } = await bound("POST", alerts, body);
      expect((await api("GET", `${alerts}/${accepted.id}`)).body.environment).toBe("production");
    }
    expect(await bound("POST", alerts, { name: "a", environment: "staging" })).toMatchObject({
      status: 403,
      body: { code: "other_environment" },
    });
    expect((await bound("POST", alerts, [{ name: "a" }, { name: "a", environment: "staging" }])).status).toBe(403);
    expect((await api("GET", alerts)).body.data).toHaveLength(2);
  });

  test("every unknown environment of an array is named at once", async () => {
    const { api, make } = await newTenant(url);
    await make("environments", { slug: "production" });
    const run = (env_id: string) => ({ run_id: "r", env_id, error: "x", timestamp: "2026-11-22T09:00:00Z" });
    const { status, body } = await api("POST", alerts, [
      { name: "a", environment: "nowhere" },
      { name: "a", environment: "production" },
      { name: "run:failed", environment: "nope", payload: run("none") },
    ]);
    const paths = body.errors.map(({ path }: { path: string }) => path);
    expect([status, paths]).toEqual([422, ["0.environment", "2.environment", "2.payload.env_id"]]);
    expect((await api("GET", alerts)).body.data).toEqual([]);
  });

  test("explain refuses an environment as publishing does", async () => {
    const { api, as, make, newKey } = await newTenant(url);
    for (const slug of ["production", "staging"]) await make("environments", { slug });
    const payload = { run_id: "r", env_id: "staging", error: "x", timestamp: "2026-11-22T09:00:00Z" };
    const bound = as(await newKey({ scopes: ["publish", "read"], environment: "production" }));
    const contradicting = { name: "run:failed", environment: "production", payload };
    for (const path of [alerts, "/api/v1/explain"]) {
      const { status, body } = await api("POST", path, contradicting);
      expect([status, body.errors[0].path], path).toEqual([422, "payload.env_id"]);
      for (const other of [
        { name: "a", environment: "staging" },
        { name: "run:failed", payload },
      ])
        expect(await bound("POST", path, other), path).toMatchObject({ status: 403, body: { code: "other_environment" } });
    }
    expect((await bound("POST", "/api/v1/explain", { name: "a" })).status).toBe(200);
    expect((await api("POST", "/api/v1/explain", { name: "run:failed" })).status).toBe(200);
  });

  test("a key with scope publish publishes and cannot look; one with scope read looks and cannot publish", async () => {
    const { as, newKey } = await newTenant(url);
    const [publisher, reader] = [as(await newKey({ scopes: ["publish"] })), as(await newKey({ scopes: ["read"] }))];
    expect((await publisher("POST", alerts, { name: "a" })).status).toBe(202);
    expect((await publisher("GET", alerts)).status).toBe(403);
    expect((await reader("GET", alerts)).body.data).toHaveLength(1);
    expect((await reader("POST", alerts, { name: "a" })).status).toBe(403);
  });
});

const keyOf = async (api: Awaited<ReturnType<typeof newTenant>>["api"]): Promise<string> =>
  (await api("POST", "/api/v1/api-keys", { name: "Reader", scopes: ["read"] })).body.key;
