import { rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { demoAlerts, demoMoments, seedDemo } from "../prisma/seed";
import { type App, bootstrapApp, call, startApp } from "./app";
import { checkDemo, type PublishedAlert } from "./demo/check";
import { alertsOf, postMoments } from "./demo/moments";
import { startReceivers } from "./demo/receivers";
import { checkMomentFunctions, startTool } from "./inngest-moments";
import { startSink } from "./sink";

// `npm run test:inngest -- URL`: the end-to-end test with the functions run by a given Inngest server. Its keys are taken from
// INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY; without them it is a development server. PORT is where that server finds the app.

/** How long a delivery with two retries (5 s and 30 s, ±20 %) may take on a server, in milliseconds. */
const retriedMs = 90_000;

interface Delivered {
  deliveries: { status: string; attempts: { started_at: string; status_code: number | null }[] }[];
}

function settingsOf(url: string): Record<string, string> {
  const { INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey } = process.env;
  if (eventKey && signingKey) return { INNGEST_BASE_URL: url, INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey };
  return { INNGEST_DEV: url };
}

/** Asks the app to tell the server which functions it has. */
async function register(app: App): Promise<void> {
  const answer = await fetch(`${app.url}/api/inngest`, { method: "PUT" });
  if (!answer.ok) throw new Error(`registering answered ${answer.status}: ${await answer.text()}`);
}

async function poll<T>(ms: number, ask: () => Promise<T | null>): Promise<T> {
  for (const until = Date.now() + ms; ; ) {
    const found = await ask();
    if (found !== null) return found;
    if (Date.now() > until) throw new Error(`not within ${ms} ms`);
    await wait(200);
  }
}

const url = process.argv[2];
if (!url) throw new Error("Usage: npm run test:inngest -- http://127.0.0.1:8288");
const receivers = await startReceivers();
const flaky = await startSink();
const tool = await startTool();
const env = { ...receivers.settings, ...tool.settings, ...settingsOf(url) };
const app = await startApp({ port: Number(process.env.PORT) || undefined, env });
try {
  await register(app);
  const { api_key: key } = await bootstrapApp(app);
  const api = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await call<Answer>(app, key, method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const webhooks = await seedDemo(api, receivers.configs);
  const started = Date.now();
  const published: PublishedAlert[] = [];
  for (const { body, environment, reaches } of demoAlerts(new Date())) {
    const { id } = await api<{ id: string }>("POST", "/api/v1/alerts", body);
    published.push({ id, name: body.name, environment, reaches });
  }
  const moments = demoMoments(new Date());
  const posted = await postMoments(app, moments, webhooks, api);
  const promised = { alerts: [...published, ...alertsOf(moments, posted)], posted };
  const result = await checkDemo(promised, receivers, api, AbortSignal.timeout(120_000));
  const arrivedMs = Date.now() - started;
  const ofMoments = await checkMomentFunctions({ app, api, poll });

  flaky.script("/hook/flaky", [500, 500]);
  const config = { url: flaky.url("/hook/flaky") };
  const { id: destination } = await api<{ id: string }>("POST", "/api/v1/destinations", { name: "Flaky", kind: "webhook", config });
  const { id: channel } = await api<{ id: string }>("POST", "/api/v1/channels", { name: "Retries", pattern: "retry:.*" });
  await api("POST", "/api/v1/subscriptions", { name: "Retries", channel_ids: [channel], destination_ids: [destination] });
  const { id: retried } = await api<{ id: string }>("POST", "/api/v1/alerts", { name: "retry:me" });
  const { attempts } = await poll(retriedMs, async () => {
    const { deliveries } = await api<Delivered>("GET", `/api/v1/alerts/${retried}`);
    return deliveries[0] && deliveries[0].status !== "pending" ? deliveries[0] : null;
  });
  const times = attempts.map(({ started_at }) => Date.parse(started_at));
  const gaps = times.slice(1).map((at, index) => Math.round((at - (times[index] ?? 0)) / 100) / 10);
  const codes = attempts.map(({ status_code }) => status_code);
  const retriesOk = codes.join() === "500,500,200" && (gaps[0] ?? 0) >= 4 && (gaps[1] ?? 0) >= 24;

  for (const problem of result.problems) console.error(problem);
  console.log(
    JSON.stringify({
      ok: result.ok && retriesOk,
      server: url,
      arrived_ms: arrivedMs,
      receivers: result.receivers,
      moments: ofMoments,
      retries: { codes, gaps_seconds: gaps },
    }),
  );
  process.exitCode = result.ok && retriesOk ? 0 : 1;
} finally {
  await app.stop();
  tool.close();
  await Promise.all([receivers.close(), flaky.close()]);
  rmSync(app.dataDir, { recursive: true, force: true });
}
