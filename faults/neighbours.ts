import { setTimeout as wait } from "node:timers/promises";
import { bootstrapApp, call } from "../e2e/app";
import { type Hub, startHub } from "./hub";
import { type Given, newFaults, type Suite } from "./suite";

const sizes: Record<Given["size"], { seconds: number; names: number }> = {
  small: { seconds: 3, names: 8 },
  full: { seconds: 30, names: 100 },
};

/** Patterns just within the bounds of one and of all together, slow to match: names of 200 letters take each of them through all that it has. */
const slowPatterns = Array.from({ length: 50 }, (_, index) => `([a-z]*a[a-z]*b?){0,44}N${index}`);
const slowName = (index: number) => `${index}${"ab".repeat(98)}`;

/** What another's load may add, in milliseconds. */
const mostAddedMs = 100;

export const neighbours: Suite = {
  name: "neighbours",
  promise: "an organization whose patterns are slow to match delays nobody else's publishing, health or delivery by more than 100 ms",
  isTimed: true,
  async run({ size, say }) {
    const { seconds, names } = sizes[size];
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
      const [row] = await hub.sql<{ waiting: number }>("SELECT count(*)::int AS waiting FROM alerts WHERE routed_at IS NULL");
      const figures = Object.fromEntries(
        (["publish", "health", "delivery"] as const).flatMap((what) => [
          [`${what}_alone_ms`, alone[what].median],
          [`${what}_beside_ms`, beside[what].median],
          [`${what}_beside_p99_ms`, beside[what].p99],
        ]),
      );
      return { figures: { ...figures, waiting_of_the_other: row?.waiting ?? 0 }, faults: found.faults };
    } finally {
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
