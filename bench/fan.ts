import pg from "pg";
import type { Crew } from "./crew";
import type { Hotline } from "./hotline";

/** What many destinations cost. */
export interface FanFigures {
  deliveries: number;
  /** What was refused, or did not arrive in time. */
  missing: number;
  /** From the first request to the last arrival, in milliseconds. Of several rounds, the median. */
  until_all_ms: number;
  /** Processor time of one delivery, in microseconds, of all processes; null where it cannot be read. */
  cpu_us: number | null;
}

const destinations = 1_000;
/** Most destinations of one subscription: API.md. */
const mostOfSubscription = 500;
/** How long all may take to arrive, in milliseconds. */
const arriveMs = 30_000;

interface Fan {
  alerts: number;
  /** What each of them is called. */
  names: readonly string[];
  deliveries: number;
  rounds: number;
}

const own = Array.from({ length: destinations }, (_, index) => `own:${index + 1}`);
const fans = {
  one_to_1: { alerts: 1_000, names: ["fan:1"], deliveries: 1_000, rounds: 1 },
  one_to_200: { alerts: 1, names: ["fan:200"], deliveries: 200, rounds: 9 },
  one_to_1000: { alerts: 1, names: ["fan:1000"], deliveries: 1_000, rounds: 3 },
  each_to_its_own: { alerts: 1_000, names: own, deliveries: 1_000, rounds: 1 },
  fifty_to_200: { alerts: 50, names: ["fan:200"], deliveries: 10_000, rounds: 1 },
} as const satisfies Record<string, Fan>;

export type FanName = keyof typeof fans;

/** Makes 1,000 destinations: one, 200 or all of them take an alert of a name, and each takes one of its own. */
async function prepare(crew: Crew, { make, databaseUrl }: Hotline): Promise<void> {
  const ids: string[] = [];
  for (let from = 0; from < destinations; from += 20) {
    const some = Array.from({ length: 20 }, (_, index) => from + index + 1);
    ids.push(
      ...(await Promise.all(
        some.map((number) => make("destinations", { name: `Fan ${number}`, kind: "webhook", config: { url: `${crew.url}${number}` } })),
      )),
    );
  }
  // Before the last of what follows, which makes it count: the API would write the whole configuration 2,000 times.
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(`
    WITH numbered AS (SELECT id, organization_id, substr(name, 5) AS number FROM destinations WHERE name LIKE 'Fan %'),
    made AS (SELECT gen_random_uuid() AS subscription_id, gen_random_uuid() AS channel_id, * FROM numbered),
    channel AS (INSERT INTO channels (id, organization_id, name, pattern) SELECT channel_id, organization_id, 'Own ' || number, 'own:' || number FROM made),
    subscription AS (INSERT INTO subscriptions (id, organization_id, name) SELECT subscription_id, organization_id, 'Own ' || number FROM made),
    from_channel AS (INSERT INTO subscription_channels SELECT subscription_id, channel_id FROM made)
    INSERT INTO subscription_destinations SELECT subscription_id, id FROM made`);
  await client.end();
  for (const count of [1, 200, destinations]) {
    const channel = await make("channels", { name: `Fan to ${count}`, pattern: `fan:${count}` });
    for (let from = 0; from < count; from += mostOfSubscription) {
      const some = ids.slice(from, Math.min(count, from + mostOfSubscription));
      await make("subscriptions", { name: `Fan to ${count} from ${from}`, channel_ids: [channel], destination_ids: some });
    }
  }
}

async function runFan(
  crew: Crew,
  { target, cpuMs }: Hotline,
  phase: string,
  { alerts, names, deliveries, rounds }: Fan,
): Promise<FanFigures> {
  const took: number[] = [];
  let arrivedInAll = 0;
  const cpuBefore = cpuMs();
  for (let round = 0; round < rounds; round++) {
    await crew.begin(`${phase}_${round}`);
    const order = { target, phase: `${phase}_${round}`, names, alerts, ms: arriveMs, connections: 16, batch: 1, perSecond: null };
    const { startedAt } = await crew.publish(order);
    const arrived = await crew.received(deliveries, arriveMs);
    arrivedInAll += arrived.count;
    took.push(arrived.lastAt - startedAt);
  }
  const cpuAfter = cpuMs();
  const cpu = cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore;
  return {
    deliveries: deliveries * rounds,
    missing: deliveries * rounds - arrivedInAll,
    until_all_ms: Math.round(took.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0),
    cpu_us: cpu === null ? null : Math.round((cpu * 1_000) / Math.max(1, arrivedInAll)),
  };
}

/** Measures what an alert costs that goes to many destinations, and many alerts that go to one each. */
export async function measureFans(crew: Crew, hotline: Hotline, say: (line: string) => void): Promise<Record<FanName, FanFigures>> {
  say("  1,000 destinations …");
  await prepare(crew, hotline);
  const figures: Partial<Record<FanName, FanFigures>> = {};
  for (const [name, fan] of Object.entries(fans) as [FanName, Fan][]) {
    say(`  ${name} …`);
    figures[name] = await runFan(crew, hotline, name, fan);
  }
  return figures as Record<FanName, FanFigures>;
}
