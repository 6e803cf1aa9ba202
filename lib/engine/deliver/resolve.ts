import { db, prepared } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";

const { sql } = Prisma;

/** How many alerts of its key, the newest ones before a resolve, are looked at for a trigger that is still to be sent. */
const maxBefore = 100;

/** Of a delivery whose alert resolves something, until its first attempt: it is only sent after what it resolves. */
export const waitsForTrigger = "waits_for_trigger";

/** A condition on `deliveries`: a trigger that its alert resolves is still to be routed, or to be sent to the same destination. By `alerts_dedup`. */
const isBeforeTrigger: Prisma.Sql = sql`EXISTS (
      SELECT 1 FROM alerts r CROSS JOIN LATERAL (
        SELECT b.id, b.action, b.routed_at FROM alerts b WHERE b.organization_id = r.organization_id AND b.dedup_key = r.dedup_key AND b.id < r.id
        ORDER BY b.id DESC LIMIT ${maxBefore}::int) o
      WHERE r.id = deliveries.alert_id AND o.action = 'trigger' AND (o.routed_at IS NULL OR EXISTS (
        SELECT 1 FROM deliveries p WHERE p.alert_id = o.id AND p.destination_id = deliveries.destination_id AND p.status = 'pending')))`;

/** A condition on `deliveries`: a resolve waits for its trigger. Looked up only for deliveries that say so in their reason: a trigger's costs nothing. */
export const isHeld: Prisma.Sql = sql`(deliveries.reason IS NOT DISTINCT FROM ${waitsForTrigger} AND ${isBeforeTrigger})`;

/** Of resolves that a person sends again, those whose trigger is still to be sent wait for it; the others go as they are. */
export async function holdAgain(deliveryIds: readonly string[]): Promise<void> {
  await db()
    .$executeRaw`UPDATE deliveries SET reason = ${waitsForTrigger} WHERE id = ANY(${deliveryIds}::uuid[]) AND status = 'pending' AND ${isBeforeTrigger}`;
}

/** `o` is an alert of the key of `r`, and `p` its delivery to the destination of `d`. */
const ofKey = sql`FROM alerts o JOIN deliveries p ON p.alert_id = o.id AND p.destination_id = d.destination_id
        WHERE o.organization_id = r.organization_id AND o.dedup_key = r.dedup_key AND o.action = 'trigger'`;

/**
 * A condition on a delivery `d` that is not held: its resolve has nothing to resolve there, since no trigger between the last resolve and it
 * reached the destination, or may have. True only where there was such a trigger: a resolve that comes alone is sent.
 */
export const isUnheard: Prisma.Sql = sql`((d.reason IS NOT DISTINCT FROM ${waitsForTrigger} AND EXISTS (
      SELECT 1 FROM alerts r
      CROSS JOIN LATERAL (SELECT o.id ${ofKey} AND o.id < r.id ORDER BY o.id DESC LIMIT 1) t
      LEFT JOIN LATERAL (
        SELECT x.id FROM alerts x WHERE x.organization_id = r.organization_id AND x.dedup_key = r.dedup_key AND x.action = 'resolve' AND x.id < t.id
        ORDER BY x.id DESC LIMIT 1) e ON true
      WHERE r.id = d.alert_id AND NOT EXISTS (
        SELECT 1 ${ofKey} AND o.id <= t.id AND (e.id IS NULL OR o.id > e.id)
          AND (p.status = 'sent' OR EXISTS (SELECT 1 FROM attempts a WHERE a.delivery_id = p.id AND a.maybe_delivered))))) IS TRUE)`;

/** What the newest trigger before this resolve (ids are UUIDs) was sent to the destination with, encrypted; null when there is none. */
export async function findSentWith(
  destinationId: string,
  organizationId: string,
  resolve: { id: string; dedupKey: string },
): Promise<string | null> {
  const [row] = await prepared<{ sent_with: string }>(
    "find_sent_with",
    sql`
      SELECT d.sent_with FROM alerts a JOIN deliveries d ON d.alert_id = a.id AND d.destination_id = ${destinationId}::uuid
      WHERE a.organization_id = ${organizationId}::uuid AND a.dedup_key = ${resolve.dedupKey} AND a.action = 'trigger' AND a.id < ${resolve.id}::uuid
        AND d.status = 'sent' AND d.sent_with IS NOT NULL
      ORDER BY a.id DESC LIMIT 1`,
  );
  return row?.sent_with ?? null;
}
