import { afterCommit, db } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { wakeDestinations } from "../wake";

const { sql } = Prisma;

const nowMs = sql`(extract(epoch FROM clock_timestamp()) * 1000)::bigint`;

/**
 * An expression of a delivery `d`: the instant that its receiver named for a repeat of it, whatever its status was; null when it named none, or the
 * destination has had another receiver since. By primary key.
 */
export const askedFor: Prisma.Sql = sql`(
      SELECT t.retry_at FROM attempts t JOIN destination_states s ON s.destination_id = d.destination_id
      WHERE t.delivery_id = d.id AND t.number = d.attempt_count
        AND coalesce((s.flow->>'receiverSince')::numeric, 0) <= extract(epoch FROM t.started_at) * 1000)`;

/** What is not learned of the settings, but of the receiver: it outlives them, and ends with it. */
const ofReceiver = ["receiverSince", "pausedUntil", "paceAt"];

/**
 * Forgets what a destination's settings earned before they were changed, or were seen to work: its breaker and failures, and the schedule of what
 * waits, which is due at once with its whole schedule before it. What the same receiver asked for stays (decision 0040). What is under way
 * follows when it is settled. In a transaction of the caller's, after its own changes; wakes the destination once that is committed.
 */
export async function startAfresh(destinationId: string, { hasOtherReceiver }: { hasOtherReceiver: boolean }): Promise<void> {
  const kept = hasOtherReceiver
    ? sql`jsonb_build_object('receiverSince', ${nowMs})`
    : sql`coalesce((SELECT jsonb_object_agg(key, value) FROM jsonb_each(flow) WHERE key = ANY(${ofReceiver}::text[])), '{}')`;
  // The flow first: a run that settles meanwhile waits for its row, and then knows.
  await db()
    .$executeRaw`UPDATE destination_states SET flow = ${kept} || jsonb_build_object('begunAt', ${nowMs}) WHERE destination_id = ${destinationId}::uuid`;
  await db().$executeRaw`
    UPDATE deliveries d SET due_at = greatest(now(), ${askedFor}), tries_used = 0
    WHERE d.destination_id = ${destinationId}::uuid AND d.status = 'pending' AND (d.due_at > now() OR d.tries_used > 0)
      AND NOT EXISTS (SELECT 1 FROM attempts t WHERE t.delivery_id = d.id AND t.number = d.attempt_count AND t.finished_at IS NULL)`;
  afterCommit(() => wakeDestinations([destinationId]));
}

/** What the breaker of a destination knows. */
const ofBreaker = ["openUntil", "openSeconds", "drain", "failuresInRow", "lastFailed", "severalFailed", "window"];

/** Closes the breakers of destinations to which a person has something sent again. In a transaction of the caller's. */
export async function closeBreakers(destinationIds: readonly string[]): Promise<void> {
  await db().$executeRaw`
    UPDATE destination_states SET flow = (flow - ${ofBreaker}::text[]) || jsonb_build_object('begunAt', ${nowMs})
    WHERE destination_id = ANY(${destinationIds}::uuid[]) AND flow->>'openUntil' IS NOT NULL`;
}
