import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../lib/postgres/embedded/start";
import { type App, bootstrapApp, call, startApp } from "./app";
import { apiOf, type Flood, noLosses, routeEverything, startFlood, untilNoLosses } from "./flood";
import { type Sink, startSink } from "./sink";
import { until } from "./tenant";

const secrets = { NEXTAUTH_SECRET: "secret-of-the-outage-tests", ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}` };

let sink: Sink;
let dataDir: string;
let postgres: EmbeddedPostgres;
let app: App;
let flood: Flood;
let api: ReturnType<typeof apiOf>;
let hook: string;
let key: string;

beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink.close());

/** An app on a PostgreSQL that is not its own, with alerts coming in. */
beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "hotline-outage-"));
  postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  const env = { DATABASE_URL: postgres.url, ...secrets };
  app = await startApp({ env });
  const { api_key } = await bootstrapApp({ dataDir: app.dataDir, env });
  key = api_key;
  api = apiOf(app, key);
  hook = `/hook/${path.basename(dataDir)}`;
  await routeEverything(api, sink.url(hook));
  await api("POST", "/api/v1/environments", { slug: "production" });
  flood = startFlood(api);
  await flood.more(40);
});

afterEach(async () => {
  await flood.stop();
  await app.stop();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const postmaster = (): number => Number(readFileSync(path.join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n", 1)[0]);

/** The server and the processes that it started. */
function postgresPids(): number[] {
  const server = postmaster();
  const processes = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
  const children = processes.map((line) => line.trim().split(/\s+/).map(Number)).filter(([, parent]) => parent === server);
  return [server, ...children.map(([pid]) => pid as number)];
}

/** Waits for refusals that began during the outage, and checks each of them. */
async function expectRefusals(from: number): Promise<void> {
  await until(
    async () => flood.refused.length - from,
    (count) => count >= 12,
    30_000,
  );
  for (const { status, ms, retryAfter } of flood.refused.slice(from)) {
    expect([status, retryAfter]).toEqual([503, "1"]);
    expect(ms).toBeLessThan(2_000);
  }
}

test("while PostgreSQL hangs, publishing is 503 within two seconds; afterwards all that was answered 202 is delivered", async () => {
  const from = flood.refused.length;
  const pids = postgresPids();
  for (const pid of pids) process.kill(pid, "SIGSTOP");
  try {
    await expectRefusals(from);
    const quickly = async (answer: Promise<unknown>) => {
      const started = performance.now();
      expect(await answer).toMatchObject({ status: 503 });
      expect(performance.now() - started).toBeLessThan(2_000);
    };
    await quickly(call(app, null, "GET", "/api/health/ready"));
    const alert = { name: "a", environment: "production" };
    await quickly(call(app, key, "POST", "/api/v1/alerts", [alert, alert]));
    await quickly(call(app, key, "POST", "/api/v1/alerts", alert, { "idempotency-key": "key" }));
    expect((await call(app, null, "GET", "/api/health/live")).status).toBe(200);
  } finally {
    for (const pid of pids) process.kill(pid, "SIGCONT");
  }
  await flood.more(40);
  await flood.stop();
  expect(await untilNoLosses(api, flood.accepted, sink, hook, 90_000)).toEqual(noLosses);
}, 200_000);

test("while PostgreSQL is away, publishing is 503 within two seconds; once it is back all that was answered 202 is delivered", async () => {
  const from = flood.refused.length;
  await postgres.stop();
  await expectRefusals(from);
  expect(await call(app, null, "GET", "/api/health/ready")).toMatchObject({ status: 503, body: { database: "unavailable" } });
  postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  await flood.more(40);
  await flood.stop();
  expect(await untilNoLosses(api, flood.accepted, sink, hook, 90_000)).toEqual(noLosses);
}, 200_000);
