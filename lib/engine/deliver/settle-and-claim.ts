import { announce } from "../../changes/change-feed";
import { columns } from "../../postgres/columns";
import { prepared } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { interrupt } from "./interrupt";
import { isHeld, isUnheard } from "./resolve";
import { lease, type Taken } from "./take";
/** A delivery whose attempt is on record and whose socket may open now. */
export interface Claimed {
  id: string;
  number: number;
  triesUsed: number;
  /** Outcomes of the attempts before, newest first; none while no try is used. */
  earlierOutcomes: string[];
  rendered: string | null;
  /** What was rendered for the newest delivery of the same dedup key before, once it was looked up. */
  renderedBefore?: string | null;
  alert: {
    id: string;
    name: string;
    payload: string;
    environment: string | null;
    severity: string | null;
    action: "trigger" | "resolve";
    dedupKey: string | null;
    source: string;
    createdAt: Date;
  };
}

/** What an attempt came to, and what follows for its delivery. */
export interface Settled {
  deliveryId: string;
  number: number;
  durationMs: number;
  outcome: string;
  statusCode: number | null;
  error: string | null;
  responseExcerpt: string | null;
  maybeDelivered: boolean;
  status: "sent" | "failed" | "pending";
  reason: string | null;
  dueAt: Date;
  /** The earliest instant that the receiver named for a repeat. */
  retryAt: Date | null;
  triesUsed: number;
  /** Encrypted config fields that a later resolve needs. */
  sentWith: string | null;
}

interface ClaimedRow {
  id: string;
  attempt_count: number;
  tries_used: number;
  earlier_outcomes: string[];
  rendered: string | null;
  alert_id: string;
  name: string;
  payload: string;
  environment: string | null;
  severity: string | null;
  action: "trigger" | "resolve";
  dedup_key: string | null;
  source: string;
  created_at: Date;
}

/**
 * One statement: writes what finished attempts came to, keeps the flow, renews the run's hold, and claims up to `limit` due
 * deliveries with their attempts begun. When this returns they are committed, so their sockets may open. A due resolve waits while its trigger
 * does, and is skipped where that never came. An attempt that an earlier run left open becomes `interrupted`. An answer that comes once another run has claimed its
 * delivery changes nothing; what was learned before a destination's flow began anew is not kept, and what is to be repeated then is due at once. While a pause is on record, nothing is claimed.
 *
 * Rows: as many settled and claimed as the destination has slots (1 to 20). By primary key, but for `due`, which reads
 * `deliveries_due` from its oldest entry on.
 *
 * The plan of a prepared statement is made while the tables are small, and kept while they grow until they are analyzed. `number = abs(number)`
 * changes no result and makes the planner expect few settled rows, which it then looks up by primary key instead of reading all that is
 * pending: 8 settled rows among 120,000 deliveries, half of them pending, took 2 ms with it and 30 to 90 ms without (2026-11, two busy cores,
 * plan made on empty tables). `d.status || '' = 'pending'` does as much; both together no more.
 */
function statement(taken: Taken, runnerId: string, settled: readonly Settled[], limit: number): Prisma.Sql {
  const column = columns(settled);
  return Prisma.sql`
  WITH runner AS (
    UPDATE destination_states SET runner_until = now() + ${lease}, updated_at = now(),
      flow = CASE WHEN flow->>'begunAt' IS NOT DISTINCT FROM ${taken.flow.begunAt}::numeric::text
        THEN flow || ${JSON.stringify(taken.flow)}::jsonb
          || jsonb_build_object('pausedUntil', greatest((flow->>'pausedUntil')::numeric, ${taken.flow.pausedUntil}::numeric)) ELSE flow END
    WHERE destination_id = ${taken.id}::uuid AND runner_id = ${runnerId}::uuid
    RETURNING coalesce((flow->>'pausedUntil')::numeric, 0) <= extract(epoch FROM now()) * 1000 AS may_send,
      flow->>'begunAt' IS DISTINCT FROM ${taken.flow.begunAt}::numeric::text AS began_anew,
      flow->>'receiverSince' IS NOT DISTINCT FROM ${taken.flow.receiverSince}::numeric::text AS has_receiver
  ), anew AS (
    SELECT has_receiver FROM runner WHERE began_anew
  ), settled AS (
    SELECT * FROM unnest(${column("deliveryId")}::uuid[], ${column("number")}::int[], ${column("durationMs")}::int[], ${column("outcome")}::text[],
        ${column("statusCode")}::int[], ${column("error")}::text[], ${column("responseExcerpt")}::text[], ${column("maybeDelivered")}::bool[],
        ${column("status")}::text[], ${column("reason")}::text[], ${column("dueAt")}::timestamptz[], ${column("triesUsed")}::int[],
        ${column("sentWith")}::text[], ${column("retryAt")}::timestamptz[])
      AS s (delivery_id, number, duration_ms, outcome, status_code, error, excerpt, maybe, status, reason, due_at, tries_used, sent_with, retry_at)
    WHERE number = abs(number)
  ), finished AS (
    UPDATE attempts t SET finished_at = now(), duration_ms = s.duration_ms, outcome = s.outcome, status_code = s.status_code, error = s.error,
      response_excerpt = s.excerpt, maybe_delivered = s.maybe, retry_at = s.retry_at
    FROM settled s WHERE t.delivery_id = s.delivery_id AND t.number = s.number AND t.finished_at IS NULL
  ), closed AS (
    UPDATE deliveries d SET status = s.status, reason = s.reason,
      due_at = CASE WHEN s.status = 'pending' AND EXISTS (SELECT 1 FROM anew)
        THEN greatest(now(), CASE WHEN (SELECT has_receiver FROM anew) THEN s.retry_at END) ELSE s.due_at END,
      tries_used = CASE WHEN s.status = 'pending' AND EXISTS (SELECT 1 FROM anew) THEN 0 ELSE s.tries_used END,
      sent_at = CASE WHEN s.status = 'sent' THEN now() END, sent_with = coalesce(s.sent_with, d.sent_with)
    FROM settled s WHERE d.id = s.delivery_id AND d.attempt_count = s.number AND d.status = 'pending'
  ), due AS (
    SELECT id FROM deliveries
    WHERE destination_id = ${taken.id}::uuid AND status = 'pending' AND due_at <= now() AND id <> ALL (${column("deliveryId")}::uuid[])
      AND EXISTS (SELECT 1 FROM destinations x WHERE x.id = ${taken.id}::uuid AND x.enabled AND x.updated_at = ${taken.updatedAt}::timestamptz)
      AND EXISTS (SELECT 1 FROM runner WHERE may_send)
      AND NOT ${isHeld}
    ORDER BY due_at LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
  ), skipped AS (
    UPDATE deliveries d SET status = 'skipped', reason = 'trigger_not_sent' FROM due WHERE d.id = due.id AND ${isUnheard} RETURNING d.id
  ), claimed AS (
    UPDATE deliveries d SET attempt_count = d.attempt_count + 1, due_at = now() + ${lease}
    FROM due WHERE d.id = due.id AND due.id NOT IN (SELECT id FROM skipped) RETURNING d.id, d.alert_id, d.attempt_count, d.tries_used, d.rendered
  ), interrupted AS (
    ${interrupt(Prisma.sql`due`)}
  ), begun AS (
    INSERT INTO attempts (delivery_id, number, started_at) SELECT id, attempt_count, now() FROM claimed
  )
  SELECT c.id, c.attempt_count, c.tries_used, c.rendered, a.id AS alert_id, a.name, a.payload::text AS payload, e.slug AS environment,
    a.severity, a.action, a.dedup_key, a.source, a.created_at,
    CASE WHEN c.tries_used > 0 THEN
      ARRAY(SELECT t.outcome FROM attempts t WHERE t.delivery_id = c.id AND t.outcome IS NOT NULL ORDER BY t.number DESC)
    ELSE '{}' END AS earlier_outcomes
  FROM claimed c JOIN alerts a ON a.id = c.alert_id LEFT JOIN environments e ON e.id = a.environment_id`;
}

/** Settles what finished and claims what may go next, in one commit. */
export async function settleAndClaim(taken: Taken, runnerId: string, settled: readonly Settled[], limit: number): Promise<Claimed[]> {
  const rows = await prepared<ClaimedRow>("settle_and_claim", statement(taken, runnerId, settled, limit));
  if (settled.length > 0 || rows.length > 0) announce(taken.organizationId, "alerts");
  return rows.map((row) => ({
    id: row.id,
    number: row.attempt_count,
    triesUsed: row.tries_used,
    earlierOutcomes: row.earlier_outcomes,
    rendered: row.rendered,
    alert: {
      id: row.alert_id,
      name: row.name,
      payload: row.payload,
      environment: row.environment,
      severity: row.severity,
      action: row.action,
      dedupKey: row.dedup_key,
      source: row.source,
      createdAt: row.created_at,
    },
  }));
}
