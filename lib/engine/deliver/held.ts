import type { DestinationKind } from "../../destinations/kind";
import { Prisma } from "../../postgres/generated/client";

/**
 * A condition on `deliveries`: a resolve waits while a trigger that it closes is still to be sent to the same destination. Of kinds that drop a
 * resolve which comes before its trigger; of others nothing is held. One row at most: alerts by organization and dedup key.
 */
export const isHeld = (kind: DestinationKind): Prisma.Sql => Prisma.sql`(${kind.resolveFields !== undefined} AND EXISTS (
      SELECT 1 FROM alerts r
      JOIN alerts o ON o.organization_id = r.organization_id AND o.dedup_key = r.dedup_key AND o.action = 'trigger' AND o.id < r.id
      JOIN deliveries p ON p.alert_id = o.id AND p.destination_id = deliveries.destination_id AND p.status = 'pending'
      WHERE r.id = deliveries.alert_id AND r.action = 'resolve'))`;
