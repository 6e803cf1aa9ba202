import { newId, readId, timeOf } from "../../domain/id";
import { type Actor, authorize } from "../../domain/people/actor";
import { notFound, Problem } from "../../domain/problem";
import { type Accepted, type NewAlert, showAccepted, storeAlerts } from "../../engine/publish/store-alerts";
import { db } from "../../postgres/db";

/**
 * Publishes an alert once more, through today's configuration. Resolves with the new alert. Throws 404, and 403 for a key that is bound to another
 * environment than the alert's.
 */
export async function replayAlert(actor: Actor, id: string): Promise<Accepted & { replay_of: string }> {
  authorize(actor, "admin");
  const alert = await copy(actor, id);
  await storeAlerts([alert]);
  return { ...showAccepted(alert), replay_of: id };
}

/** A copy of an alert, to be routed by today's configuration. */
async function copy(actor: Actor, id: string): Promise<NewAlert> {
  const uuid = readId("alert", id);
  const [row] = uuid
    ? await db().$queryRaw<
        {
          environment_id: string | null;
          name: string;
          payload: string;
          source: string;
          severity: string | null;
          action: string;
          dedup_key: string | null;
        }[]
      >`SELECT environment_id, name, payload::text AS payload, source, severity, action, dedup_key FROM alerts
        WHERE id = ${uuid}::uuid AND organization_id = ${actor.organizationId}::uuid`
    : [];
  if (!row || !uuid) throw notFound("alert");
  if (actor.type === "key" && actor.environmentId !== null && actor.environmentId !== row.environment_id) {
    throw new Problem(403, "other_environment", "This API key is bound to another environment.");
  }
  const copyId = newId();
  return {
    id: copyId,
    organizationId: actor.organizationId,
    environmentId: row.environment_id,
    apiKeyId: actor.type === "key" ? actor.id : null,
    name: row.name,
    payload: row.payload,
    source: row.source,
    severity: row.severity,
    action: row.action,
    dedupKey: row.dedup_key,
    replayOf: uuid,
    eventId: null,
    createdAt: timeOf(copyId),
  };
}
