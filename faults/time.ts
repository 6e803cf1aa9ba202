import { setTimeout as wait } from "node:timers/promises";
import { bootstrapApp, call } from "../e2e/app";
import { signIn } from "../e2e/session";
import { kindOf } from "../lib/destinations";
import { dayMs, hourMs } from "../lib/domain/time";
import { findBroken } from "../lib/postgres/invariants";
import { type Clock, newClock } from "./clock";
import { type Hub, type Kind, paged, startHub } from "./hub";
import { newFaults, type Suite } from "./suite";

/** How long before something is due the clock stops: what comes early is seen then. */
const beforeMs = 100;
/** What the machine may add to a delay. */
const leewayMs = 5_000;
/** How far a delay is spread (POLICY). */
const jitter = 0.2;
const minuteMs = 60_000;
const retentionDays = 365;
const auditDays = 400;

type Faults = ReturnType<typeof newFaults>;

export const time: Suite = {
  name: "time",
  isLarge: true,
  promise: "retries, expiries and retention come when they are due by the clock, neither before nor after: 76 hours and a year",
  async run({ say }) {
    const found = newFaults();
    const clock = newClock();
    const hub = await startHub({ RETENTION_DAYS: String(retentionDays) }, { clock }).catch(async (error) => {
      await clock.close();
      throw error;
    });
    try {
      const scheduled = await runSchedules(hub, clock, found);
      say(`${scheduled.attempts} attempts at what is dead, over ${scheduled.hours} h`);
      await passExpiries(hub, clock, found);
      await passRetention(hub, clock, found);
      found.all("an invariant is broken", await findBroken((text) => hub.sql<{ id: string }>(text)));
      return { figures: { ...scheduled, days: auditDays }, faults: found.faults };
    } finally {
      await hub.close();
      await clock.close();
    }
  },
};

/** Looks until nothing is missing. Throws after a minute of real time, with what is. */
async function until(missing: () => Promise<string | undefined>): Promise<void> {
  for (const end = performance.now() + 60_000; ; await wait(10)) {
    const what = await missing();
    if (what === undefined) return;
    if (performance.now() > end) throw new Error(`still missing after a minute: ${what}`);
  }
}

const paths = (hub: Hub): Record<Kind, string> => ({
  webhook: new URL(hub.sink.url("/hook/faults")).pathname,
  email: "/emails",
  slack: new URL(hub.sink.urls.slack).pathname,
  pagerduty: "/v2/enqueue",
});

interface Try {
  kind: Kind;
  delivery_id: string;
  status: string;
  reason: string;
  number: number;
  /** Epoch milliseconds. */
  started: number;
  finished: number;
}

/** One alert to all four kinds while none of them answers well, to the end of each schedule. */
async function runSchedules(hub: Hub, clock: Clock, found: Faults) {
  for (const path of Object.values(paths(hub)))
    hub.sink.script(
      path,
      Array.from({ length: 50 }, () => ({ status: 500, body: "broken" })),
    );
  await hub.call("POST", "/api/v1/alerts", { name: `${paged}dead`, payload: { attempt: "all" } });
  for (;;) {
    await untilQuiet(hub);
    const [next] = await hub.sql<{ due: number | null }>(
      "SELECT extract(epoch FROM min(due_at))::float8 * 1000 AS due FROM deliveries WHERE status = 'pending'",
    );
    if (!next?.due) break;
    const { count } = await attemptsSoFar(hub);
    await clock.moveTo(next.due - beforeMs);
    await until(async () => ((await attemptsSoFar(hub)).count > count ? undefined : `attempt ${count + 1}`));
  }
  for (const path of Object.values(paths(hub))) hub.sink.script(path, []);
  const tries = await hub.sql<Try>(
    `SELECT o.kind, d.id AS delivery_id, d.status, d.reason, t.number, extract(epoch FROM t.started_at)::float8 * 1000 AS started,
       extract(epoch FROM t.finished_at)::float8 * 1000 AS finished
     FROM attempts t JOIN deliveries d ON d.id = t.delivery_id JOIN destinations o ON o.id = d.destination_id ORDER BY o.kind, t.number`,
  );
  for (const kind of Object.keys(paths(hub)) as Kind[])
    checkSchedule(
      hub,
      kind,
      tries.filter((one) => one.kind === kind),
      found,
    );
  const webhook = tries.filter(({ kind }) => kind === "webhook");
  const hours = ((webhook.at(-1)?.started ?? 0) - (webhook[0]?.started ?? 0)) / hourMs;
  return { attempts: tries.length, hours: Math.round(hours * 10) / 10 };
}

const attemptsSoFar = async (hub: Hub) =>
  (await hub.sql<{ count: number }>("SELECT count(*)::int AS count FROM attempts"))[0] ?? { count: 0 };

/** Nothing is to be routed, no attempt is open and no run is at work; so every wake is armed. */
const untilQuiet = (hub: Hub) =>
  until(async () => {
    const [row] = await hub.sql<{ busy: string }>(
      `SELECT 'routing' AS busy FROM alerts WHERE routed_at IS NULL UNION ALL SELECT 'an answer' FROM attempts WHERE finished_at IS NULL
       UNION ALL SELECT 'a first attempt' FROM deliveries WHERE status = 'pending' AND attempt_count = 0
       UNION ALL SELECT 'the end of a run' FROM destination_states WHERE runner_id IS NOT NULL AND runner_until > now()
       UNION ALL SELECT 'the end of ' || query FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle' LIMIT 1`,
    );
    return row?.busy;
  });

function checkSchedule(hub: Hub, kind: Kind, tries: readonly Try[], found: Faults): void {
  const delays = kindOf(kind)?.retrySeconds ?? [];
  const last = tries.at(-1);
  if (tries.length !== delays.length + 1) found.add("not as many tries as the schedule has", `${kind}: ${tries.length}`);
  if (last?.status !== "failed" || last.reason !== "http_5xx") found.add("no end as failed", `${kind}: ${last?.status} ${last?.reason}`);
  for (const [index, seconds] of delays.entries()) {
    const delay = (tries[index + 1]?.started ?? 0) - (tries[index]?.finished ?? 0);
    const [least, most] = [seconds * 1_000 * (1 - jitter), seconds * 1_000 * (1 + jitter)];
    // The delay counts from the answer, which is on record a moment later.
    if (delay < least - beforeMs || delay > most + leewayMs)
      found.add("a try at another time", `${kind} ${index + 2}: ${delay / 1_000} s after the one before, of ${seconds}`);
  }
  if (kind !== "webhook") return;
  const requests = hub.sink.received(paths(hub).webhook).filter(({ body }) => body.includes(`${paged}dead`));
  if (requests.length !== tries.length) found.add("requests without an attempt, or the reverse", `${requests.length} and ${tries.length}`);
  if (new Set(requests.map(({ headers }) => headers["webhook-id"])).size !== 1) found.add("a retry under another webhook-id", kind);
  for (const [index, { headers }] of requests.entries()) {
    const signedMs = Number(headers["webhook-timestamp"]) * 1_000;
    if (Math.abs(signedMs - (tries[index]?.started ?? 0)) > leewayMs) found.add("signed at another time", `request ${index + 1}`);
  }
}

/** A promise with an end: how to see whether it still holds. */
interface Expiring {
  what: string;
  afterMs: number;
  /** The status of an answer. */
  ask(): Promise<number>;
  before: number;
  after: number;
}

/** What works until an instant works a minute before it, and does not a minute after. */
async function passExpiries(hub: Hub, clock: Clock, found: Faults): Promise<void> {
  const start = clock.now();
  const iso = (afterMs: number) => new Date(start + afterMs).toISOString();
  const make = async (path: string, body: object) => {
    const answer = await hub.call<Record<string, string>>("POST", `/api/v1/${path}`, body);
    if (answer.status > 299) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const moment = { name: "Deployed", type: "page", source: "Deploybot", occurred_at: iso(0) };
  let posted = 0;
  const post = (url: string | undefined) => async () => {
    const path = new URL(url ?? "").pathname;
    return (await call(hub.app, null, "POST", path, { ...moment, description: `${posted++}` })).status;
  };

  const team = await make("teams", { name: "On call" });
  const webhook = (label: string, expires: object) => make("webhooks", { team_id: team.id, label, integration: "custom", ...expires });
  const expiring = await webhook("Expiring", { expires_at: iso(4 * dayMs) });
  const rotated = await webhook("Rotated", {});
  await make(`webhooks/${rotated.id}/rotate`, { old_expires_at: iso(2 * dayMs) });
  const key = await make("api-keys", { name: "Expiring", scopes: ["publish"], expires_at: iso(3 * dayMs) });
  const invitation = await make("invitations", { email: "new@example.com" });
  const token = new URL(invitation.url ?? "").hash.replace(/^#token=/, "");
  const account = { email: "ada@example.com", password: "correct horse battery" };
  await bootstrapApp({ dataDir: hub.app.dataDir, env: hub.env }, account);
  const cookie = await signIn(hub.app.url, account.email, account.password);
  const once = { "idempotency-key": "a week" };
  await hub.call("POST", "/api/v1/alerts", { name: "once" }, once);

  const all: Expiring[] = [
    { what: "a rotated token", afterMs: 2 * dayMs, ask: post(rotated.url), before: 200, after: 410 },
    {
      what: "an API key",
      afterMs: 3 * dayMs,
      ask: async () => (await call(hub.app, key.key ?? "", "POST", "/api/v1/alerts", { name: "by key" })).status,
      before: 202,
      after: 401,
    },
    { what: "a token", afterMs: 4 * dayMs, ask: post(expiring.url), before: 200, after: 410 },
    {
      what: "an invitation",
      afterMs: 7 * dayMs,
      ask: async () => (await call(hub.app, null, "POST", "/api/v1/invitations/find", { token })).status,
      before: 200,
      after: 410,
    },
    {
      what: "a session",
      afterMs: 30 * dayMs,
      ask: async () => (await call(hub.app, null, "GET", "/api/v1/me", undefined, { cookie })).status,
      before: 200,
      after: 401,
    },
  ];
  for (const { what, afterMs, ask, before, after } of all) {
    if (what === "a token") await expectWarning(hub, clock, start + afterMs - dayMs / 2, ask);
    await clock.moveTo(start + afterMs - minuteMs);
    const early = await ask();
    if (early !== before) found.add("ended before its time", `${what}: ${early}`);
    await clock.moveTo(start + afterMs + minuteMs);
    const late = await ask();
    if (late !== after) found.add("did not end", `${what}: ${late}`);
  }
}

/** A token that is in use half a day before it ends: its team is told within the hour. */
async function expectWarning(hub: Hub, clock: Clock, instant: number, use: () => Promise<unknown>): Promise<void> {
  const isTold = () => hub.sink.mails().some(({ subject }) => subject.includes("expires soon"));
  await clock.moveTo(instant);
  await use();
  if (isTold()) throw new Error("a team was told before");
  await clock.moveTo(instant + hourMs);
  await until(async () => (isTold() ? undefined : "a mail that a token in use expires soon"));
}

/** What is kept so many days, and whether it is there. */
interface Kept {
  what: string;
  days: number;
  /** A query that gives a row while it is. */
  find: string;
}

/** What each run of retention may take rows from; it takes them from no other table. */
const perishable = [
  "alerts",
  "deliveries",
  "attempts",
  "events",
  "eventless_requests",
  "integration_errors",
  "captured_mails",
  "moments",
  "idempotency_keys",
  "audit_entries",
  "config_versions",
];

/** More than a year, day by day where something ends. */
async function passRetention(hub: Hub, clock: Clock, found: Faults): Promise<void> {
  const start = clock.now();
  const kept = await makePerishable(hub, start);
  const countsBefore = await countRows(hub);
  const ends = [...new Set(kept.map(({ days }) => days))].sort((one, other) => one - other);
  for (const day of ends.flatMap((end) => [end - 1, end + 1])) {
    await untilRetained(hub, clock, start + day * dayMs);
    for (const { what, days, find } of kept) {
      const isThere = (await hub.sql(find)).length > 0;
      if (isThere && day > days) found.add("kept too long", `${what}, on day ${day}`);
      if (!isThere && day < days) found.add("deleted too early", `${what}, on day ${day}`);
    }
  }
  const countsAfter = await countRows(hub);
  for (const [table, count] of Object.entries(countsBefore)) {
    if (!perishable.includes(table) && countsAfter[table] !== count)
      found.add("another table changed", `${table}: ${count} rows, then ${countsAfter[table]}`);
  }
}

/** One of each thing that is kept for a while. */
async function makePerishable(hub: Hub, start: number): Promise<Kept[]> {
  hub.sink.script("/hook/kept", [{ status: 400, body: "broken" }]);
  const id = async (noun: string, body: object) => (await hub.call<{ id: string }>("POST", `/api/v1/${noun}`, body)).body.id;
  const channel = await id("channels", { name: "Kept", pattern: "kept" });
  const config = { url: hub.sink.url("/hook/kept") };
  const destination = await id("destinations", { name: "Kept", kind: "webhook", config });
  await id("subscriptions", { name: "Kept", channel_ids: [channel], destination_ids: [destination] });
  await hub.call("POST", "/api/v1/alerts", { name: "kept" }, { "idempotency-key": "kept" });
  const refused = "SELECT 1 FROM deliveries d JOIN destinations o ON o.id = d.destination_id WHERE o.name = 'Kept' AND d.status = 'failed'";
  await until(async () => ((await hub.sql(refused)).length > 0 ? undefined : "an answer that refuses"));
  const moment = { name: "Kept", type: "page", source: "Deploybot", occurred_at: new Date(start).toISOString() };
  await call(hub.app, null, "POST", hub.door, moment);
  await call(hub.app, null, "POST", hub.door, { name: "Kept without a type" });
  const since = `>= to_timestamp(${start / 1_000 - 1})`;
  const attempt = `SELECT 1 FROM attempts WHERE started_at ${since} AND outcome LIKE 'http_4%'`;
  const error = `SELECT 1 FROM events WHERE received_at ${since} AND status = 'error'`;
  return [
    { what: "an idempotency key", days: 7, find: `SELECT 1 FROM idempotency_keys WHERE key = 'kept'` },
    { what: "an excerpt", days: 30, find: `${attempt} AND response_excerpt IS NOT NULL` },
    { what: "an error's body", days: 30, find: `${error} AND octet_length(body) > 0` },
    { what: "an alert", days: retentionDays, find: `SELECT 1 FROM alerts WHERE name = 'kept'` },
    {
      what: "a delivery",
      days: retentionDays,
      find: `SELECT 1 FROM deliveries d JOIN alerts a ON a.id = d.alert_id WHERE a.name = 'kept'`,
    },
    { what: "an attempt", days: retentionDays, find: attempt },
    { what: "an event", days: retentionDays, find: error },
    { what: "a moment", days: retentionDays, find: `SELECT 1 FROM moments WHERE name = 'Kept'` },
    { what: "an audit entry", days: auditDays, find: `SELECT 1 FROM audit_entries WHERE created_at ${since}` },
  ];
}

/**
 * Makes it this instant and resolves once a whole run of retention has passed since, an hour later: the first that ends may have begun before.
 * A version of a configuration that only then is too old is the last that a run deletes.
 */
async function untilRetained(hub: Hub, clock: Clock, instant: number): Promise<void> {
  for (const at of [instant, instant + hourMs]) {
    await hub.sql(
      `INSERT INTO config_versions (organization_id, version, config, created_at)
       SELECT id, 0, '{}', to_timestamp($1::float8 / 1000) - make_interval(days => $2::int) FROM organizations LIMIT 1`,
      [at - 1_000, retentionDays],
    );
    await clock.moveTo(at);
    const isLeft = async () => (await hub.sql("SELECT 1 FROM config_versions WHERE version = 0")).length > 0;
    await until(async () => ((await isLeft()) ? "a run of retention" : undefined));
  }
}

/** By table. */
async function countRows(hub: Hub): Promise<Record<string, number>> {
  const tables = await hub.sql<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY table_name",
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables)
    counts[name] = (await hub.sql<{ count: number }>(`SELECT count(*)::int AS count FROM ${name}`))[0]?.count ?? 0;
  return counts;
}
