import { announce } from "../../changes/change-feed";
import { batched } from "../../postgres/batch";
import { columns } from "../../postgres/columns";
import { prepared } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { deliveringTogether } from "./in-turn";
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
  runner_id: string;
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

/** What one run asks for its destination: to write these, and to claim up to `limit`. */
interface Round {
  taken: Taken;
  runnerId: string;
  settled: readonly Settled[];
  limit: number;
}

/**
 * One statement for the rounds of any number of destinations: writes what finished attempts came to, keeps the flows, renews the runs' holds, and
 * claims up to `limit` due deliveries of each with their attempts begun. When this returns they are committed, so their sockets may open. A due
 * resolve waits while its trigger does, and is skipped where that never came. An attempt that an earlier run left open becomes `interrupted`. An
 * answer that comes once another run has claimed its delivery changes nothing; what was learned before a destination's flow began anew is not kept,
 * and what is to be repeated then is due at once. While a pause is on record, nothing is claimed.
 *
 * Rows: as many settled and claimed as the destinations have slots (1 to 20 each). By primary key, but for `due`, which reads
 * `deliveries_due` from each destination's oldest entry on.
 *
 * The plan of a prepared statement is made while the tables are small, and kept while they grow until they are analyzed. `number = abs(number)`
 * changes no result and makes the planner expect few settled rows, which it then looks up by primary key instead of reading all that is
 * pending: 8 settled rows among 120,000 deliveries, half of them pending, took 2 ms with it and 30 to 90 ms without (2026-11, two busy cores,
 * plan made on empty tables). `d.status || '' = 'pending'` does as much; both together no more.
 */
function statement(rounds: readonly Round[]): Prisma.Sql {
  const finished = rounds.flatMap(({ taken, settled }) => settled.map((one) => ({ ...one, destinationId: taken.id })));
  const column = columns(finished);
  const of = <Value>(read: (round: Round) => Value): Value[] => rounds.map(read);
  return Prisma.sql`
  WITH rounds AS (
    SELECT * FROM unnest(${of(({ taken }) => taken.id)}::uuid[], ${of(({ runnerId }) => runnerId)}::uuid[], ${of(({ limit }) => limit)}::int[],
        ${of(({ taken }) => taken.updatedAt)}::timestamptz[], ${of(({ taken }) => JSON.stringify(taken.flow))}::jsonb[],
        ${of(({ taken }) => taken.flow.begunAt)}::numeric[], ${of(({ taken }) => taken.flow.receiverSince)}::numeric[],
        ${of(({ taken }) => taken.flow.pausedUntil)}::numeric[])
      AS r (destination_id, runner_id, claims, updated_at, flow, begun_at, receiver_since, paused_until)
  ), own AS (
    SELECT r.* FROM rounds r JOIN destination_states s ON s.destination_id = r.destination_id AND s.runner_id = r.runner_id
    ORDER BY r.destination_id FOR UPDATE OF s
  ), runner AS (
    UPDATE destination_states s SET runner_until = now() + ${lease}, updated_at = now(),
      flow = CASE WHEN s.flow->>'begunAt' IS NOT DISTINCT FROM r.begun_at::text
        THEN s.flow || r.flow || jsonb_build_object('pausedUntil', greatest((s.flow->>'pausedUntil')::numeric, r.paused_until)) ELSE s.flow END
    FROM own r WHERE s.destination_id = r.destination_id
    RETURNING r.destination_id, r.runner_id, r.claims, r.updated_at AS version,
      coalesce((s.flow->>'pausedUntil')::numeric, 0) <= extract(epoch FROM now()) * 1000 AS may_send,
      s.flow->>'begunAt' IS DISTINCT FROM r.begun_at::text AS began_anew,
      s.flow->>'receiverSince' IS NOT DISTINCT FROM r.receiver_since::text AS has_receiver
  ), settled AS (
    SELECT * FROM unnest(${column("destinationId")}::uuid[], ${column("deliveryId")}::uuid[], ${column("number")}::int[], ${column("durationMs")}::int[],
        ${column("outcome")}::text[], ${column("statusCode")}::int[], ${column("error")}::text[], ${column("responseExcerpt")}::text[],
        ${column("maybeDelivered")}::bool[], ${column("status")}::text[], ${column("reason")}::text[], ${column("dueAt")}::timestamptz[],
        ${column("triesUsed")}::int[], ${column("sentWith")}::text[], ${column("retryAt")}::timestamptz[])
      AS s (destination_id, delivery_id, number, duration_ms, outcome, status_code, error, excerpt, maybe, status, reason, due_at, tries_used, sent_with,
        retry_at)
    WHERE number = abs(number)
  ), finished AS (
    UPDATE attempts t SET finished_at = now(), duration_ms = s.duration_ms, outcome = s.outcome, status_code = s.status_code, error = s.error,
      response_excerpt = s.excerpt, maybe_delivered = s.maybe, retry_at = s.retry_at
    FROM settled s WHERE t.delivery_id = s.delivery_id AND t.number = s.number AND t.finished_at IS NULL
  ), closed AS (
    UPDATE deliveries d SET status = s.status, reason = s.reason,
      due_at = CASE WHEN s.status = 'pending' AND r.began_anew THEN greatest(now(), CASE WHEN r.has_receiver THEN s.retry_at END) ELSE s.due_at END,
      tries_used = CASE WHEN s.status = 'pending' AND r.began_anew THEN 0 ELSE s.tries_used END,
      sent_at = CASE WHEN s.status = 'sent' THEN now() END, sent_with = coalesce(s.sent_with, d.sent_with)
    FROM settled s LEFT JOIN runner r ON r.destination_id = s.destination_id
    WHERE d.id = s.delivery_id AND d.attempt_count = s.number AND d.status = 'pending'
  ), due AS (
    SELECT l.id, r.runner_id FROM runner r JOIN destinations x ON x.id = r.destination_id AND x.enabled AND x.updated_at = r.version
    CROSS JOIN LATERAL (
      SELECT id FROM deliveries
      WHERE destination_id = r.destination_id AND status = 'pending' AND due_at <= now() AND id NOT IN (SELECT delivery_id FROM settled) AND NOT ${isHeld}
      ORDER BY due_at LIMIT r.claims FOR UPDATE SKIP LOCKED) l
    WHERE r.may_send AND r.claims > 0
  ), skipped AS (
    UPDATE deliveries d SET status = 'skipped', reason = 'trigger_not_sent' FROM due WHERE d.id = due.id AND ${isUnheard} RETURNING d.id
  ), claimed AS (
    UPDATE deliveries d SET attempt_count = d.attempt_count + 1, due_at = now() + ${lease}
    FROM due WHERE d.id = due.id AND due.id NOT IN (SELECT id FROM skipped)
    RETURNING due.runner_id, d.id, d.alert_id, d.attempt_count, d.tries_used, d.rendered
  ), interrupted AS (
    ${interrupt(Prisma.sql`due`)}
  ), begun AS (
    INSERT INTO attempts (delivery_id, number, started_at) SELECT id, attempt_count, now() FROM claimed
  )
  SELECT c.runner_id, c.id, c.attempt_count, c.tries_used, c.rendered, a.id AS alert_id, a.name, a.payload::text AS payload, e.slug AS environment,
    a.severity, a.action, a.dedup_key, a.source, a.created_at,
    CASE WHEN c.tries_used > 0 THEN
      ARRAY(SELECT t.outcome FROM attempts t WHERE t.delivery_id = c.id AND t.outcome IS NOT NULL ORDER BY t.number DESC)
    ELSE '{}' END AS earlier_outcomes
  FROM claimed c JOIN alerts a ON a.id = c.alert_id LEFT JOIN environments e ON e.id = a.environment_id`;
}

const claimedOf = (row: ClaimedRow): Claimed => ({
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
});

/** Of the slots that are free, few are filled as a rule: what a round weighs among others. */
const slotsOfRow = 8;

const inRound = batched<Round, Claimed[]>({
  ...deliveringTogether,
  name: "settleAndClaim",
  rowsOf: ({ settled, limit }) => 1 + settled.length + Math.floor(limit / slotsOfRow),
  ownerOf: ({ taken }) => taken.organizationId,
  write: async (rounds) => {
    const rows = await prepared<ClaimedRow>("settle_and_claim", statement(rounds));
    const byRunner = new Map<string, Claimed[]>(rounds.map(({ runnerId }) => [runnerId, []]));
    for (const row of rows) byRunner.get(row.runner_id)?.push(claimedOf(row));
    const claimed = rounds.map(({ runnerId }) => byRunner.get(runnerId) ?? []);
    const changed = rounds.filter(({ settled }, index) => settled.length > 0 || (claimed[index]?.length ?? 0) > 0);
    for (const organizationId of new Set(changed.map(({ taken }) => taken.organizationId))) announce(organizationId, "alerts");
    return claimed;
  },
});

/** Settles what finished and claims what may go next, in one commit; what destinations ask at the same moment is one statement. */
export const settleAndClaim = (taken: Taken, runnerId: string, settled: readonly Settled[], limit: number): Promise<Claimed[]> =>
  inRound({ taken, runnerId, settled, limit });
