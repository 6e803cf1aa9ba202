import { describe, expect, test } from "vitest";
import { newTenant, ways } from "../tenant";

const slackUrl = "https://hooks.slack.com/services/T00000000/B00000000/abcdefgh1234";

describe.each(ways)("by $way", ({ url }) => {
  test.each<[string, object, object, object]>([
    ["environments", { slug: "production" }, { name: "production" }, { name: "Live", slug: "live" }],
    [
      "channels",
      { name: "A", pattern: "a.*" },
      { description: "", environment: null, enabled: true, system: false },
      { name: "B", pattern: "b", enabled: false, description: "d" },
    ],
    [
      "destinations",
      { name: "A", kind: "email", config: { address: "a@example.com" } },
      { enabled: true, verified: true, disabled_reason: null },
      { name: "B", enabled: false, config: { address: "b@example.com" } },
    ],
    [
      "subscriptions",
      { name: "A", channel_ids: [], destination_ids: [] },
      { enabled: true, environment: null },
      { name: "B", enabled: false },
    ],
    ["api-keys", { name: "A", scopes: ["read", "publish"] }, { environment: null, expires_at: null, last_used_at: null }, { name: "B" }],
  ])("%s are made, read, listed, changed and deleted", async (noun, input, defaults, patch) => {
    const { api } = await newTenant(url);
    const path = `/api/v1/${noun}`;
    const made = await api("POST", path, input);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...input, ...defaults });
    const { key: _, ...shown } = made.body;
    const one = `${path}/${shown.id}`;
    expect(await api("GET", one)).toMatchObject({ status: 200, body: shown });
    expect((await api("GET", path)).body.data[0]).toEqual(shown);
    expect(await api("PATCH", one, {})).toMatchObject({ status: 200, body: { id: shown.id, ...input } });
    const changed = await api("PATCH", one, patch);
    expect(changed).toMatchObject({ status: 200, body: { id: shown.id, ...patch } });
    expect((await api("GET", one)).body).toEqual(changed.body);
    expect(await api("DELETE", one)).toMatchObject({ status: 204, body: null });
    for (const method of ["GET", "DELETE"]) expect((await api(method, one)).status).toBe(404);
    expect((await api("PATCH", one, patch)).status).toBe(404);
    expect((await api("GET", path)).body.data.map(({ id }: { id: string }) => id)).not.toContain(shown.id);
  });

  test("system channels are listed, and changing or deleting one is 403", async () => {
    const { api } = await newTenant(url);
    const { data } = (await api("GET", "/api/v1/channels")).body;
    expect(data.map(({ name, pattern, system }: Record<string, unknown>) => [name, pattern, system]).sort()).toEqual(
      ["deploy:failed", "deploy:succeeded", "run:cancelled", "run:failed"].map((name) => [name, name, true]),
    );
    for (const { id } of data) {
      expect(await api("PATCH", `/api/v1/channels/${id}`, { enabled: false })).toMatchObject({
        status: 403,
        body: { code: "system_channel" },
      });
      expect((await api("DELETE", `/api/v1/channels/${id}`)).status).toBe(403);
    }
    expect((await api("GET", "/api/v1/channels")).body.data).toEqual(data);
  });

  test("secrets come back masked, and a masked value that is sent back leaves the secret as it is", async () => {
    const { api, make } = await newTenant(url);
    const { id, config } = await make("destinations", { name: "S", kind: "slack", config: { webhook_url: slackUrl, channel: "#ops" } });
    expect(config).toEqual({ webhook_url: "••••1234", channel: "#ops" });
    const patched = await api("PATCH", `/api/v1/destinations/${id}`, { config: { webhook_url: "••••1234", channel: "#new" } });
    expect(patched).toMatchObject({ status: 200, body: { config: { webhook_url: "••••1234", channel: "#new" } } });
    const wrong = await api("PATCH", `/api/v1/destinations/${id}`, { config: { webhook_url: "••••9999" } });
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, "config.webhook_url"]);
    const fresh = await api("POST", "/api/v1/destinations", { name: "S", kind: "slack", config: { webhook_url: "••••1234" } });
    expect([fresh.status, fresh.body.errors[0].path]).toEqual([422, "config.webhook_url"]);
    expect(JSON.stringify([patched.body, (await api("GET", "/api/v1/destinations")).body])).not.toContain("services");
  });

  test("every field of a destination that is wrong is named", async () => {
    const { api } = await newTenant(url);
    const post = async (body: object) => {
      const answer = await api("POST", "/api/v1/destinations", { name: "D", ...body });
      return [answer.status, answer.body.errors?.map(({ path }: { path: string }) => path).sort()];
    };
    expect(await post({})).toEqual([422, ["config", "kind"]]);
    expect(await post({ kind: "pigeon", config: {} })).toEqual([422, ["kind"]]);
    expect(await post({ kind: "email", config: {} })).toEqual([422, ["config.address"]]);
    expect(await post({ kind: "pagerduty", config: { routing_key: "short", severity: "bad" } })).toEqual([
      422,
      ["config.routing_key", "config.severity"],
    ]);
    expect(await post({ kind: "slack", config: { webhook_url: "https://example.com/x" } })).toEqual([422, ["config.webhook_url"]]);
    expect(await post({ kind: "webhook", config: { url: "https://user:pass@example.com/" } })).toEqual([422, ["config.url"]]);
    expect(await post({ kind: "webhook", config: { url: "https://example.com/", headers: { host: "x" } } })).toMatchObject([
      422,
      [expect.stringMatching(/^config\.headers/)],
    ]);
    expect(await post({ kind: "webhook", config: { url: "https://example.com/", headers: 5 } })).toMatchObject([
      422,
      [expect.stringMatching(/^config\.headers/)],
    ]);
    expect(await post({ kind: "webhook", config: { url: "https://example.com/\u0000" } })).toEqual([422, ["config.url"]]);
  });

  test("a subscription names its own organization's channels and destinations; another's is named in the 422", async () => {
    const [{ api, make }, other] = [await newTenant(url), await newTenant(url)];
    const mine = await make("channels", { name: "A", pattern: "a" });
    const theirs = await other.make("channels", { name: "A", pattern: "a" });
    const answer = await api("POST", "/api/v1/subscriptions", {
      name: "S",
      channel_ids: [mine.id, theirs.id],
      destination_ids: ["dest_x"],
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe("channel_ids.1");
  });

  test("a key is shown in the answer that makes it, and never again", async () => {
    const { api, make, as } = await newTenant(url);
    const { id, key, masked_key } = await make("api-keys", { name: "Key", scopes: ["read"] });
    expect(key).toMatch(/^hl_key_[0-9A-Za-z]{36}$/);
    expect(masked_key).toBe(`hl_key_••••${key.slice(-4)}`);
    expect((await as(key)("GET", "/api/v1/me")).body.scopes).toEqual(["read"]);
    expect(JSON.stringify([(await api("GET", `/api/v1/api-keys/${id}`)).body, (await api("GET", "/api/v1/api-keys")).body])).not.toContain(
      key,
    );
  });

  test("a preview says which names of the last 30 days a pattern matches, with counts", async () => {
    const { api, make } = await newTenant(url);
    await make("environments", { slug: "production" });
    const names = ["a:1", "a:1", "a:2", "ba:1"];
    await api("POST", "/api/v1/alerts", [...names.map((name) => ({ name })), { name: "a:2", environment: "production" }]);
    const preview = async (body: object) => (await api("POST", "/api/v1/channels/preview", body)).body;
    expect(await preview({ pattern: "a:.*" })).toEqual({
      matches: [
        { name: "a:1", count: 2 },
        { name: "a:2", count: 2 },
      ],
      names_considered: 3,
      complete: true,
    });
    expect((await preview({ pattern: ".*", environment: "production" })).matches).toEqual([{ name: "a:2", count: 1 }]);
    expect((await preview({ pattern: "(?=a)" })).errors).toMatchObject([
      { path: "pattern", message: expect.stringContaining("position 1") },
    ]);
  });

  test("channels end at MAX_CHANNELS, with a 409 that names the setting", async () => {
    const { api, make } = await newTenant(url);
    for (let count = 4; count < 40; count++) await make("channels", { name: `C${count}`, pattern: "a" });
    expect(await api("POST", "/api/v1/channels", { name: "C", pattern: "a" })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining("MAX_CHANNELS") },
    });
  });
});
