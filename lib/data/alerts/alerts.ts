import { loadConfig } from "../../changes/config-versions";
import { kindOf } from "../../destinations";
import type { AlertFilter, AlertItemShape, AlertShape } from "../../domain/alerts/alert";
import type { DeliveryShape } from "../../domain/alerts/delivery";
import { sayOutcomeLine } from "../../domain/alerts/outcome-line";
import { sayReason } from "../../domain/alerts/reasons";
import type { TraceShape } from "../../domain/alerts/trace";
import { readId, showId } from "../../domain/id";
import { type Actor, authorize } from "../../domain/people/actor";
import { notFound } from "../../domain/problem";
import type { RoutingConfig } from "../../domain/routing/routing";
import { db } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { type Page, type PageInput, readCursor, toPage } from "../../postgres/page";
import { limitSearches } from "../../request/limit-searches";
import { nextAttempt } from "../deliveries/waiting";
import { readsMany, whereAlerts } from "./filter";
import { channelsOf, countDeliveries, showAlertItem } from "./items";
import { type AlertRow, alertColumns } from "./row";
import { findTrace, showEnd, showTrace } from "./trace";

const { sql } = Prisma;

/** Alerts, newest first, with what became of each. Throws 429 while too many searches run. */
export async function listAlerts(actor: Actor, filter: AlertFilter, page: PageInput): Promise<Page<AlertItemShape>> {
  authorize(actor, "read");
  const read = () => readAlerts(actor, filter, page);
  return readsMany(filter) ? limitSearches(actor, read) : read();
}

async function readAlerts(actor: Actor, filter: AlertFilter, { limit, cursor }: PageInput): Promise<Page<AlertItemShape>> {
  const before = readCursor("alerts", cursor);
  const rows = await db().$queryRaw<AlertRow[]>`
    SELECT ${alertColumns} FROM alerts a LEFT JOIN environments e ON e.id = a.environment_id
    WHERE ${whereAlerts(actor, filter)} ${before ? sql`AND a.id < ${before}::uuid` : Prisma.empty}
    ORDER BY a.id DESC LIMIT ${limit + 1}`;
  const counts = await countDeliveries(
    actor,
    rows.map(({ id }) => id),
  );
  const page = toPage("alerts", rows, limit, (row) => row);
  return { data: await Promise.all(page.data.map((row) => showAlertItem(actor, row, counts))), next_cursor: page.next_cursor };
}

/**
 * One alert: its payload, every delivery with every attempt, and the trace, computed again from the configuration it was routed with. Throws
 * 404.
 */
export async function getAlert(actor: Actor, id: string): Promise<{ alert: Omit<AlertShape, "payload">; payloadText: string }> {
  authorize(actor, "read");
  const uuid = readId("alert", id);
  const [row] = uuid
    ? await db().$queryRaw<(AlertRow & { payload: string })[]>`
        SELECT ${alertColumns}, a.payload::text AS payload FROM alerts a LEFT JOIN environments e ON e.id = a.environment_id
        WHERE a.id = ${uuid}::uuid AND a.organization_id = ${actor.organizationId}::uuid`
    : [];
  if (!row) throw notFound("alert");
  const { deliveries: _, ...item } = await showAlertItem(actor, row, new Map());
  const config = row.config_version === null ? null : await loadConfig(actor.organizationId, row.config_version);
  const deliveries = await listDeliveries(actor, row.id);
  const alert = {
    ...item,
    said: sayOutcomeLine({ routed_at: item.routed_at, deliveries }, await openAt(row)),
    dedup_key: row.dedup_key,
    event_id: row.event_id && showId("event", row.event_id),
    channels: await channelsOf(actor, row),
    deliveries,
    trace: config && (await traceOfRow(actor, row, config, deliveries)),
  };
  return { alert, payloadText: row.payload };
}

/** What routing considered, computed again, and who has a delivery of a resolve without it. */
async function traceOfRow(actor: Actor, row: AlertRow, config: RoutingConfig, deliveries: readonly DeliveryShape[]): Promise<TraceShape> {
  const trace = showTrace(await findTrace(actor, { name: row.name, environmentId: row.environment_id }, config));
  if (row.action !== "resolve") return trace;
  const considered = new Set(trace.destinations.map(({ id }) => id));
  const others = deliveries.flatMap(({ destination }) => (considered.has(destination.id) ? [] : [showEnd(destination)]));
  return { ...trace, destinations: [...trace.destinations, ...others] };
}

/** The names of the destinations that heard this trigger and no end of it. One look by `alerts_dedup`, for a trigger with a key. */
async function openAt({ id, organization_id, action, dedup_key }: AlertRow): Promise<string[]> {
  if (action !== "trigger" || dedup_key === null) return [];
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT t.name FROM deliveries d JOIN destinations t ON t.id = d.destination_id
    WHERE d.alert_id = ${id}::uuid AND d.status = 'sent' AND NOT EXISTS (
      SELECT 1 FROM alerts r JOIN deliveries e ON e.alert_id = r.id AND e.destination_id = d.destination_id AND e.status = 'sent'
      WHERE r.organization_id = ${organization_id}::uuid AND r.dedup_key = ${dedup_key} AND r.action = 'resolve' AND r.id > ${id}::uuid)
    ORDER BY d.id`;
  return rows.map(({ name }) => name);
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
    const inFlight = row.attempts.at(-1)?.finishedAt === null;
    const { reason, next_attempt_at } = nextAttempt({ ...row, inFlight, flow: row.destination.state?.flow }, now);
    return {
      id: showId("dlv", row.id),
      destination: { id: showId("dest", row.destinationId), name: row.destination.name, kind: row.destination.kind },
      status: row.status as DeliveryShape["status"],
      reason,
      said: reason && sayReason(reason, kindOf(row.destination.kind)?.outcomes),
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
      next_attempt_at,
      sent_at: row.sentAt?.toISOString() ?? null,
    };
  });
}
