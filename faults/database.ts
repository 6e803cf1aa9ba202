import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { places } from "./crash";
import { type Disk, type Hub, mayMount, startHub } from "./hub";
import { type Given, newFaults, type Suite } from "./suite";

/** A trouble that a database can have: how it begins; gives how it ends. */
type Trouble = (hub: Hub) => Promise<() => Promise<void>>;

const signal = (name: "SIGSTOP" | "SIGCONT", pids: readonly number[]) => {
  for (const pid of pids) process.kill(pid, name);
};

/** Takes what connections the server has left, with as many clients. */
async function takeConnections(hub: Hub): Promise<() => Promise<void>> {
  const clients: pg.Client[] = [];
  for (let isLeft = true; isLeft; ) {
    const client = new pg.Client({ connectionString: hub.databaseUrl });
    client.on("error", () => {});
    isLeft = await client.connect().then(
      () => true,
      () => false,
    );
    if (isLeft) clients.push(client);
  }
  // Connections that the app has are ended, so that it must ask for new ones.
  hub.proxy.cut();
  const taking = setInterval(async () => {
    const client = new pg.Client({ connectionString: hub.databaseUrl });
    client.on("error", () => {});
    await client.connect().then(
      () => clients.push(client),
      () => {},
    );
  }, 20);
  return async () => {
    clearInterval(taking);
    await Promise.all(clients.map((client) => client.end()));
  };
}

/** Ends the server as soon as it is there, again and again. */
async function killAgain(hub: Hub): Promise<() => Promise<void>> {
  let isOver = false;
  const killing = (async () => {
    for (; !isOver; await wait(50)) {
      const isThere = await hub.sql("SELECT 1").catch(() => null);
      if (isThere && !isOver) process.kill(hub.postgresPids()[0] as number, "SIGKILL");
    }
  })();
  return async () => {
    isOver = true;
    await killing;
  };
}

/** Hangs up on everyone as soon as the app is at the next place in its work, until it was at each of them. */
async function cutAtPlaces(hub: Hub): Promise<() => Promise<void>> {
  const cuts = (async () => {
    for (const place of places)
      await new Promise<void>((resolve) => {
        hub.proxy.next(place, () => {
          hub.proxy.cut();
          resolve();
        });
      });
  })();
  return () => cuts;
}

const fill =
  (leaveBytes: number): Trouble =>
  async (hub) => {
    const disk = hub.disk as Disk;
    disk.fill(leaveBytes);
    // The next change needs another file of the log, for which there is no room: a server that cannot write its log ends, and cannot start.
    await hub.sql("SELECT pg_switch_wal()").catch(() => {});
    return async () => disk.free();
  };

/** What needs a disk of its own. */
const ofDisk: Record<string, Trouble> = {
  "has a full disk": async (hub) => {
    (hub.disk as Disk).fill(0);
    return async () => (hub.disk as Disk).free();
  },
  "has a disk that is nearly full": fill(1_000_000),
};

const troubles: Record<string, Trouble> = {
  "keeps dying": killAgain,
  "hangs up at each statement": cutAtPlaces,
  ...ofDisk,
  hangs: async (hub) => {
    const pids = hub.postgresPids();
    signal("SIGSTOP", pids);
    return async () => signal("SIGCONT", pids);
  },
  "is silent on the wire": async (hub) => {
    hub.proxy.set("hung");
    return async () => hub.proxy.set("open");
  },
  "refuses connections": async (hub) => {
    hub.proxy.set("refused");
    return async () => hub.proxy.set("open");
  },
  "is read-only": async (hub) => {
    const operator = new pg.Client({ connectionString: hub.databaseUrl });
    await operator.connect();
    await operator.query("SET default_transaction_read_only = off");
    await operator.query("ALTER SYSTEM SET default_transaction_read_only = on");
    await operator.query("SELECT pg_reload_conf()");
    return async () => {
      await operator.query("ALTER SYSTEM RESET default_transaction_read_only");
      await operator.query("SELECT pg_reload_conf()");
      await operator.end();
    };
  },
  "has no connection left": takeConnections,
};

const sizes: Record<Given["size"], { seconds: readonly number[]; troubles: readonly string[] }> = {
  small: {
    seconds: [2],
    troubles: ["hangs", "has no connection left", "hangs up at each statement", "has a full disk"],
  },
  full: { seconds: [3, 8, 25, 50], troubles: Object.keys(troubles) },
};

/** Every lane of the app: what is asked, and which answers say that it was done. */
const lanes: Record<string, (hub: Hub, count: number) => ReturnType<Hub["call"]>> = {
  publish: (hub, count) => hub.call("POST", "/api/v1/alerts", { name: `lane:${count}` }),
  array: (hub, count) => hub.call("POST", "/api/v1/alerts", [{ name: `lane:array:${count}` }, { name: `lane:array:${count}` }]),
  keyed: (hub, count) => hub.call("POST", "/api/v1/alerts", { name: `lane:keyed:${count}` }, { "idempotency-key": `lane-${count}` }),
  door: (hub, count) =>
    hub.call("POST", hub.door, { name: `Deploy ${count}`, type: "Incident", source: "Deploybot", occurred_at: "2023-04-01T12:31:26Z" }),
  history: (hub) => hub.call("GET", "/api/v1/alerts?limit=20"),
  search: (hub) => hub.call("GET", "/api/v1/alerts?q=lane"),
  configuration: (hub) => hub.call("GET", "/api/v1/channels"),
  change: (hub, count) => hub.call("POST", "/api/v1/environments", { slug: `e-${count}` }),
  ready: (hub) => hub.call("GET", "/api/health/ready"),
};

/** POLICY: 503 with when to come back within two seconds. What a busy machine adds is not the app's. */
const mostMs = 2_000;
const leewayMs = 400;
const healthyMs = 5_000;
/** Of the database's own disk: some times what it takes when it is new. */
const diskMegabytes = 400;

export const database: Suite = {
  name: "database",
  promise:
    "while the database is away in whatever way, every lane answers 503 within two seconds; five seconds after its return alerts are delivered, and nothing acknowledged is lost",
  async run({ size, say }) {
    const found = newFaults(3);
    const figures: Record<string, number> = { asked: 0, answered_503: 0, slowest_ms: 0, slowest_return_ms: 0, acknowledged: 0 };
    const hub = await startHub({}, mayMount() ? { diskMegabytes } : {});
    const [names, without] = [sizes[size].troubles.filter((name) => hub.disk || !(name in ofDisk)), hub.disk ? [] : Object.keys(ofDisk)];
    for (const name of without) say(`left out, since only root may mount a disk: it ${name}`);
    const accepted: string[] = [];
    try {
      for (const seconds of sizes[size].seconds) {
        for (const name of names) {
          const end = await (troubles[name] as Trouble)(hub);
          let isOver = false;
          const asking = Object.entries(lanes).map(([lane, ask]) => askOn(lane, ask));
          await wait(seconds * 1_000);
          await end();
          isOver = true;
          const ended = Date.now();
          await Promise.all(asking);
          const backAfter = await untilDelivered(hub, accepted, ended);
          if (backAfter > healthyMs) found.add("late to be back", `${name} ${seconds} s: ${backAfter} ms`);
          figures.slowest_return_ms = Math.max(figures.slowest_return_ms ?? 0, backAfter);
          say(`${name}, ${seconds} s: back after ${backAfter} ms`);

          async function askOn(lane: string, ask: (typeof lanes)[string]): Promise<void> {
            while (!isOver) {
              const started = performance.now();
              figures.asked = (figures.asked ?? 0) + 1;
              const answer = await ask(hub, figures.asked).catch(() => null);
              const ms = Math.round(performance.now() - started);
              const what = `${lane} while the database ${name} (${seconds} s)`;
              figures.slowest_ms = Math.max(figures.slowest_ms ?? 0, ms);
              if (ms > mostMs + leewayMs) found.add(`slow: ${lane} while it ${name}`, `${ms} ms, ${answer?.status ?? "no answer"}`);
              if (answer === null) found.add("no answer", what);
              else if (answer.status === 503) {
                figures.answered_503 = (figures.answered_503 ?? 0) + 1;
                if (!answer.headers.get("retry-after") && lane !== "ready") found.add("503 without Retry-After", what);
              } else if (answer.status >= 500)
                found.add(`an answer of ${answer.status}`, `${what}: ${JSON.stringify(answer.body).slice(0, 200)}`);
              else if (answer.status === 202) accepted.push(...idsOf(answer.body as Record<string, unknown>));
              await wait(100);
            }
          }
        }
      }
      figures.acknowledged = accepted.length;
      await untilNonePending(hub);
      const sent = new Set(hub.sink.received("hook").map(({ json }) => alertOf(json)));
      for (const id of accepted) if (!sent.has(id)) found.add("acknowledged and not received", id);
      return { figures, faults: found.faults };
    } finally {
      await hub.close();
    }
  },
};

const alertOf = (json: unknown): string => (json as { alert_id?: string } | undefined)?.alert_id ?? "";

const idsOf = (body: Record<string, unknown>): string[] =>
  Array.isArray(body.data) ? body.data.map(({ id }: { id: string }) => id) : [body.id as string];

/** Publishes until an alert is acknowledged, and all that were are received; milliseconds since `ended`. */
async function untilDelivered(hub: Hub, accepted: string[], ended: number): Promise<number> {
  for (let count = 0; ; count++) {
    const answer = await hub.call<{ id: string }>("POST", "/api/v1/alerts", { name: `back:${count}` }).catch(() => null);
    if (answer?.status === 202) {
      accepted.push(answer.body.id);
      const missing = new Set(accepted);
      let seen = 0;
      await hub.sink.waitFor((all) => {
        for (; seen < all.length; seen++) missing.delete(alertOf(all[seen]?.json));
        return missing.size === 0;
      }, 120_000);
      return Date.now() - ended;
    }
    if (Date.now() - ended > 120_000) throw new Error("it is not back after two minutes");
    await wait(50);
  }
}

async function untilNonePending(hub: Hub): Promise<void> {
  for (const until = Date.now() + 120_000; Date.now() < until; await wait(250)) {
    const [row] = await hub.sql<{ open: boolean }>(
      "SELECT EXISTS (SELECT FROM alerts WHERE routed_at IS NULL) OR EXISTS (SELECT FROM deliveries WHERE status = 'pending') AS open",
    );
    if (!row?.open) return;
  }
}
