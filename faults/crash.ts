import { setTimeout as wait } from "node:timers/promises";
import { showId } from "../lib/domain/id";
import { findBroken } from "../lib/postgres/invariants";
import { type Hub, type Kind, paged, startHub } from "./hub";
import type { Place } from "./postgres-proxy";
import { type Given, newFaults, pick, type Suite } from "./suite";

/** Each statement that writes on an alert's way, just before PostgreSQL gets it and just after it answered. */
export const places: readonly Place[] = [
  "accept_alerts",
  "accept_events",
  "write_routed",
  "take_destinations",
  "settle_and_claim",
  "release_destinations",
].flatMap((statement) => (["asked", "answered"] as const).map((point) => ({ statement, point })));

interface Sizes {
  /** Alerts a second, and one moment for each ten of them. */
  rate: number;
  /** Kills at a random time, in turn of what is killed. */
  kills: number;
  places: readonly Place[];
  /** What is published beyond the kills, at the least. */
  alerts: number;
}

const sizes: Record<Given["size"], Sizes> = {
  small: {
    rate: 60,
    kills: 4,
    places: places.filter(({ statement, point }) => statement === "settle_and_claim" && point === "answered"),
    alerts: 300,
  },
  full: { rate: 100, kills: 100, places, alerts: 20_000 },
};

const victims = ["the process group", "Node", "PostgreSQL", "a backend"] as const;

/** After the last kill, everything that was acknowledged has an end within this time, in milliseconds: longer than a lease and the retries. */
const settleMs = 180_000;

export const crash: Suite = {
  name: "crash",
  promise:
    "whatever is killed at whatever moment, each acknowledged alert and moment is kept, delivered, and told the same by client, database and receiver",
  async run({ size, random, say }) {
    const { rate, kills, places, alerts } = sizes[size];
    const hub = await startHub();
    const flood = startFlood(hub, rate);
    try {
      await flood.more(rate);
      await leaveUnanswered(hub);
      for (let index = 0; index < kills; index++) {
        await wait(100 + random() * 900);
        const victim = victims[index % victims.length] as (typeof victims)[number];
        await kill(hub, victim, random);
        await flood.more(Math.ceil(rate / 4));
        if (index % 10 === 9) say(`${index + 1} kills, ${flood.accepted.size} alerts acknowledged`);
      }
      for (const place of places) {
        await killAt(hub, place);
        await flood.more(Math.ceil(rate / 4));
        say(`killed when ${place.statement} was ${place.point}`);
      }
      while (flood.accepted.size < alerts) await flood.more(Math.min(1_000, alerts - flood.accepted.size));
      await flood.stop();
      await untilSettled(hub, flood, say);
      return await join(hub, flood);
    } finally {
      await flood.stop();
      await hub.close();
    }
  },
};

/** A receiver that takes what comes and never answers. */
const silentPath = "/hook/silent";

/** Attempts under way at destinations that are switched off, and deleted, meanwhile: for the next kill. */
async function leaveUnanswered(hub: Hub): Promise<void> {
  const make = async (noun: string, body: object) => (await hub.call<{ id: string }>("POST", `/api/v1/${noun}`, body)).body.id;
  hub.sink.script(silentPath, Array(20).fill({ delayMs: Number.POSITIVE_INFINITY }));
  const config = { url: hub.sink.url(silentPath) };
  const off = await make("destinations", { name: "Switched off", kind: "webhook", config });
  const deleted = await make("destinations", { name: "Deleted", kind: "webhook", config });
  const channel = await make("channels", { name: "Silent", pattern: "silent:.*" });
  await make("subscriptions", { name: "Silent", channel_ids: [channel], destination_ids: [off, deleted] });
  for (let number = 0; number < 3; number++) await hub.call("POST", "/api/v1/alerts", { name: `silent:${number}` });
  await hub.sink.waitFor((received) => received.filter(({ path }) => path === silentPath).length === 6, 10_000);
  await hub.call("PATCH", `/api/v1/destinations/${off}`, { enabled: false });
  await hub.call("DELETE", `/api/v1/destinations/${deleted}`);
}

async function kill(hub: Hub, victim: (typeof victims)[number], random: () => number): Promise<void> {
  const [server, ...backends] = hub.postgresPids();
  if (victim === "PostgreSQL") return void process.kill(server as number, "SIGKILL");
  if (victim === "a backend") {
    try {
      process.kill(pick(random, backends), "SIGKILL");
    } catch {
      // It ended by itself in this very moment.
    }
    return;
  }
  if (victim === "Node") hub.app.process.kill("SIGKILL");
  await hub.killApp();
  await hub.startAgain();
}

/** Kills Node the next time that it is at this place. */
async function killAt(hub: Hub, place: Place): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing came to ${place.statement} within 30 s`)), 30_000);
    hub.proxy.next(place, () => {
      clearTimeout(timer);
      process.kill(-(hub.app.process.pid as number), "SIGKILL");
      resolve();
    });
  });
  await hub.killApp();
  await hub.startAgain();
}

interface Flood {
  /** Names of the alerts that were answered 202, by id. */
  accepted: Map<string, string>;
  /** Ids of the events that were answered 200. */
  events: Set<string>;
  unanswered: number;
  refused: number;
  /** Resolves once so many more alerts were acknowledged. */
  more(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** Publishes at a steady rate, whatever is answered, until it is stopped. */
function startFlood(hub: Hub, rate: number): Flood {
  const flood: Flood = { accepted: new Map(), events: new Set(), unanswered: 0, refused: 0, more, stop };
  const open = new Set<Promise<void>>();
  let count = 0;
  const post = async (isMoment: boolean, number: number): Promise<void> => {
    const name = number % 200 === 0 ? `${paged}${number}` : `flood:${number}`;
    const moment = { name: `Deploy ${number}`, type: "Incident", source: "Deploybot", occurred_at: new Date().toISOString() };
    const answer = await (isMoment
      ? hub.call<{ id: string }>("POST", hub.door, moment)
      : hub.call<{ id: string }>("POST", "/api/v1/alerts", { name })
    ).catch(() => null);
    if (answer === null) flood.unanswered++;
    else if (answer.status === 202) flood.accepted.set(answer.body.id, name);
    else if (answer.status === 200) flood.events.add(answer.body.id);
    else flood.refused++;
  };
  // What is slow to be answered does not slow what comes after it; but a machine that cannot keep up is not asked for ever more.
  const mostOpen = 4 * rate;
  const timer = setInterval(() => {
    if (open.size > mostOpen) return;
    const number = count++;
    for (const isMoment of number % 10 === 0 ? [false, true] : [false]) {
      const sent: Promise<void> = post(isMoment, number).finally(() => open.delete(sent));
      open.add(sent);
    }
  }, 1_000 / rate);
  async function more(wanted: number): Promise<void> {
    const goal = flood.accepted.size + wanted;
    for (const until = Date.now() + 90_000; flood.accepted.size < goal; ) {
      if (Date.now() > until)
        throw new Error(`${goal} alerts were not acknowledged: ${flood.accepted.size}\n${hub.app.output().slice(-2_000)}`);
      await wait(20);
    }
  }
  async function stop(): Promise<void> {
    clearInterval(timer);
    await Promise.all(open);
  }
  return flood;
}

async function untilSettled(hub: Hub, flood: Flood, say: Given["say"]): Promise<void> {
  for (const until = Date.now() + settleMs; ; ) {
    const [row] = await hub.sql<{ unrouted: number; pending: number }>(
      `SELECT (SELECT count(*)::int FROM alerts WHERE routed_at IS NULL) AS unrouted,
              (SELECT count(*)::int FROM deliveries WHERE status = 'pending') AS pending`,
    );
    if (row?.unrouted === 0 && row.pending === 0) return;
    if (Date.now() > until)
      return say(`after ${settleMs / 1_000} s there are still ${JSON.stringify(row)} of ${flood.accepted.size} alerts`);
    await wait(250);
  }
}

interface Row {
  id: string;
  alert: string;
  kind: Kind;
  status: string;
  begun: number;
  maybe: number;
  open: number;
}

/** Joins the three ledgers: what the client was told, what the database says, and what the receivers got. */
async function join(hub: Hub, flood: Flood) {
  const found = newFaults();
  const alerts = new Map(
    (await hub.sql<{ id: string; event: string | null }>(`SELECT id, event_id AS event FROM alerts`)).map(({ id, event }) => [
      showId("alert", id),
      event,
    ]),
  );
  const rows = await hub.sql<Row>(
    `SELECT d.id, d.alert_id AS alert, k.kind, d.status, count(t.number)::int AS begun,
            count(*) FILTER (WHERE t.maybe_delivered)::int AS maybe, count(*) FILTER (WHERE t.number IS NOT NULL AND t.finished_at IS NULL)::int AS open
     FROM deliveries d JOIN destinations k ON k.id = d.destination_id AND k.enabled LEFT JOIN attempts t ON t.delivery_id = d.id
     GROUP BY d.id, k.kind`,
  );
  const unanswered = await hub.sql<{ id: string; status: string; outcome: string | null }>(
    `SELECT d.id, d.status, t.outcome FROM deliveries d JOIN destinations k ON k.id = d.destination_id AND NOT k.enabled
     JOIN attempts t ON t.delivery_id = d.id`,
  );
  const deliveries = new Map(rows.map((row) => [`${row.kind} ${showId("alert", row.alert)}`, row]));
  const events = new Set((await hub.sql<{ id: string }>(`SELECT id FROM events`)).map(({ id }) => showId("event", id)));

  for (const [id, name] of flood.accepted) {
    if (!alerts.has(id)) found.add("acknowledged and lost", id);
    for (const kind of name.startsWith(paged) ? kindsOfPaged : kindsOfAll) {
      const status = deliveries.get(`${kind} ${id}`)?.status;
      if (status !== "sent") found.add("acknowledged and without an end", `${id} ${kind}: ${status ?? "no delivery"}`);
    }
  }
  for (const id of flood.events) if (!events.has(id)) found.add("an event that was acknowledged is lost", id);
  const withAlert = new Set([...alerts.values()].flatMap((event) => (event ? [showId("event", event)] : [])));
  for (const id of events) if (!withAlert.has(id)) found.add("an event without its alert", id);

  const received = new Map<string, string[]>();
  for (const { vendor, path, headers, body } of hub.sink.received()) {
    if (path === silentPath) continue;
    const kind = { hook: "webhook", resend: "email" }[vendor] ?? vendor;
    const alert = /alert_[0-9a-z]{26}/.exec(body)?.[0];
    const place = `${kind} ${alert}`;
    received.set(place, [...(received.get(place) ?? []), headers["webhook-id"] ?? ""]);
  }
  let repeats = 0;
  let interrupted = 0;
  for (const [place, ids] of received) {
    const row = deliveries.get(place);
    if (!row) {
      found.add("received without a delivery", place);
      continue;
    }
    if (ids.length > row.begun) found.add("received oftener than tried", `${place}: ${ids.length} of ${row.begun}`);
    if (new Set(ids).size > 1) found.add("repeated under another webhook-id", place);
    repeats += ids.length - 1;
  }
  for (const [place, { status, maybe, open }] of deliveries) {
    interrupted += maybe;
    if (status === "sent" && !received.has(place)) found.add("sent and never received", place);
    if (status !== "pending" && open > 0) found.add("an attempt without an outcome", place);
  }
  for (const { id, status, outcome } of unanswered)
    if (status !== "skipped" || outcome !== "interrupted")
      found.add("an attempt at what went meanwhile has no end", `${id} ${status} ${outcome}`);
  found.all("the database is not whole", await findBroken((text) => hub.sql<{ id: string }>(text)));
  if (repeats > interrupted) found.add("repeats that no interrupted attempt explains", `${repeats} of ${interrupted}`);
  const { accepted, refused } = flood;
  return {
    figures: {
      acknowledged: accepted.size,
      events: flood.events.size,
      refused,
      unanswered: flood.unanswered,
      cut_off_at_what_went: unanswered.length,
      deliveries: deliveries.size,
      received: hub.sink.received().length,
      repeats,
      interrupted,
    },
    faults: found.faults,
  };
}

const kindsOfAll: readonly Kind[] = ["webhook", "email"];
const kindsOfPaged: readonly Kind[] = [...kindsOfAll, "slack", "pagerduty"];
