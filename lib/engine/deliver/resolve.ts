import type { DestinationKind } from "../../destinations/kind";
import { prepared } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";

/**
 * A condition on `deliveries`: a resolve waits while a trigger that it closes is still to be sent to the same destination. Of kinds that drop a
 * resolve which comes before its trigger; of others nothing is held. Looked up by organization and dedup key.
 */
export const isHeld = (kind: DestinationKind): Prisma.Sql => Prisma.sql`(${kind.resolveFields !== undefined} AND EXISTS (
      SELECT 1 FROM alerts r
      JOIN alerts o ON o.organization_id = r.organization_id AND o.dedup_key = r.dedup_key AND o.action = 'trigger' AND o.id < r.id
      JOIN deliveries p ON p.alert_id = o.id AND p.destination_id = deliveries.destination_id AND p.status = 'pending'
      WHERE r.id = deliveries.alert_id AND r.action = 'resolve'))`;

/** What the newest trigger before this resolve (ids are UUIDs) was sent to the destination with, encrypted; null when there is none. */
export async function findSentWith(
  destinationId: string,
  organizationId: string,
  resolve: { id: string; dedupKey: string },
): Promise<string | null> {
  const [row] = await prepared<{ sent_with: string }>(
    "find_sent_with",
    Prisma.sql`
      SELECT d.sent_with FROM alerts a JOIN deliveries d ON d.alert_id = a.id AND d.destination_id = ${destinationId}::uuid
      WHERE a.organization_id = ${organizationId}::uuid AND a.dedup_key = ${resolve.dedupKey} AND a.action = 'trigger' AND a.id < ${resolve.id}::uuid
        AND d.status = 'sent' AND d.sent_with IS NOT NULL
      ORDER BY a.id DESC LIMIT 1`,
  );
  return row?.sent_with ?? null;
}
