import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, call, startApp } from "../app";
import { newTenant, ways } from "../tenant";

describe.each(ways)("by $way", ({ way, url }) => {
  test("live and ready answer without a key; ready says how old the oldest due work is", async () => {
    expect(await call({ url }, null, "GET", "/api/health/live")).toMatchObject({ status: 200, body: { status: "ok" } });
    const ready = await call({ url }, null, "GET", "/api/health/ready");
    expect(ready).toMatchObject({ status: 200, body: { status: "ok", database: "ok", migrations: "ok" } });
    expect(ready.body).toHaveProperty("oldest_due_seconds");
  });

  test("nobody without an Inngest server reaches the functions", async () => {
    for (const method of ["GET", "POST", "PUT"]) {
      const { status, body } = await call(
        { url },
        null,
        method,
        "/api/inngest?fnId=hotline-retention&stepId=step",
        method === "GET" ? undefined : {},
      );
      expect([status, (body as { code: string }).code]).toEqual([404, "not_found"]);
    }
  });

  if (way === "server")
    test("metrics count what was published, routed and tried", async () => {
      const tenant = await newTenant(url);
      const read = async (name: string) => {
        const text = await (await fetch(`${url}/metrics`)).text();
        return text.split("\n").reduce((sum, line) => (line.startsWith(name) ? sum + Number(line.split(" ").at(-1)) : sum), 0);
      };
      await tenant.route("http://127.0.0.1:9/");
      const before = await read("hotline_alerts_published_total");
      await tenant.publish({ name: "a" });
      expect(await read("hotline_alerts_published_total")).toBeGreaterThan(before);
      expect((await fetch(`${url}/metrics`)).headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    });
  if (way === "server")
    test("metrics are not for who comes by a proxy of this machine", async () => {
      const forwarded: Record<string, string>[] = [
        { "x-forwarded-for": "127.0.0.1" },
        { "x-forwarded-for": "" },
        { forwarded: "for=127.0.0.1" },
      ];
      for (const headers of forwarded) expect((await call({ url }, null, "GET", "/metrics", undefined, headers)).status).toBe(401);
    });
  else
    test("metrics answer nobody when nobody vouches for where a request comes from", async () => {
      expect((await call({ url }, null, "GET", "/metrics")).status).toBe(401);
      expect((await call({ url }, null, "GET", "/metrics", undefined, { "x-forwarded-for": "127.0.0.1" })).status).toBe(401);
      expect((await call({ url }, null, "GET", "/metrics", undefined, { "x-hotline-peer": "127.0.0.1" })).status).toBe(401);
    });
});

describe("with settings of its own", () => {
  let app: App;
  beforeAll(async () => {
    const { DATABASE_URL = "", NEXTAUTH_SECRET = "", ENCRYPTION_KEYS = "" } = process.env;
    app = await startApp({ env: { DATABASE_URL, NEXTAUTH_SECRET, ENCRYPTION_KEYS, PUBLISH_PER_SECOND: "5" } });
  });
  afterAll(() => app.stop());

  test("more than PUBLISH_PER_SECOND is 429 with when to come back, for each key alone", async () => {
    const [tenant, other] = [await newTenant(app.url), await newTenant(app.url)];
    const answers = await Promise.all(Array.from({ length: 12 }, () => tenant.api("POST", "/api/v1/alerts", { name: "a" })));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(6);
    for (const { body, headers } of refused) {
      expect(body.code).toBe("too_many_requests");
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect((await other.api("POST", "/api/v1/alerts", { name: "a" })).status).toBe(202);
    const stored = await tenant.api("GET", "/api/v1/alerts");
    expect(stored.body.data).toHaveLength(answers.length - refused.length);
  });
});

test("plain `next start` ends, and says why, when a setting is missing", async () => {
  const { DATABASE_URL = "" } = process.env;
  const cases: [Record<string, string>, RegExp][] = [
    [{}, /DATABASE_URL is not set/],
    [{ DATABASE_URL }, /NEXTAUTH_SECRET: required when DATABASE_URL is set/],
  ];
  for (const [env, reason] of cases) {
    const started = await startApp({ way: "next", env }).catch((error: Error) => error);
    if (started instanceof Error) {
      expect(started.message).toMatch(/^ended with 1:/);
      expect(started.message).toMatch(reason);
    } else {
      if (started.process.exitCode === null && started.process.signalCode === null) await once(started.process, "exit");
      expect(started.process.exitCode).toBe(1);
      expect(started.output()).toMatch(reason);
    }
  }
});
