import type { DestinationHealthShape } from "../../domain/delivering/destination-health";
import { waitingUntil } from "../../domain/delivering/flow";
import { firstIdAt, showId } from "../../domain/id";
import { type Actor, authorize } from "../../domain/people/actor";
import { hourMs } from "../../domain/time";
import { readFlow } from "../../engine/deliver/flow";
import { db } from "../../postgres/db";
import { remember } from "../../postgres/remember";

const hours = 24;
/** Most deliveries of one hour that are counted, and of those that wait: enough to see a shape by. */
const maxCounted = 1_000;
/** Deliveries, newest first, among which the last success and the last error are looked for. */
const maxLookedAt = 1_000;

interface Row {
  id: string;
  flow: unknown;
  subscriptions: number;
  pending: number;
  sent_at: Date | null;
  error: { at: string; outcome: string; error: string; alert_id: string } | null;
  sent: number[];
  failed: number[];
}

/** How every destination has fared lately, newest destination first. The figures are of the last seconds. */
export async function listDestinationHealth(actor: Actor): Promise<{ data: DestinationHealthShape[] }> {
  authorize(actor, "read");
  return remember(`health ${actor.organizationId}`, () => readHealth(actor.organizationId));
}

async function readHealth(organizationId: string): Promise<{ data: DestinationHealthShape[] }> {
  const now = Date.now();
  const from = Array.from({ length: hours }, (_, index) => (Math.floor(now / hourMs) - (hours - 1) + index) * hourMs);
  const starts = from.map((at) => firstIdAt(new Date(at)));
  const ends = from.map((at) => firstIdAt(new Date(at + hourMs)));
  // Each part reads a bounded number of a destination's newest deliveries, by the index deliveries_of_destination.
  const rows = await db().$queryRaw<Row[]>`
    SELECT t.id, s.flow,
      (SELECT count(*) FROM subscription_destinations x WHERE x.destination_id = t.id)::int AS subscriptions,
      (SELECT count(*) FROM (SELECT 1 FROM deliveries d WHERE d.destination_id = t.id AND d.status = 'pending' LIMIT ${maxCounted}) x)::int AS pending,
      (SELECT sent_at FROM (SELECT sent_at FROM deliveries d WHERE d.destination_id = t.id ORDER BY d.id DESC LIMIT ${maxLookedAt}) x
        WHERE sent_at IS NOT NULL LIMIT 1) AS sent_at,
      (SELECT jsonb_build_object('at', a.finished_at, 'outcome', a.outcome, 'error', a.error, 'alert_id', x.alert_id) FROM (
          SELECT id, alert_id, status, attempt_count FROM deliveries d WHERE d.destination_id = t.id ORDER BY d.id DESC LIMIT ${maxLookedAt}
        ) x CROSS JOIN LATERAL (
          SELECT finished_at, outcome, error FROM attempts a WHERE a.delivery_id = x.id AND a.error IS NOT NULL ORDER BY number DESC LIMIT 1
        ) a WHERE x.attempt_count > CASE WHEN x.status = 'sent' THEN 1 ELSE 0 END LIMIT 1) AS error,
      h.sent, h.failed
    FROM destinations t
    LEFT JOIN destination_states s ON s.destination_id = t.id
    CROSS JOIN LATERAL (
      SELECT array_agg(c.sent ORDER BY r.first) AS sent, array_agg(c.failed ORDER BY r.first) AS failed
      FROM unnest(${starts}::uuid[], ${ends}::uuid[]) AS r (first, next)
      CROSS JOIN LATERAL (
        SELECT (count(*) FILTER (WHERE status = 'sent'))::int AS sent, (count(*) FILTER (WHERE status = 'failed'))::int AS failed
        FROM (SELECT status FROM deliveries d WHERE d.destination_id = t.id AND d.id >= r.first AND d.id < r.next ORDER BY d.id DESC LIMIT ${maxCounted}) x
      ) c
    ) h
    WHERE t.organization_id = ${organizationId}::uuid AND t.deleted_at IS NULL
    ORDER BY t.id DESC`;
  return { data: rows.map((row) => show(row, from, now)) };
}

function show(row: Row, from: readonly number[], now: number): DestinationHealthShape {
  const flow = readFlow(row.flow);
  const waiting = waitingUntil(flow, now);
  const lastSuccess = Math.max(flow.lastSuccessAt ?? 0, row.sent_at?.getTime() ?? 0);
  return {
    destination_id: showId("dest", row.id),
    subscriptions: row.subscriptions,
    last_success_at: lastSuccess > 0 ? new Date(lastSuccess).toISOString() : null,
    last_error: row.error && {
      at: new Date(row.error.at).toISOString(),
      outcome: row.error.outcome,
      error: row.error.error,
      alert_id: showId("alert", row.error.alert_id),
    },
    waiting: waiting && { reason: waiting.reason, until: new Date(waiting.until).toISOString() },
    pending: row.pending,
    hours: from.map((at, index) => ({ from: new Date(at).toISOString(), sent: row.sent[index] ?? 0, failed: row.failed[index] ?? 0 })),
  };
}
