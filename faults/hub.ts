import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { type App, bootstrapApp, call, freePort, newDataDir, startApp } from "../e2e/app";
import { patiently } from "../e2e/patiently";
import { type Sink, startSink } from "../e2e/sink";
import { startEmbeddedPostgres } from "../lib/postgres/embedded/start";
import type { Clock } from "./clock";
import { type PostgresProxy, startPostgresProxy } from "./postgres-proxy";

export type Kind = "webhook" | "email" | "slack" | "pagerduty";

/** An app on a database that is not its own, with a proxy between them, vendors, and an organization whose alerts go to all four kinds. */
export interface Hub {
  app: App;
  proxy: PostgresProxy;
  sink: Sink;
  key: string;
  /** Past the proxy. */
  databaseUrl: string;
  /** What the app was started with. */
  env: Record<string, string>;
  /** Where a team's tool posts. */
  door: string;
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): ReturnType<typeof call<T>>;
  /** The database, past the proxy. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Another process on the same database. */
  startPeer(): Promise<App>;
  /** SIGKILL to Node and whatever it started; resolves once it has ended. */
  killApp(): Promise<void>;
  /** The app again, on its data and its port. */
  startAgain(): Promise<void>;
  /** The processes of PostgreSQL: the server first, then those that serve connections. */
  postgresPids(): number[];
  /** The disk that the database is on, where it has one of its own. */
  disk: Disk | null;
  close(): Promise<void>;
}

/** A small disk in memory. */
export interface Disk {
  /** Takes what room there is, but for so many bytes. */
  fill(leaveBytes: number): void;
  /** Gives it back. */
  free(): void;
  unmount(): void;
}

/** Only root may mount one. */
export const mayMount = (): boolean => process.getuid?.() === 0;

function mountDisk(dir: string, megabytes: number): Disk {
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=711`, "tmpfs", dir]);
  const filler = path.join(dir, "filler");
  return {
    fill(leaveBytes) {
      const { bavail, bsize } = statfsSync(dir);
      const blocks = Math.max(0, bavail - Math.ceil(leaveBytes / bsize));
      writeFileSync(filler, Buffer.alloc(blocks * bsize));
    },
    free: () => rmSync(filler, { force: true }),
    unmount: () => execFileSync("umount", [dir]),
  };
}

/** Alerts whose names begin so go to Slack and PagerDuty too, which take 1 a second and 100 a minute. */
export const paged = "paged:";

const secrets = { NEXTAUTH_SECRET: "secret-of-the-fault-bench", ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}` };

/** With `diskMegabytes`, its database is on a disk of that size; with a clock, the app and its database go by that. */
export async function startHub(
  settings: Record<string, string> = {},
  { diskMegabytes, clock }: { diskMegabytes?: number; clock?: Clock } = {},
): Promise<Hub> {
  const dataDir = newDataDir();
  const disk = diskMegabytes ? mountDisk(dataDir, diskMegabytes) : null;
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  await clock?.moveDatabase(postgres.url);
  const proxy = await startPostgresProxy(postgres.url);
  const sink = await startSink({ keep: Number.POSITIVE_INFINITY });
  const env = {
    DATABASE_URL: proxy.url,
    ...secrets,
    SLACK_WEBHOOK_HOSTS: `127.0.0.1:${sink.port}`,
    PAGERDUTY_EVENTS_URL: sink.urls.pagerduty,
    RESEND_BASE_URL: sink.urls.resend,
    RESEND_API_KEY: "re_faults",
    EMAIL_VERIFICATION: "off",
    ...clock?.env,
    ...settings,
  };
  const port = await freePort();
  const database = new pg.Pool({ connectionString: postgres.url, max: 2 });
  database.on("error", () => {});
  const peers: App[] = [];
  let app = await startApp({ dataDir, port, env });
  const { api_key: key } = await bootstrapApp({ dataDir, env });
  const hub: Hub = {
    get app() {
      return app;
    },
    proxy,
    sink,
    key,
    databaseUrl: postgres.url,
    env,
    door: "",
    disk,
    call: (method, path, body, headers) => call(app, key, method, path, body, headers),
    sql: async (text, values) => (await database.query(text, values)).rows,
    async killApp() {
      if (app.process.exitCode !== null || app.process.signalCode !== null) return;
      const ended = once(app.process, "exit");
      process.kill(-(app.process.pid as number), "SIGKILL");
      await ended;
    },
    async startPeer() {
      const peer = await startApp({ env });
      peers.push(peer);
      return peer;
    },
    async startAgain() {
      app = await startApp({ dataDir, port, env });
    },
    postgresPids() {
      const server = Number(readFileSync(path.join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n", 1)[0]);
      const processes = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
      const children = processes.map((line) => line.trim().split(/\s+/).map(Number)).filter(([, parent]) => parent === server);
      return [server, ...children.map(([pid]) => pid as number)];
    },
    async close() {
      for (const peer of peers) await peer.stop().finally(() => rmSync(peer.dataDir, { recursive: true, force: true }));
      await hub.killApp();
      await database.end();
      await proxy.close();
      await postgres.stop();
      await sink.close();
      disk?.unmount();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  try {
    hub.door = await routeEverything(hub);
  } catch (error) {
    await hub.close();
    throw error;
  }
  return hub;
}

/** Makes something by a key; again where a busy machine made the database too late for it. */
export async function make({ app }: Pick<Hub, "app">, key: string, noun: string, body: object): Promise<Record<string, string>> {
  const headers = { "idempotency-key": randomUUID() };
  const answer = await patiently(() => call<Record<string, string>>(app, key, "POST", `/api/v1/${noun}`, body, headers));
  if (answer.status > 299) throw new Error(`${noun}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** One destination of each kind, channels and subscriptions to them, and a webhook; gives the webhook's path. */
async function routeEverything(hub: Hub): Promise<string> {
  const configs: Record<Kind, object> = {
    webhook: { url: hub.sink.url("/hook/faults") },
    email: { address: "oncall@example.com" },
    slack: { webhook_url: hub.sink.urls.slack },
    pagerduty: { routing_key: "a".repeat(32), severity: "error" },
  };
  const route = async (name: string, pattern: string, kinds: readonly Kind[]) => {
    const channel = await make(hub, hub.key, "channels", { name, pattern });
    const destinations = await Promise.all(
      kinds.map((kind) => make(hub, hub.key, "destinations", { name: kind, kind, config: configs[kind] })),
    );
    await make(hub, hub.key, "subscriptions", { name, channel_ids: [channel.id], destination_ids: destinations.map(({ id }) => id) });
  };
  await route("Everything", ".*", ["webhook", "email"]);
  await route("Paged", `${paged}.*`, ["slack", "pagerduty"]);
  const team = await make(hub, hub.key, "teams", { name: "Platform" });
  const hook = await make(hub, hub.key, "webhooks", { team_id: team.id, label: "Deploybot", integration: "custom" });
  return new URL(hook.url as string).pathname;
}
