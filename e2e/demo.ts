import { once } from "node:events";
import { rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isAppRunning } from "../lib/postgres/embedded/app-lock";
import { stopLeftBehind } from "../lib/postgres/embedded/process";
import { type DemoWebhook, demoAlerts, demoMoments, seedDemo } from "../prisma/seed";
import { type App, bootstrapApp, call, startApp } from "./app";
import { checkDemo, type PublishedAlert, type Result } from "./demo/check";
import { freePortFrom } from "./demo/free-port";
import { alertsOf, postMoments } from "./demo/moments";
import { type Receivers, startReceivers } from "./demo/receivers";
import { arrivalLine, resultTable } from "./demo/table";

/** The same each time, so that a kept DATA_DIR keeps its sign-in. Hotline listens on loopback only here. */
const admin = { email: "demo@example.com", password: "demo demo demo" };

/** What is open, in the order to close it. */
const open: { receivers?: Receivers; app?: App } = {};
const stopping = new AbortController();

/** An empty data directory of the demo's own, unless DATA_DIR names one. */
async function prepareDataDir(): Promise<string> {
  if (process.env.DATA_DIR) return process.env.DATA_DIR;
  const dataDir = path.resolve(".data/demo");
  if (isAppRunning(dataDir)) throw new Error(`Another demo is running on ${dataDir}. Stop it first, or give this one its own DATA_DIR.`);
  await stopLeftBehind(path.join(dataDir, "postgres"), () => {});
  rmSync(dataDir, { recursive: true, force: true });
  return dataDir;
}

async function run(say: (line: string) => void): Promise<{ result: Result; app: App; receivers: Receivers }> {
  const { signal } = stopping;
  const dataDir = await prepareDataDir();
  const port = await freePortFrom(Number(process.env.PORT) || 3000);
  say("Starting Hotline and the receivers …");
  open.receivers = await startReceivers();
  const { receivers } = open;
  open.app = await startApp({ dataDir, port, env: receivers.settings });
  const { app } = open;
  signal.throwIfAborted();

  const { api_key: key } = await bootstrapApp(app, admin);
  const api = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    signal.throwIfAborted();
    const answer = await call<Answer>(app, key, method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const webhooks = await seedDemo(api, receivers.configs);

  const published: PublishedAlert[] = [];
  for (const { body, environment, reaches } of demoAlerts(new Date())) {
    const { id } = await api<{ id: string }>("POST", "/api/v1/alerts", body);
    published.push({ id, name: body.name, environment, reaches });
  }
  const moments = demoMoments(new Date());
  const posted = await postMoments(app, moments, webhooks, api);
  say(`Published ${published.length} alerts and posted ${posted.length} moments; waiting for what they promise …`);
  const result = await checkDemo({ alerts: [...published, ...alertsOf(moments, posted)], posted }, receivers, api, signal);
  for (const line of resultTable(result)) say(line);
  for (const line of instructions(app, key, receivers, webhooks)) say(line);
  return { result, app, receivers };
}

const instructions = (app: App, key: string, receivers: Receivers, webhooks: readonly DemoWebhook[]): string[] => [
  "",
  `Hotline     ${app.url}`,
  `Sign in     ${admin.email}   password: ${admin.password}`,
  `API key     ${key}`,
  `Receivers   ${receivers.addresses}`,
  ...webhooks.map(({ label, url }) => `${label.padEnd(10)}  ${url}`),
  "",
  "Try",
  `  curl ${app.url}/api/v1/alerts -H 'authorization: Bearer ${key}' \\`,
  `    -H 'content-type: application/json' -d '{"name":"payment:failed","environment":"production","payload":{"amount":42}}'`,
  `  curl ${webhooks[0]?.url} \\`,
  `    --json '{"name":"Deployed storefront","type":"near-miss","source":"Deploybot","occurred_at":"2023-04-01 12:31:26"}'`,
  "",
];

async function close(): Promise<void> {
  await open.app?.stop();
  await open.receivers?.close();
}

/** Prints what arrives from now on, until the demo is stopped. Throws when the app ends by itself. */
async function follow(app: App, receivers: Receivers): Promise<void> {
  const seen = new Set(receivers.arrivals());
  const ended = once(app.process, "exit", { signal: stopping.signal }).then(() => true);
  ended.catch(() => {});
  for (;;) {
    if (await Promise.race([ended, wait(200, false, { signal: stopping.signal })])) throw new Error(`Hotline ended:\n${app.output()}`);
    for (const arrival of receivers.arrivals()) {
      if (!seen.has(arrival)) console.log(arrivalLine(arrival));
      seen.add(arrival);
    }
  }
}

async function main(): Promise<void> {
  const isOnce = process.argv.includes("--once");
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());
  try {
    const { result, app, receivers } = await run(console.log);
    if (!result.ok) process.exitCode = 1;
    if (!isOnce) {
      console.log("What arrives is shown here. Ctrl-C stops everything.");
      await follow(app, receivers);
    }
    await close();
    if (isOnce) console.log(JSON.stringify(result));
  } catch (error) {
    await close();
    if (stopping.signal.aborted) return void console.log("Stopped.");
    process.exitCode = 1;
    console.error((error as Error).message);
    if (isOnce) console.log(JSON.stringify({ ok: false, problems: [(error as Error).message] }));
  }
}

await main();
