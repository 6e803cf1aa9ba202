import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { bootstrapApp, call } from "../e2e/app";
import { type Hub, startHub } from "./hub";
import { type Given, newFaults, type Suite } from "./suite";

interface Sizes {
  seconds: number;
  names: number;
  /** Alerts that wait for one destination. */
  queued: number;
  /** Destinations that get an alert each. */
  many: number;
}

const sizes: Record<Given["size"], Sizes> = {
  small: { seconds: 3, names: 8, queued: 500, many: 50 },
  full: { seconds: 30, names: 100, queued: 10_000, many: 2_000 },
};

/** Patterns just within the bounds of one and of all together, slow to match: names of 200 letters take each of them through all that it has. */
const slowPatterns = Array.from({ length: 50 }, (_, index) => `([a-z]*a[a-z]*b?){0,44}N${index}`);
const slowName = (index: number) => `${index}${"ab".repeat(98)}`;

/** What another's patterns may add, in milliseconds. */
const mostAddedMs = 100;
/** How many times longer one in a hundred may take from publishing to its receiver beside another's flood. */
const mostTimesAlone = 3;
/** Most alerts in one request of a flood. */
const arraySize = 500;

/** Another organization, and what it calls. */
interface Other {
  sizes: Sizes;
  call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): ReturnType<typeof call<T>>;
  /** Receivers: one answers at once, one byte by byte for as long as anybody reads, and at one nobody listens. */
  urls: { quick: string; dripping: string; dead: string };
}

/** Begins what another organization does; what comes back ends it. */
type Flood = (other: Other) => Promise<() => Promise<void>>;

async function made(other: Other, noun: string, body: object): Promise<string> {
  const answer = await other.call<{ id: string }>("POST", `/api/v1/${noun}`, body);
  if (answer.status !== 201) throw new Error(`${noun}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}

/** Destinations of another organization to which all that it publishes goes. */
async function route(other: Other, urls: readonly string[]): Promise<string[]> {
  const channel = await made(other, "channels", { name: "All", pattern: ".*" });
  const ids: string[] = [];
  for (const [index, url] of urls.entries())
    ids.push(await made(other, "destinations", { name: `receiver ${index}`, kind: "webhook", config: { url } }));
  for (let at = 0; at < ids.length; at += 100)
    await made(other, "subscriptions", { name: `part ${at}`, channel_ids: [channel], destination_ids: ids.slice(at, at + 100) });
  return ids;
}

const publish = (other: Other, count: number) => {
  const alerts = Array.from({ length: count }, (_, index) => ({ name: `flood:${index}` }));
  return other.call("POST", "/api/v1/alerts", alerts);
};

/** So many alerts for one destination, at once. */
const queue =
  (to: "dead" | "dripping"): Flood =>
  async (other) => {
    const ids = await route(other, [other.urls[to]]);
    for (let left = other.sizes.queued; left > 0; left -= arraySize) await publish(other, Math.min(left, arraySize));
    return async () => void (await Promise.all(ids.map((id) => other.call("DELETE", `/api/v1/destinations/${id}`))));
  };

/** Does something again and again, until what comes back is called. */
function goOn(act: () => Promise<unknown>): () => Promise<void> {
  let isOver = false;
  const going = (async () => {
    while (!isOver) await act();
  })();
  return async () => {
    isOver = true;
    await going;
  };
}

const floods: Record<string, Flood> = {
  "deliveries wait for a dead destination": queue("dead"),
  "deliveries wait for a dripping destination": queue("dripping"),
  "many destinations get one alert each": async (other) => {
    const { many } = other.sizes;
    await route(
      other,
      Array.from({ length: many }, (_, index) => `${other.urls.quick}/${index}`),
    );
    return goOn(() => Promise.all([publish(other, 1), wait(5_000)]));
  },
  "arrays of 500 are published without a pause": async (other) => {
    await route(other, [other.urls.quick]);
    const ends = Array.from({ length: 4 }, () => goOn(() => publish(other, arraySize)));
    return async () => void (await Promise.all(ends.map((end) => end())));
  },
};

async function startReceivers() {
  const server = createServer((request, response) => {
    request.resume();
    if (request.url !== "/dripping") return void response.end("ok");
    response.writeHead(200);
    const dripping = setInterval(() => response.write("."), 500);
    response.on("close", () => clearInterval(dripping));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    urls: { quick: `${base}/quick`, dripping: `${base}/dripping`, dead: "http://127.0.0.1:1/" },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function untilRouted(hub: Hub): Promise<void> {
  for (const until = Date.now() + 120_000; Date.now() < until; await wait(250)) {
    const [row] = await hub.sql<{ waits: boolean }>(
      `SELECT EXISTS (SELECT FROM alerts WHERE routed_at IS NULL) OR EXISTS (
         SELECT FROM deliveries d JOIN destinations k ON k.id = d.destination_id
         WHERE d.status = 'pending' AND d.due_at < now() AND k.deleted_at IS NULL) AS waits`,
    );
    if (!row?.waits) return;
  }
}

export const neighbours: Suite = {
  name: "neighbours",
  promise:
    "an organization whose patterns are slow to match delays nobody else by more than 100 ms; one that floods Hotline or its receivers makes another's delivery take three times as long at most",
  isTimed: true,
  async run({ size, say }) {
    const { seconds, names } = sizes[size];
    const receivers = await startReceivers();
    const found = newFaults();
    const hub = await startHub();
    try {
      const other = await bootstrapApp({ dataDir: hub.app.dataDir, env: hub.env });
      const attack = (method: string, path: string, body: unknown) => call<{ id: string }>(hub.app, other.api_key, method, path, body);
      await listen(hub, seconds);
      const alone = await listen(hub, seconds);

      const channels = await Promise.all(
        slowPatterns.map((pattern) => attack("POST", "/api/v1/channels", { name: pattern.slice(-4), pattern })),
      );
      const refused = channels.find(({ status }) => status !== 201);
      if (refused) throw new Error(`a pattern was refused: ${refused.status} ${JSON.stringify(refused.body)}`);
      let isOver = false;
      const attacking = (async () => {
        for (let round = 0; !isOver; round++) {
          const alerts = Array.from({ length: names }, (_, index) => ({ name: slowName(round * names + index) }));
          await attack("POST", "/api/v1/alerts", alerts);
          await attack("POST", "/api/v1/channels/preview", { pattern: slowPatterns[0] });
          const ids = channels.map(({ body }) => body.id);
          await attack("POST", "/api/v1/subscriptions/backtest", { channel_ids: ids, destination_ids: [], days: 7 });
        }
      })();
      await wait(200);
      const beside = await listen(hub, seconds);
      isOver = true;
      await attacking;
      for (const what of ["publish", "health", "delivery"] as const) {
        const added = beside[what].median - alone[what].median;
        say(`${what}: ${alone[what].median} ms alone (p99 ${alone[what].p99}), ${beside[what].median} beside it (p99 ${beside[what].p99})`);
        if (added > mostAddedMs) found.add(`${what} is delayed`, `${Math.round(added)} ms in the middle`);
      }
      const beside99: Record<string, number> = {};
      for (const [name, begin] of Object.entries(floods)) {
        await untilRouted(hub);
        const { api_key } = await bootstrapApp({ dataDir: hub.app.dataDir, env: hub.env });
        const end = await begin({
          sizes: sizes[size],
          urls: receivers.urls,
          call: (method, path, body) => call(hub.app, api_key, method, path, body),
        });
        const { delivery } = await listen(hub, seconds);
        await end();
        const times = Math.round((delivery.p99 / alone.delivery.p99) * 10) / 10;
        say(`${name}: delivered in ${delivery.median} ms (p99 ${delivery.p99}, ${times} times as long as alone)`);
        if (times > mostTimesAlone) found.add("another's flood is felt", `${name}: p99 ${delivery.p99} ms, ${times} times as long`);
        beside99[`p99_ms_while_${name.replaceAll(" ", "_")}`] = delivery.p99;
      }
      const [row] = await hub.sql<{ waiting: number }>("SELECT count(*)::int AS waiting FROM alerts WHERE routed_at IS NULL");
      const figures = Object.fromEntries(
        (["publish", "health", "delivery"] as const).flatMap((what) => [
          [`${what}_alone_ms`, alone[what].median],
          [`${what}_beside_ms`, beside[what].median],
          [`${what}_beside_p99_ms`, beside[what].p99],
        ]),
      );
      return {
        figures: { ...figures, delivery_alone_p99_ms: alone.delivery.p99, ...beside99, waiting_of_the_other: row?.waiting ?? 0 },
        faults: found.faults,
      };
    } finally {
      receivers.close();
      await hub.close();
    }
  },
};

/** Publishes, asks for health and waits for what was published, twenty times a second. */
async function listen(hub: Hub, seconds: number) {
  const times = { publish: [] as number[], health: [] as number[], delivery: [] as number[] };
  const timed = async (into: number[], act: () => Promise<unknown>) => {
    const started = performance.now();
    await act();
    into.push(performance.now() - started);
  };
  for (const until = Date.now() + seconds * 1_000; Date.now() < until; await wait(50)) {
    await timed(times.health, () => hub.call("GET", "/api/health/ready"));
    let id = "";
    await timed(times.delivery, async () => {
      await timed(times.publish, async () => {
        id = (await hub.call<{ id: string }>("POST", "/api/v1/alerts", { name: "neighbour" })).body.id;
      });
      await hub.sink.waitFor((all) => all.some(({ vendor, body }) => vendor === "hook" && body.includes(id)), 60_000);
    });
  }
  return { publish: summary(times.publish), health: summary(times.health), delivery: summary(times.delivery) };
}

function summary(times: number[]): { median: number; p99: number } {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (part: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 10) / 10;
  return { median: at(0.5), p99: at(0.99) };
}
