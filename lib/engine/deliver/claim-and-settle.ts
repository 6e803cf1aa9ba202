import { announce } from "../../changes/change-feed";
import { kindOf } from "../../destinations";
import type { DestinationKind } from "../../destinations/kind";
import type { Flow } from "../../domain/flow";
import { pool } from "../../postgres/db";
import { type Config, type Owner, openConfig, sealedColumns } from "../../postgres/sealed";
import { DecryptError } from "../../postgres/secrets";
import { activeSecrets } from "../../postgres/signing-secrets";
import { readFlow } from "./flow";

/** How long a run holds a destination without a sign of life, and a delivery without an answer: the deadline of an attempt (15 s) + 15 s. */
export const leaseSeconds = 30;

/** A destination that this run works, opened for sending. */
export interface Taken {
  id: string;
  organizationId: string;
  organization: string;
  /** What the runner claims with: a config that was changed meanwhile claims nothing more. */
  updatedAt: Date;
  kind: DestinationKind;
  /** Decrypted; null when a key is gone. */
  opened: { config: Config; signingSecrets: string[] } | null;
  flow: Flow;
}

/**
 * Takes a destination for one run. Null when another run is at work: that one is told to look once more before it ends.
 * Deliveries of a destination that is off or gone are skipped.
 */
export async function takeDestination(id: string, runnerId: string): Promise<Taken | null> {
  const { rows } = await pool().query<{ taken: boolean; flow: unknown }>({
    name: "take_destination",
    text: `UPDATE destination_states s SET
        wake_requested = NOT free, runner_id = CASE WHEN free THEN $2::uuid ELSE runner_id END,
        runner_until = CASE WHEN free THEN now() + interval '${leaseSeconds} seconds' ELSE runner_until END
      FROM (SELECT destination_id, runner_id IS NULL OR runner_until < now() AS free FROM destination_states WHERE destination_id = $1 FOR UPDATE) x
      WHERE s.destination_id = x.destination_id RETURNING free AS taken, flow`,
    values: [id, runnerId],
  });
  if (!rows[0]?.taken) return null;
  const found = await pool().query<{
    organization_id: string;
    organization: string;
    kind: string;
    config: Config;
    signing_secrets: unknown;
    updated_at: Date;
    off: string | null;
  }>({
    name: "open_destination",
    text: `SELECT d.organization_id, o.name AS organization, d.kind, d.config, d.signing_secrets, d.updated_at,
        CASE WHEN d.deleted_at IS NOT NULL THEN 'destination_deleted' WHEN NOT d.enabled THEN 'destination_disabled' WHEN d.verified_at IS NULL THEN 'destination_unverified' END AS off
      FROM destinations d JOIN organizations o ON o.id = d.organization_id WHERE d.id = $1`,
    values: [id],
  });
  const row = found.rows[0];
  const kind = row && kindOf(row.kind);
  if (!row || !kind || row.off) {
    await pool().query(`UPDATE deliveries SET status = 'skipped', reason = $2 WHERE destination_id = $1 AND status = 'pending'`, [
      id,
      row?.off ?? "destination_deleted",
    ]);
    await releaseDestination(id, runnerId);
    return null;
  }
  return {
    id,
    organizationId: row.organization_id,
    organization: row.organization,
    updatedAt: row.updated_at,
    kind,
    opened: open({ id, organizationId: row.organization_id }, row.config, row.signing_secrets),
    flow: readFlow(rows[0].flow),
  };
}

function open(owner: Owner, config: Config, signingSecrets: unknown): Taken["opened"] {
  try {
    return {
      config: openConfig(sealedColumns.destinationConfig, owner, config),
      signingSecrets: activeSecrets(sealedColumns.destinationSigningSecrets, owner, signingSecrets),
    };
  } catch (error) {
    if (error instanceof DecryptError) return null;
    throw error;
  }
}

/** Lets a destination go. True when a wake came meanwhile: the destination wants another look. */
export async function releaseDestination(id: string, runnerId: string): Promise<boolean> {
  const { rows } = await pool().query<{ woken: boolean }>({
    name: "release_destination",
    text: `UPDATE destination_states s SET wake_requested = false, runner_id = NULL
      FROM (SELECT destination_id, wake_requested FROM destination_states WHERE destination_id = $1 AND runner_id = $2 FOR UPDATE) x
      WHERE s.destination_id = x.destination_id RETURNING x.wake_requested AS woken`,
    values: [id, runnerId],
  });
  return rows[0]?.woken === true;
}

/** A delivery whose attempt is on record and whose socket may open now. */
export interface Claimed {
  id: string;
  number: number;
  triesUsed: number;
  /** Outcomes of the attempts before, newest first; none while no try is used. */
  earlierOutcomes: string[];
  rendered: string | null;
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
  triesUsed: number;
  /** Encrypted config fields that a later resolve needs. */
  sentWith: string | null;
}

/** Kinds that drop a resolve which comes before its trigger. */
const closesTriggers = (kind: DestinationKind): boolean => kind.resolveFields !== undefined;

/** A resolve waits while a trigger that it closes is still to be sent to the same destination. */
const isHeld = `EXISTS (
      SELECT 1 FROM alerts r
      JOIN alerts o ON o.organization_id = r.organization_id AND o.dedup_key = r.dedup_key AND o.action = 'trigger' AND o.id < r.id
      JOIN deliveries p ON p.alert_id = o.id AND p.destination_id = deliveries.destination_id AND p.status = 'pending'
      WHERE r.id = deliveries.alert_id AND r.action = 'resolve')`;

/**
 * The plan of a prepared statement is made while the tables are small, and kept while they grow, so two conditions that change no
 * result steer it: `number = abs(number)` makes the planner expect few settled rows, which it looks up by primary key instead of
 * reading the table; `|| ''` keeps it from reading all that is pending.
 */
const settleAndClaimText = `
  WITH runner AS (
    UPDATE destination_states SET runner_until = now() + interval '${leaseSeconds} seconds', flow = $3::jsonb, updated_at = now()
    WHERE destination_id = $1 AND runner_id = $2 RETURNING 1
  ), settled AS (
    SELECT * FROM unnest($4::uuid[], $5::int[], $6::int[], $7::text[], $8::int[], $9::text[], $10::text[], $11::bool[], $12::text[], $13::text[], $14::timestamptz[], $15::int[], $16::text[])
      AS s (delivery_id, number, duration_ms, outcome, status_code, error, excerpt, maybe, status, reason, due_at, tries_used, sent_with)
    WHERE number = abs(number)
  ), finished AS (
    UPDATE attempts t SET finished_at = now(), duration_ms = s.duration_ms, outcome = s.outcome, status_code = s.status_code, error = s.error,
      response_excerpt = s.excerpt, maybe_delivered = s.maybe
    FROM settled s WHERE t.delivery_id = s.delivery_id AND t.number = s.number AND t.finished_at IS NULL
  ), closed AS (
    UPDATE deliveries d SET status = s.status, reason = s.reason, due_at = s.due_at, tries_used = s.tries_used,
      sent_at = CASE WHEN s.status = 'sent' THEN now() END, sent_with = coalesce(s.sent_with, d.sent_with)
    FROM settled s WHERE d.id = s.delivery_id AND d.attempt_count = s.number AND d.status || '' = 'pending'
  ), due AS (
    SELECT id FROM deliveries
    WHERE destination_id = $1 AND status = 'pending' AND due_at <= now() AND id <> ALL ($4::uuid[])
      AND EXISTS (SELECT 1 FROM destinations x WHERE x.id = $1 AND x.enabled AND x.updated_at = $18)
      AND EXISTS (SELECT 1 FROM runner)
      AND NOT ($20 AND ${isHeld})
    ORDER BY due_at LIMIT $17 FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE deliveries d SET attempt_count = d.attempt_count + 1, due_at = now() + interval '${leaseSeconds} seconds'
    FROM due WHERE d.id = due.id RETURNING d.id, d.alert_id, d.attempt_count, d.tries_used, d.rendered
  ), interrupted AS (
    UPDATE attempts t SET finished_at = now(), outcome = 'interrupted', maybe_delivered = true, error = $19
    FROM claimed c WHERE t.delivery_id = c.id AND t.finished_at IS NULL
  ), begun AS (
    INSERT INTO attempts (delivery_id, number, started_at) SELECT id, attempt_count, now() FROM claimed
  )
  SELECT c.id, c.attempt_count, c.tries_used, c.rendered, a.id AS alert_id, a.name, a.payload::text AS payload, e.slug AS environment,
    a.severity, a.action, a.dedup_key, a.source, a.created_at,
    CASE WHEN c.tries_used > 0 THEN
      ARRAY(SELECT t.outcome FROM attempts t WHERE t.delivery_id = c.id AND t.outcome IS NOT NULL ORDER BY t.number DESC)
    ELSE '{}' END AS earlier_outcomes
  FROM claimed c JOIN alerts a ON a.id = c.alert_id LEFT JOIN environments e ON e.id = a.environment_id`;

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
 * deliveries with their attempts begun. When this returns they are committed, so their sockets may open. An attempt that
 * an earlier run left open becomes `interrupted`. An answer that comes after its lease changes nothing.
 */
export async function settleAndClaim(
  taken: Taken,
  runnerId: string,
  settled: readonly Settled[],
  limit: number,
  interruptedText: string,
): Promise<Claimed[]> {
  const of = <Key extends keyof Settled>(key: Key) => settled.map((entry) => entry[key]);
  const { rows } = await pool().query<ClaimedRow>({
    name: "settle_and_claim",
    text: settleAndClaimText,
    values: [
      taken.id,
      runnerId,
      JSON.stringify(taken.flow),
      of("deliveryId"),
      of("number"),
      of("durationMs"),
      of("outcome"),
      of("statusCode"),
      of("error"),
      of("responseExcerpt"),
      of("maybeDelivered"),
      of("status"),
      of("reason"),
      of("dueAt"),
      of("triesUsed"),
      of("sentWith"),
      limit,
      taken.updatedAt,
      interruptedText,
      closesTriggers(taken.kind),
    ],
  });
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

/** Keeps what the first try of each delivery sends, before it is sent. */
export async function keepRendered(rendered: readonly { id: string; text: string }[]): Promise<void> {
  await pool().query(`UPDATE deliveries d SET rendered = r.text FROM unnest($1::uuid[], $2::text[]) AS r (id, text) WHERE d.id = r.id`, [
    rendered.map(({ id }) => id),
    rendered.map(({ text }) => text),
  ]);
}

/** What the trigger with this dedup key was sent to the destination with, encrypted; null when there is none. */
export async function findSentWith(destinationId: string, organizationId: string, dedupKey: string): Promise<string | null> {
  const { rows } = await pool().query<{ sent_with: string }>(
    `SELECT d.sent_with FROM alerts a JOIN deliveries d ON d.alert_id = a.id AND d.destination_id = $1
     WHERE a.organization_id = $2 AND a.dedup_key = $3 AND a.action = 'trigger' AND d.status = 'sent' AND d.sent_with IS NOT NULL
     ORDER BY a.id DESC LIMIT 1`,
    [destinationId, organizationId, dedupKey],
  );
  return rows[0]?.sent_with ?? null;
}

/** When the destination's next delivery is due (a lease's end counts), or null when nothing waits. */
export async function nextDue(destinationId: string, kind: DestinationKind): Promise<Date | null> {
  const { rows } = await pool().query<{ due_at: Date | null }>({
    name: "next_due",
    text: `SELECT min(due_at) AS due_at FROM deliveries WHERE destination_id = $1 AND status = 'pending' AND NOT ($2 AND ${isHeld})`,
    values: [destinationId, closesTriggers(kind)],
  });
  return rows[0]?.due_at ?? null;
}

/** What a sweep finds: whether alerts wait to be routed, and each destination that has something waiting, with when it is due. */
export async function findWaiting(): Promise<{ unrouted: boolean; destinations: { id: string; dueAt: Date }[] }> {
  const unrouted = await pool().query(`SELECT 1 FROM alerts WHERE routed_at IS NULL LIMIT 1`);
  const due = await pool().query<{ id: string; dueAt: Date }>(
    `SELECT s.destination_id AS id, n.due_at AS "dueAt" FROM destination_states s
     CROSS JOIN LATERAL (SELECT due_at FROM deliveries d WHERE d.destination_id = s.destination_id AND d.status = 'pending' ORDER BY due_at LIMIT 1) n`,
  );
  return { unrouted: unrouted.rows.length > 0, destinations: due.rows };
}

/** Ends every lease, where the caller knows that no other process can hold one (the embedded database, at start). */
export async function endLeases(): Promise<void> {
  await pool().query(`UPDATE destination_states SET runner_id = NULL WHERE runner_id IS NOT NULL`);
  await pool().query(
    `UPDATE deliveries d SET due_at = now() FROM attempts t
     WHERE d.status = 'pending' AND t.delivery_id = d.id AND t.number = d.attempt_count AND t.finished_at IS NULL`,
  );
}
