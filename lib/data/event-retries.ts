import { type Actor, authorize } from "../domain/actor";
import type { RetryEventsInput } from "../domain/event";
import { newId, readId } from "../domain/id";
import { Problem } from "../domain/problem";
import { audit } from "./audit";
import { db, isUnavailable, transaction } from "./db";
import { isBodyGone, lockEvent, type Read, type Reread, readAndStore, type StoredEvent } from "./event-retry";
import { Prisma } from "./generated/client";
import { manageableTeams } from "./team-access";

const { sql } = Prisma;

/**
 * Marks the events that errored and that these words match to be read again, of the teams that the actor may manage. Those that were refused
 * for their signature are left out, unless they are named by their cause or their ids: nobody vouches for them by accident. Resolves with how many.
 */
export async function requestRetries(actor: Actor, input: RetryEventsInput): Promise<{ count: number }> {
  authorize(actor, "read");
  const teams = await manageableTeams(actor);
  if (actor.type === "key") authorize(actor, "admin");
  if (teams?.size === 0) throw new Problem(403, "not_allowed", "Only a team's members and the organization's admins can do this.");
  const { cause, integration, webhook_id, ids } = input;
  const conditions = [
    sql`organization_id = ${actor.organizationId}::uuid AND status = 'error' AND retry_by IS NULL`,
    ...(teams === null ? [] : [sql`team_id = ANY(${[...teams]}::uuid[])`]),
    ...(cause === undefined ? [] : [sql`cause = ${cause}`]),
    ...(integration === undefined ? [] : [sql`integration = ${integration}`]),
    ...(webhook_id === undefined ? [] : [sql`webhook_id = ${readId("hook", webhook_id) ?? newId()}::uuid`]),
    ...(ids === undefined ? [] : [sql`id = ANY(${ids.flatMap((id) => readId("event", id) ?? [])}::uuid[])`]),
    ...(cause === undefined && ids === undefined ? [sql`verdict IN ('valid', 'unsigned')`] : []),
    ...(actor.type === "key" && actor.environmentId !== null
      ? [sql`api_key_id IN (SELECT id FROM api_keys WHERE environment_id = ${actor.environmentId}::uuid)`]
      : []),
  ];
  return transaction(async () => {
    const count = await db().$executeRaw`
      UPDATE events SET retry_by = ${`${actor.type}:${actor.id}`} WHERE ${Prisma.join(conditions, " AND ")}`;
    await audit(actor, "events.retried", actor.organizationId, { after: { count, ...JSON.parse(JSON.stringify(input)) } });
    return { count };
  });
}

/** The UUIDs of events that wait to be read again, oldest first. */
export async function findRetries(most: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`SELECT id FROM events WHERE retry_by IS NOT NULL ORDER BY id LIMIT ${most}`;
  return rows.map(({ id }) => id);
}

export type Retried = { event: StoredEvent; reread: Reread };

/**
 * Reads one event again that waits for it, and writes back what became of it. Null when somebody else has it, or did it. One that cannot be read
 * is an error that says so; throws only when the database is away.
 */
export async function retryRequested(uuid: string, read: Read): Promise<Retried | null> {
  try {
    return await transaction(async () => {
      const [free] = await db().$queryRaw<{ status: string }[]>`
        SELECT status FROM events WHERE id = ${uuid}::uuid AND retry_by IS NOT NULL FOR UPDATE SKIP LOCKED`;
      if (!free) return null;
      const event = await lockEvent(uuid);
      if (event.status === "error" && !isBodyGone(event)) return { event, reread: await readAndStore(event, null, read) };
      await db().event.update({ where: { id: uuid }, data: { retryBy: null } });
      return null;
    });
  } catch (error) {
    if (isUnavailable(error)) throw error;
    const reason = "Hotline failed to store what this says. That is a fault of Hotline's.";
    await db().event.updateMany({ where: { id: uuid, status: "error" }, data: { retryBy: null, reason, cause: "internal" } });
    return null;
  }
}
