import { describe, expect, test } from "vitest";
import { newTenant, ways } from "../tenant";

const alerts = "/api/v1/alerts";
const key = { "idempotency-key": "key 1" };

describe.each(ways)("by $way", ({ url }) => {
  test.each<[string, object]>([
    [alerts, { name: "a" }],
    ["/api/v1/channels", { name: "A", pattern: "a" }],
    ["/api/v1/api-keys", { name: "A", scopes: ["read"] }],
    ["/api/v1/teams", { name: "A" }],
    ["/api/v1/invitations", { email: "a@example.com" }],
    ["/api/v1/destinations", { name: "A", kind: "email", config: { address: "a@example.com" } }],
  ])("POST %s twice with one key does it once and answers alike", async (path, body) => {
    const { api } = await newTenant(url);
    const before = (await api("GET", path)).body.data.length;
    const first = await api("POST", path, body, key);
    const second = await api("POST", path, body, key);
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect((await api("GET", path)).body.data).toHaveLength(before + 1);
  });

  test("who may not do it gets no answer of somebody who may, by the same key and body", async () => {
    const { api, as, newKey, make } = await newTenant(url);
    const { id: team_id } = await make("teams", { name: "Team" });
    const body = { team_id, label: "Bot", integration: "custom" };
    const made = await api("POST", "/api/v1/webhooks", body, key);
    expect(made.status).toBe(201);
    const others = { read: as(await newKey({ scopes: ["read"] })), admin: as(await newKey({ scopes: ["admin"] })) };
    expect((await others.read("POST", "/api/v1/webhooks", body, key)).status).toBe(403);
    const own = await others.admin("POST", "/api/v1/webhooks", body, key);
    expect(own.status).toBe(201);
    expect(own.body.id).not.toBe(made.body.id);
  });

  test("what makes nothing is done again: the key is not looked at", async () => {
    const { api } = await newTenant(url);
    const config = { url: "http://127.0.0.1:9/" };
    const posts: [string, object, object][] = [
      ["/api/v1/explain", { name: "a" }, { name: "b" }],
      ["/api/v1/channels/preview", { pattern: "a" }, { pattern: "b" }],
      ["/api/v1/destinations/test", { kind: "webhook", config }, { kind: "webhook", config: { ...config, headers: {} } }],
    ];
    for (const [path, ...bodies] of posts)
      for (const body of bodies) {
        const { status, headers } = await api("POST", path, body, key);
        expect([status, headers.get("idempotent-replayed")], path).toEqual([200, null]);
      }
  });

  test("the same key with another body is 422, elsewhere it is another key", async () => {
    const [{ api }, other] = [await newTenant(url), await newTenant(url)];
    expect((await api("POST", alerts, { name: "a" }, key)).status).toBe(202);
    const reused = await api("POST", alerts, { name: "b" }, key);
    expect(reused).toMatchObject({ status: 422, body: { code: "idempotency_key_reused", errors: [{ path: "Idempotency-Key" }] } });
    expect((await api("POST", "/api/v1/explain", { name: "b" }, key)).status).toBe(200);
    expect((await other.api("POST", alerts, { name: "b" }, key)).headers.get("idempotent-replayed")).toBeNull();
  });

  test("of many requests at once with one key, one publishes; the others get its answer or a 409", async () => {
    const { api } = await newTenant(url);
    const answers = await Promise.all(Array.from({ length: 20 }, () => api("POST", alerts, { name: "a" }, key)));
    for (const { status, headers } of answers) if (status !== 202) expect([status, headers.get("retry-after")]).toEqual([409, "1"]);
    expect(new Set(answers.flatMap(({ status, body }) => (status === 202 ? [body.id] : []))).size).toBe(1);
    expect((await api("GET", alerts)).body.data).toHaveLength(1);
  });

  test("a request that was refused keeps nothing: the corrected one goes through under the same key", async () => {
    const { api } = await newTenant(url);
    expect((await api("POST", alerts, { name: "" }, key)).status).toBe(422);
    expect((await api("POST", alerts, { name: "a" }, key)).status).toBe(202);
    expect((await api("POST", alerts, { name: "a" }, { "idempotency-key": "k".repeat(256) })).status).toBe(422);
    expect((await api("POST", alerts, { name: "a" }, { "idempotency-key": "" })).status).toBe(422);
  });

  test("an array that is repeated gives the same ids", async () => {
    const { api } = await newTenant(url);
    const list = Array.from({ length: 50 }, (_, index) => ({ name: `n:${index}` }));
    const first = await api("POST", alerts, list, key);
    expect((await api("POST", alerts, list, key)).body).toEqual(first.body);
    expect((await api("GET", `${alerts}?limit=200`)).body.data).toHaveLength(50);
  });
});
