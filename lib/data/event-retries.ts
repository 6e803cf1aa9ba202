import { type Actor, authorize } from "../domain/actor";
import type { RetryEventsInput } from "../domain/event";
import { readId } from "../domain/id";
import { Problem } from "../domain/problem";
import { audit } from "./audit";
import { db, isUnavailable, transaction } from "./db";
import { isBodyGone, lockEvent, type Read, type Reread, readAndStore, type StoredEvent } from "./event-retry";
import { whereEvents } from "./events";
import type { Prisma } from "./generated/client";
import { limitSearches } from "./limit-searches";
import { manageableTeams } from "./team-access";

/** Events that one statement marks at most. */
const batch = 1_000;

/**
 * Marks the events that errored and that these words match to be read again, of the teams that the actor may manage. Those that were refused
 * for their signature are left out, unless they are named by their cause or their ids: nobody vouches for them by accident. Resolves with how
 * many; batch by batch, so that a failure may leave some of them marked.
 */
export async function requestRetries(actor: Actor, input: RetryEventsInput): Promise<{ count: number }> {
  authorize(actor, "read");
  const teams = await manageableTeams(actor);
  if (actor.type === "key") authorize(actor, "admin");
  if (teams?.size === 0) throw new Problem(403, "not_allowed", "Only a team's members and the organization's admins can do this.");
  const where = await whereRetried(actor, input, teams);
  let count = 0;
  let last: string | undefined;
  do {
    const marked = await transaction(() => markBatch(actor, input, { AND: [where, ...(last ? [{ id: { gt: last } }] : [])] }));
    count += marked.count;
    last = marked.last;
  } while (last !== undefined);
  return { count };
}

async function whereRetried(
  actor: Actor,
  { ids, ...filter }: RetryEventsInput,
  teams: ReadonlySet<string> | null,
): Promise<Prisma.EventWhereInput> {
  const conditions: Prisma.EventWhereInput[] = [whereEvents(actor, { ...filter, status: "error" }), { retryBy: null }];
  if (teams !== null) conditions.push({ teamId: { in: [...teams] } });
  if (ids !== undefined) conditions.push({ id: { in: ids.flatMap((id) => readId("event", id) ?? []) } });
  if (filter.cause === undefined && ids === undefined) conditions.push({ verdict: { in: ["valid", "unsigned"] } });
  if (actor.type === "key" && actor.environmentId !== null) {
    const keys = await db().apiKey.findMany({ where: { environmentId: actor.environmentId }, select: { id: true } });
    conditions.push({ apiKeyId: { in: keys.map(({ id }) => id) } });
  }
  return { AND: conditions };
}

/** Marks the first of them; `last` is undefined when there are no more. */
async function markBatch(
  actor: Actor,
  input: RetryEventsInput,
  where: Prisma.EventWhereInput,
): Promise<{ count: number; last: string | undefined }> {
  const find = () => db().event.findMany({ where, orderBy: { id: "asc" }, take: batch, select: { id: true } });
  const ids = (await (input.q === undefined ? find() : limitSearches(find))).map(({ id }) => id);
  const { count } = await db().event.updateMany({
    where: { id: { in: ids }, status: "error", retryBy: null },
    data: { retryBy: `${actor.type}:${actor.id}` },
  });
  await audit(actor, "events.retried", actor.organizationId, { after: { count, ...JSON.parse(JSON.stringify(input)) } });
  return { count, last: ids.length < batch ? undefined : ids.at(-1) };
}

/** The UUIDs of events that wait to be read again, oldest first. */
export async function findRetries(most: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`SELECT id FROM events WHERE retry_by IS NOT NULL ORDER BY id LIMIT ${most}`;
  return rows.map(({ id }) => id);
}

export type Retried = { event: StoredEvent; reread: Reread };

/**
 * Reads one event again that waits for it, and writes back what became of it. Null when somebody else has it, or did it. One that cannot be read
 * is an error that says so, and `onFault` hears why; throws only when the database is away.
 */
export async function retryRequested(uuid: string, read: Read, onFault: (error: unknown) => void): Promise<Retried | null> {
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
    onFault(error);
    const reason = "Hotline failed to store what this says. That is a fault of Hotline's.";
    await db().event.updateMany({ where: { id: uuid, status: "error" }, data: { retryBy: null, reason, cause: "internal" } });
    return null;
  }
}
