import { execFile as execFileWithCallback } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { promisify } from "node:util";
import { afterEach, expect, test } from "vitest";
import { examplesOf, signedPython } from "../app/(dashboard)/settings/teams/[id]/webhooks/setup/examples";
import { newWebhook } from "../lib/data/webhooks/webhook.fixture";
// @ts-expect-error: plain JavaScript, so that it runs on a fresh clone
import { findPython } from "../scripts/tools.mjs";
import { type App, bootstrapApp, call, freePort, startApp } from "./app";
import { apiOf } from "./flood";
import { newTenant } from "./tenant";
import { until } from "./until";

// biome-ignore lint/suspicious/noExplicitAny: an answer's JSON, which the tests look into
type Json = any;

const execFile = promisify(execFileWithCallback);

const moment = { name: "Deploy failed", type: "incident", source: "Deploybot" };

let app: App;
afterEach(async () => {
  await app.stop();
  rmSync(app.dataDir, { recursive: true, force: true });
});

/** An app on the database that the tests share. */
async function startShared(env: Record<string, string>): Promise<void> {
  const { DATABASE_URL = "", NEXTAUTH_SECRET = "", ENCRYPTION_KEYS = "" } = process.env;
  app = await startApp({ env: { DATABASE_URL, NEXTAUTH_SECRET, ENCRYPTION_KEYS, ...env } });
}

test("while no function runs a moment is answered 200 within a second, and its alert waits to be routed", async () => {
  // An Inngest server that is not there: nothing runs here.
  app = await startApp({ env: { INNGEST_DEV: `http://127.0.0.1:${await freePort()}` } });
  const { dataDir } = app;
  const { api_key } = await bootstrapApp(app);
  const api = apiOf(app, api_key);
  const times: number[] = [];
  const ids: string[] = [];
  for (let n = 0; n < 20; n++) {
    const started = performance.now();
    const { status, body } = await call<Json>(app, null, "POST", `/moment/${api_key}/custom`, moment);
    times.push(performance.now() - started);
    expect(status).toBe(200);
    ids.push(body.id);
  }
  // Of most of them: if they waited for a function, it would be all.
  expect(times.sort((a, b) => a - b)[10]).toBeLessThan(1_000);
  const event = (await api("GET", `/api/v1/events/${ids[0]}`)).body as Json;
  expect((await api("GET", `/api/v1/alerts/${event.alerts[0].id}`)).body).toMatchObject({ name: "moment:custom:incident", trace: null });
  await app.stop();
  app = await startApp({ dataDir });
  const again = apiOf(app, api_key);
  for (const id of ids) {
    const { alerts } = (await again("GET", `/api/v1/events/${id}`)).body as Json;
    await until(
      async () => (await again("GET", `/api/v1/alerts/${alerts[0].id}`)).body as Json,
      ({ trace }) => trace !== null,
    );
  }
});

test("an app that is killed right after a 200 has lost neither the event, nor its moment, nor its alert", async () => {
  app = await startApp();
  const { api_key } = await bootstrapApp(app);
  const ids: string[] = [];
  for (let round = 0; round < 2; round++) {
    const ended = once(app.process, "exit");
    const sending = Array.from({ length: 4 }, async () => {
      for (;;) {
        const answer = await call<Json>(app, null, "POST", `/moment/${api_key}/custom`, moment).catch(() => null);
        if (answer?.status !== 200) return;
        ids.push(answer.body.id);
        if (ids.length > 50 * (round + 1)) app.process.kill("SIGKILL");
      }
    });
    await Promise.all([ended, ...sending]);
    app = await startApp({ dataDir: app.dataDir, port: Number(new URL(app.url).port) });
  }
  const api = apiOf(app, api_key);
  expect(ids.length).toBeGreaterThan(100);
  for (const id of ids) {
    const { status, body } = await call<Json>(app, api_key, "GET", `/api/v1/events/${id}`);
    expect([status, body.status, body.moments.length, body.alerts.length], id).toEqual([200, "success", 1, 1]);
  }
  const last = (await api("GET", `/api/v1/events/${ids.at(-1)}`)).body as Json;
  await until(
    async () => (await api("GET", `/api/v1/alerts/${last.alerts[0].id}`)).body as Json,
    ({ trace }) => trace !== null,
  );
});

test("in a machine's own time zone a time without one is UTC all the same, also in the hour that it skips", async () => {
  app = await startApp({ env: { TZ: "America/New_York" } });
  const { api_key } = await bootstrapApp(app);
  const api = apiOf(app, api_key);
  const times = ["2023-04-01 12:31:26", "2023-03-12 02:30:00", "2023-11-05 01:30:00"];
  for (const occurred_at of times) {
    const { status, body } = await call<Json>(app, null, "POST", `/moment/${api_key}/custom`, { ...moment, occurred_at });
    expect(status).toBe(200);
    const { moments, received_at } = (await api("GET", `/api/v1/events/${body.id}`)).body as Json;
    expect(moments[0].occurred_at).toBe(`${occurred_at.replace(" ", "T")}.000Z`);
    expect(Math.abs(Date.parse(received_at) - Date.now())).toBeLessThan(600_000);
  }
  const between = "from=2023-04-01T12:31:26Z&to=2023-04-01T12:31:26Z";
  const { data } = (await api("GET", `/api/v1/moments?${between}`)).body as Json;
  expect(data.map(({ occurred_at }: Json) => occurred_at)).toEqual(["2023-04-01T12:31:26.000Z"]);
});

test("the examples that a webhook's page shows run as they are written: curl, Python, and Python that signs", async () => {
  await startShared({});
  const { api } = await newTenant(app.url);
  const { body: team } = await api("POST", "/api/v1/teams", { name: "Examples" });
  const secret = `whsec_${randomBytes(24).toString("base64")}`;
  const make = async (more: object) =>
    (await api("POST", "/api/v1/webhooks", { team_id: team.id, label: "Examples", integration: "custom", ...more })).body as Json;
  const [plain, signed] = [await make({}), await make({ signing_secret: secret })];
  const { curl, python } = examplesOf(plain.url);
  const python3 = findPython() ?? "python3";
  const run = async (command: string, args: string[], env = {}) =>
    (await execFile(command, args, { env: { ...process.env, ...env } })).stdout;
  expect(JSON.parse(await run("bash", ["-c", curl]))).toMatchObject({ status: "success" });
  expect(await run(python3, ["-c", python])).toMatch(/^200 .*'status': 'success'/);
  expect(await run(python3, ["-c", signedPython(signed.url)], { WEBHOOK_SECRET: secret })).toMatch(/^200 .*'status': 'success'/);
  const { data } = (await api("GET", "/api/v1/events")).body as Json;
  expect(data.map(({ verdict, moments }: Json) => [verdict, moments[0].type])).toEqual([
    ["valid", "alert"],
    ["unsigned", "alert"],
    ["unsigned", "alert"],
  ]);
});

test("more than a token's share a second is 429 with Retry-After, makes no event, and is counted; no token reaches the log", async () => {
  await startShared({ MOMENTS_PER_SECOND: "5", LOG_LEVEL: "debug" });
  const tenant = await newTenant(app.url);
  const webhook = await newWebhook(tenant);
  const answers = await Promise.all(Array.from({ length: 30 }, () => call<Json>(app, null, "POST", `/moment/${webhook.token}`, moment)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(5);
  for (const { headers } of refused) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  const taken = answers.filter(({ status }) => status === 200).length;
  expect(taken + refused.length).toBe(30);
  expect((await tenant.api("GET", "/api/v1/events")).body.data).toHaveLength(taken);
  // What was counted within the last second is written before the process ends.
  await app.stop();
  expect(app.output()).not.toContain(webhook.token);
  await startShared({});
  const { data } = (await call<Json>(app, tenant.apiKey, "GET", "/api/v1/webhooks")).body;
  const callers = (await call<Json>(app, tenant.apiKey, "GET", `/api/v1/webhooks/${data[0].id}/callers`)).body;
  expect(callers.data).toMatchObject([{ events: taken, refused_other: refused.length }]);
});
