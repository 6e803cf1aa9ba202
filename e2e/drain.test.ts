import { once } from "node:events";
import { rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, type AppOptions, bootstrapApp, call, startApp } from "./app";
import { apiOf, noLosses, routeEverything, startFlood, untilNoLosses } from "./flood";
import { type Sink, startSink } from "./sink";
import { until } from "./until";

let sink: Sink;
const folders = new Set<string>();
const started: App[] = [];
beforeAll(async () => {
  sink = await startSink();
});
afterAll(async () => {
  // What a failed test left running.
  await Promise.all(started.map((app) => app.stop()));
  await sink.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function start(env: Record<string, string> = {}, again?: App): Promise<App> {
  const app = await startApp(again ? { dataDir: again.dataDir, port: Number(new URL(again.url).port), env } : { env });
  folders.add(app.dataDir);
  started.push(app);
  return app;
}

/** Stops the app and checks that it ended well, and before whoever runs it would kill it. */
async function stopInTime(app: App): Promise<void> {
  const started = Date.now();
  expect(await app.stop(), app.output()).toBe(0);
  expect(Date.now() - started).toBeLessThan(30_000);
}

/** Whether it takes new connections: one that is kept open is served while it drains. */
const takesConnections = (app: App): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
    socket.once("error", () => resolve(false)).once("connect", () => resolve(true));
    socket.once("connect", () => socket.destroy());
  });

/** A promise, and what settles it. */
function newGate(): { open: () => void; opened: Promise<void> } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test("SIGTERM lets deliveries in flight finish, takes nothing new, and ends with 0; what waits is sent after the next start", async () => {
  const hook = "/hook/drain";
  let app = await start();
  const { api_key } = await bootstrapApp(app);
  const api = apiOf(app, api_key);
  await routeEverything(api, sink.url(hook));
  const gate = newGate();
  sink.script(hook, Array(64).fill({ status: 200, after: gate.opened }));
  const { body } = await api("POST", "/api/v1/alerts", Array(100).fill({ name: "a" }));
  await sink.waitFor((all) => all.filter(({ path }) => path === hook).length === 64);
  const stopped = stopInTime(app);
  await until(
    () => takesConnections(app),
    (takes) => !takes,
  );
  gate.open();
  await stopped;
  expect(sink.received(hook)).toHaveLength(64);
  app = await start({}, app);
  const ids = body.data.map(({ id }) => id);
  expect(await untilNoLosses(api, ids, sink, hook)).toEqual(noLosses);
  expect(sink.received(hook)).toHaveLength(100);
  await stopInTime(app);
});

test("two workers on one port deliver everything once, and end together", async () => {
  const hook = "/hook/workers";
  const app = await start({ WORKERS: "2" });
  const { api_key } = await bootstrapApp(app);
  const api = apiOf(app, api_key);
  await routeEverything(api, sink.url(hook));
  const flood = startFlood(api, 8);
  await flood.more(300);
  await flood.stop();
  expect(flood.refused).toEqual([]);
  expect(await untilNoLosses(api, flood.accepted, sink, hook)).toEqual(noLosses);
  expect(sink.received(hook)).toHaveLength(flood.accepted.length);
  expect((await call(app, null, "GET", "/api/health/ready")).status).toBe(200);
  await stopInTime(app);
});

test("a signal that comes twice stops once, and requests that were begun are answered", async () => {
  const hook = "/hook/slow-test";
  const app = await start();
  const { api_key } = await bootstrapApp(app);
  const gate = newGate();
  sink.script(hook, [{ status: 200, after: gate.opened, body: "late" }]);
  const answer = call(app, api_key, "POST", "/api/v1/destinations/test", { kind: "webhook", config: { url: sink.url(hook) } });
  await sink.waitFor((all) => all.some(({ path }) => path === hook));
  app.process.kill("SIGTERM");
  const stopped = stopInTime(app);
  gate.open();
  await stopped;
  expect(await answer).toMatchObject({ status: 200, body: { outcome: "http_2xx", response_excerpt: "late" } });
});

test("who asks whether the app is ready is told that it will end while it still answers, and each answer ends its connection", async () => {
  const app = await start();
  const { api_key } = await bootstrapApp(app);
  const ready = async () => (await call(app, null, "GET", "/api/health/ready")).status;
  expect(await ready()).toBe(200);
  app.process.kill("SIGTERM");
  await expect.poll(ready).toBe(503);
  const answer = await call(app, api_key, "POST", "/api/v1/alerts", { name: "late" });
  expect([answer.status, answer.headers.get("connection")]).toEqual([202, "close"]);
  await stopInTime(app);
});

/** Processor time that the app has used, in seconds. */
const cpuOf = async ({ url }: App) => Number(/^process_cpu_seconds_total (\S+)/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1]);

test("an app whose log nobody reads any more goes on, and rests when there is nothing to do", async () => {
  const app = await start({ LOG_LEVEL: "trace" });
  const { api_key } = await bootstrapApp(app);
  app.process.stdout?.destroy();
  app.process.stderr?.destroy();
  // Next says on standard error that it knows no such action.
  for (let number = 0; number < 5; number++)
    await fetch(`${app.url}/sign-in`, { method: "POST", headers: { "next-action": "0".repeat(42) }, body: "[]" });
  expect((await call(app, api_key, "POST", "/api/v1/alerts", { name: "unread" })).status).toBe(202);
  // Any while in which it uses a fifth of a core or less: who is caught in a circle has none.
  const busyFor = async () => {
    const before = await cpuOf(app);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return (await cpuOf(app)) - before;
  };
  await until(busyFor, (seconds) => seconds < 0.2);
  await stopInTime(app);
});

test("an open event stream ends when the app does, and holds it up no moment", async () => {
  const app = await start();
  const { api_key } = await bootstrapApp(app);
  const response = await fetch(`${app.url}/api/v1/stream`, { headers: { authorization: `Bearer ${api_key}` } });
  const ended = response.text();
  const started = Date.now();
  expect(await app.stop(), app.output()).toBe(0);
  // Sooner than the 17 s that others get to finish.
  expect(Date.now() - started).toBeLessThan(15_000);
  expect(await ended).toContain("retry: 3000");
});

const failureOf = (options: AppOptions): Promise<string> =>
  startApp(options).then(
    () => "started",
    (error: Error) => error.message,
  );

test("DATABASE_URL without its secrets, and settings that are wrong, end at once with 1, and all are named without their values", async () => {
  const failed = await failureOf({
    env: { DATABASE_URL: "postgresql://127.0.0.1:1/x", APP_URL: "https://hotline.example.com/alerts", SMTP_URL: "smtp://u:s3cr3t%@mail" },
  });
  expect(failed).toMatch(/^ended with 1:/);
  for (const said of ["NEXTAUTH_SECRET: required", "ENCRYPTION_KEYS: required", "APP_URL: must have no path", "SMTP_URL: has a %"])
    expect(failed).toContain(said);
  expect(failed).not.toContain("s3cr3t");
});

test("a port that is taken, and an address of another machine, are named as the settings that they are", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  expect(await failureOf({ port })).toContain(`PORT: ${port} is taken by another process`);
  taken.close();
  expect(await failureOf({ env: { HOST: "192.0.2.1" } })).toContain("HOST: 192.0.2.1 is no address of this machine");
});

test("a second app on the same data is refused and says which process has it", async () => {
  const app = await start();
  await expect(startApp({ dataDir: app.dataDir })).rejects.toThrow(new RegExp(`process ${app.process.pid}\\)`));
  expect((await call(app, null, "GET", "/api/health/ready")).status).toBe(200);
  await stopInTime(app);
});
