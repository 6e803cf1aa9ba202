import { describe, expect, test } from "vitest";
import { newTenant, ways } from "../tenant";

describe.each(ways)("by $way", ({ url }) => {
  test("a key's scopes, environment and end are changed, and what changed holds at once", async () => {
    const { api, as, make } = await newTenant(url);
    await make("environments", { slug: "production" });
    const { id, key } = await make("api-keys", { name: "Key", scopes: ["admin"] });
    const one = `/api/v1/api-keys/${id}`;
    expect((await as(key)("GET", "/api/v1/channels")).status).toBe(200);
    const expires_at = new Date(Date.now() + 3_600_000).toISOString();
    const patch = { scopes: ["publish"], environment: "production", expires_at };
    expect(await api("PATCH", one, patch)).toMatchObject({ status: 200, body: { name: "Key", ...patch } });
    expect((await as(key)("GET", "/api/v1/channels")).status).toBe(403);
    const alert = await as(key)("POST", "/api/v1/alerts", { name: "a" });
    expect((await api("GET", `/api/v1/alerts/${alert.body.id}`)).body.environment).toBe("production");
    expect(await api("PATCH", one, { name: "New" })).toMatchObject({ status: 200, body: { ...patch, name: "New" } });
    expect(await api("PATCH", one, { environment: null, expires_at: null })).toMatchObject({
      status: 200,
      body: { scopes: ["publish"], environment: null, expires_at: null },
    });
  });

  test("a key is not changed to what none can be", async () => {
    const { api, make } = await newTenant(url);
    const { id } = await make("api-keys", { name: "Key", scopes: ["read"] });
    const wrong: [object, string][] = [
      [{ expires_at: "2020-01-01T00:00:00Z" }, "expires_at"],
      [{ scopes: [] }, "scopes"],
      [{ scopes: null }, "scopes"],
      [{ environment: "nowhere" }, "environment"],
    ];
    for (const [patch, path] of wrong) {
      const { status, body } = await api("PATCH", `/api/v1/api-keys/${id}`, patch);
      expect([status, body.errors?.[0].path]).toEqual([422, path]);
    }
  });
});
