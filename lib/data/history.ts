import { type Actor, authorize } from "../domain/actor";
import { waitingUntil } from "../domain/flow";
import type { AlertFilter, AlertItemShape, AlertShape, DeliveryShape, TraceShape } from "../domain/history";
import { firstIdAt, readId, showId } from "../domain/id";
import { notFound, Problem } from "../domain/problem";
import { planDeliveries, type Trace } from "../domain/routing";
import { currentConfig, loadConfig } from "./config";
import { db } from "./db";
import { environmentsOf } from "./environments";
import { readFlow } from "./flow";
import { Prisma } from "./generated/client";
import { type Page, type PageInput, readCursor, toPage } from "./page";

const { sql, join } = Prisma;

/** The condition of a filter over `alerts a`; an id that is malformed or somebody else's matches nothing. */
export function whereAlerts(actor: Actor, filter: AlertFilter): Prisma.Sql {
  const all: Prisma.Sql[] = [sql`a.organization_id = ${actor.organizationId}::uuid`];
  if (filter.name !== undefined) all.push(sql`a.name = ${filter.name}`);
  if (filter.source !== undefined) all.push(sql`a.source = ${filter.source}`);
  if (filter.channel_id !== undefined) all.push(sql`${readId("chan", filter.channel_id)}::uuid = ANY(a.channel_ids)`);
  if (filter.environment !== undefined) {
    all.push(
      sql`a.environment_id = (SELECT id FROM environments e WHERE e.organization_id = a.organization_id AND e.slug = ${filter.environment})`,
    );
  }
  if (filter.q !== undefined) {
    const like = `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`;
    all.push(sql`(a.name ILIKE ${like} OR a.payload::text ILIKE ${like})`);
  }
  if (filter.from !== undefined) all.push(sql`a.id >= ${firstIdAt(filter.from)}::uuid`);
  if (filter.to !== undefined) all.push(sql`a.id < ${firstIdAt(new Date(filter.to.getTime() + 1))}::uuid`);
  if (filter.status === "none") all.push(sql`a.routed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.alert_id = a.id)`);
  else if (filter.status !== undefined)
    all.push(sql`EXISTS (SELECT 1 FROM deliveries d WHERE d.alert_id = a.id AND d.status = ${filter.status})`);
  return join(all, " AND ");
}

const columns = sql`a.id, a.organization_id, a.name, a.environment_id, e.slug AS environment, a.source, a.severity, a.action, a.dedup_key,
  a.created_at, a.routed_at, a.replay_of, a.config_version, a.channel_ids`;

interface Row {
  id: string;
  organization_id: string;
  name: string;
  environment_id: string | null;
  environment: string | null;
  source: string;
  severity: string | null;
  action: "trigger" | "resolve";
  dedup_key: string | null;
  created_at: Date;
  routed_at: Date | null;
  replay_of: string | null;
  config_version: number | null;
  channel_ids: string[];
}

async function showItem(row: Row, counts: Map<string, AlertItemShape["deliveries"]>): Promise<AlertItemShape> {
  return {
    id: showId("alert", row.id),
    name: row.name,
    environment: row.environment,
    source: row.source,
    severity: row.severity,
    action: row.action,
    created_at: row.created_at.toISOString(),
    routed_at: row.routed_at?.toISOString() ?? null,
    replay_of: row.replay_of && showId("alert", row.replay_of),
    channels: (await channelsOf(row)).map(({ id, name }) => ({ id, name })),
    deliveries: counts.get(row.id) ?? { sent: 0, pending: 0, failed: 0, skipped: 0 },
  };
}

/** The channels that matched, as they were when the alert was routed. */
async function channelsOf(row: Row): Promise<{ id: string; name: string; pattern: string }[]> {
  if (row.config_version === null || row.channel_ids.length === 0) return [];
  const { channels } = await loadConfig(row.organization_id, row.config_version);
  return channels
    .filter(({ id }) => row.channel_ids.includes(id))
    .map(({ id, name, pattern }) => ({ id: showId("chan", id), name, pattern }));
}

/** Searches of payloads that this process runs at once: each reads many rows, and pages and deliveries want the database too. */
const maxSearches = 3;
let searches = 0;

/** Alerts, newest first, with what became of each. Throws 429 while too many full-text searches run. */
export async function listAlerts(actor: Actor, filter: AlertFilter, page: PageInput): Promise<Page<AlertItemShape>> {
  authorize(actor, "read");
  if (filter.q === undefined) return readAlerts(actor, filter, page);
  if (searches >= maxSearches)
    throw new Problem(429, "too_many_searches", "Several searches are running already.", { retryAfterSeconds: 1 });
  searches++;
  try {
    return await readAlerts(actor, filter, page);
  } finally {
    searches--;
  }
}

async function readAlerts(actor: Actor, filter: AlertFilter, { limit, cursor }: PageInput): Promise<Page<AlertItemShape>> {
  const before = readCursor(cursor);
  const rows = await db().$queryRaw<Row[]>`
    SELECT ${columns} FROM alerts a LEFT JOIN environments e ON e.id = a.environment_id
    WHERE ${whereAlerts(actor, filter)} ${before ? sql`AND a.id < ${before}::uuid` : Prisma.empty}
    ORDER BY a.id DESC LIMIT ${limit + 1}`;
  const counts = await countDeliveries(rows.map(({ id }) => id));
  const page = toPage(rows, limit, (row) => row);
  return { data: await Promise.all(page.data.map((row) => showItem(row, counts))), next_cursor: page.next_cursor };
}

async function countDeliveries(alertIds: string[]): Promise<Map<string, AlertItemShape["deliveries"]>> {
  const rows = await db().$queryRaw<{ alert_id: string; status: keyof AlertItemShape["deliveries"]; count: number }[]>`
    SELECT alert_id, status, count(*)::int AS count FROM deliveries WHERE alert_id = ANY(${alertIds}::uuid[]) GROUP BY alert_id, status`;
  const counts = new Map<string, AlertItemShape["deliveries"]>();
  for (const { alert_id, status, count } of rows) {
    const of = counts.get(alert_id) ?? { sent: 0, pending: 0, failed: 0, skipped: 0 };
    of[status] = count;
    counts.set(alert_id, of);
  }
  return counts;
}

/** One alert: its payload, every delivery with every attempt, and the trace, computed again from the configuration it was routed with. */
export async function getAlert(actor: Actor, id: string): Promise<{ alert: Omit<AlertShape, "payload">; payloadText: string }> {
  authorize(actor, "read");
  const uuid = readId("alert", id);
  const [row] = uuid
    ? await db().$queryRaw<(Row & { payload: string })[]>`
        SELECT ${columns}, a.payload::text AS payload FROM alerts a LEFT JOIN environments e ON e.id = a.environment_id
        WHERE a.id = ${uuid}::uuid AND a.organization_id = ${actor.organizationId}::uuid`
    : [];
  if (!row) throw notFound("alert");
  const { deliveries: _, ...item } = await showItem(row, new Map());
  const config = row.config_version === null ? null : await loadConfig(row.organization_id, row.config_version);
  const alert = {
    ...item,
    dedup_key: row.dedup_key,
    channels: await channelsOf(row),
    deliveries: await listDeliveries(actor, row.id),
    trace: config && showTrace(planDeliveries({ name: row.name, environmentId: row.environment_id }, config).trace),
  };
  return { alert, payloadText: row.payload };
}

async function listDeliveries(actor: Actor, alertId: string): Promise<DeliveryShape[]> {
  const rows = await db().delivery.findMany({
    where: { alertId },
    orderBy: { id: "asc" },
    include: { destination: { include: { state: true } }, attempts: { orderBy: { number: "asc" } } },
  });
  const now = Date.now();
  // What a receiver answered may say more of it than members are to know.
  const showsAnswers = actor.type === "key" || actor.role === "admin";
  return rows.map((row) => {
    const pending = row.status === "pending";
    const inFlight = pending && row.attempts.at(-1)?.finishedAt === null;
    const waiting = pending && !inFlight ? waitingUntil(readFlow(row.destination.state?.flow), now) : null;
    return {
      id: showId("dlv", row.id),
      destination: { id: showId("dest", row.destinationId), name: row.destination.name, kind: row.destination.kind },
      status: row.status as DeliveryShape["status"],
      reason: waiting?.reason ?? row.reason,
      attempts: row.attempts.map((attempt) => ({
        number: attempt.number,
        started_at: attempt.startedAt.toISOString(),
        duration_ms: attempt.durationMs,
        outcome: attempt.outcome,
        status_code: attempt.statusCode,
        error: attempt.error,
        response_excerpt: showsAnswers ? attempt.responseExcerpt : null,
        maybe_delivered: attempt.maybeDelivered,
      })),
      next_attempt_at: pending && !inFlight ? new Date(Math.max(row.dueAt.getTime(), waiting?.until ?? 0)).toISOString() : null,
      sent_at: row.sentAt?.toISOString() ?? null,
    };
  });
}

/** A trace as the API shows it. */
const showTrace = (trace: Trace): TraceShape => ({
  config_version: trace.configVersion,
  channels: trace.channels.map((entry) => ({ ...entry, id: showId("chan", entry.id) })),
  subscriptions: trace.subscriptions.map((entry) => ({ ...entry, id: showId("sub", entry.id) })),
  destinations: trace.destinations.map(({ id, subscriptionIds, ...entry }) => ({
    ...entry,
    id: showId("dest", id),
    subscription_ids: subscriptionIds.map((subscription) => showId("sub", subscription)),
  })),
});

/** What an alert of this name would lead to under today's configuration. Nothing is stored and nothing is sent. Refuses an environment as publishing does. */
export async function explain(
  actor: Actor,
  input: { name: string; payload?: Record<string, unknown>; environment?: string | null },
): Promise<TraceShape> {
  authorize(actor, "read");
  const config = await currentConfig(actor.organizationId);
  const [environmentId = null] = await environmentsOf(actor, [input], false);
  return showTrace(planDeliveries({ name: input.name, environmentId }, config).trace);
}
