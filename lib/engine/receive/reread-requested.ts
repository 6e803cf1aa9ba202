import { audit } from "../../changes/audit";
import { whereEvents } from "../../data/events/events";
import { manageableTeams } from "../../data/people/team-access";
import { type Actor, authorize } from "../../domain/actor";
import type { RetryEventsInput } from "../../domain/event";
import { readId } from "../../domain/id";
import { isProblem, Problem } from "../../domain/problem";
import { db, isUnavailable, transaction } from "../../postgres/db";
import type { Prisma } from "../../postgres/generated/client";
import { limitSearches } from "../../postgres/limit-searches";
import { isBodyGone, lockEvent, type Read, type Reread, readAndStore, type StoredEvent } from "./reread";

/** Events that one press marks at most: more would keep whoever pressed waiting. */
const maxMarked = 10_000;
/** Events that one statement marks at most. */
const batch = 1_000;

/**
 * Marks the events that errored and that these words match to be read again, of the teams that the actor may manage. Those that were refused
 * for their signature are left out, unless they are named by their cause or their ids: nobody vouches for them by accident. Resolves with how
 * many; `more` when others match beyond the 10,000 that are taken at once, which the same call takes next.
 */
export async function requestRetries(actor: Actor, input: RetryEventsInput): Promise<{ count: number; more?: true }> {
  authorize(actor, "team");
  const teams = await manageableTeams(actor);
  if (teams?.size === 0) throw new Problem(403, "not_allowed", "Only a team's members and the organization's admins can do this.");
  const where = await whereRetried(actor, input, teams);
  const find = () => db().event.findMany({ where, orderBy: { id: "asc" }, take: maxMarked + 1, select: { id: true } });
  const found = (await (input.q === undefined ? find() : limitSearches(find))).map(({ id }) => id);
  const ids = found.slice(0, maxMarked);
  const by = `${actor.type}:${actor.id}`;
  let count = await transaction(async () => {
    await audit(actor, "events.retried", actor.organizationId, { after: { count: ids.length, ...JSON.parse(JSON.stringify(input)) } });
    return mark(ids.slice(0, batch), by);
  });
  // A sender's repeat of an event waits at the door while that one is being marked: not for all of them.
  for (let at = batch; at < ids.length; at += batch) count += await mark(ids.slice(at, at + batch), by);
  return { count, ...(found.length > maxMarked && count > 0 ? { more: true } : {}) };
}

/** Marks these events, but those that somebody has in hand, in the order of their ids: two that mark the same ones never lock in a circle. */
const mark = (ids: readonly string[], by: string): Promise<number> =>
  db().$executeRaw`
    UPDATE events SET retry_by = ${by} WHERE id IN (
      SELECT id FROM events WHERE id = ANY(${ids}::uuid[]) AND status = 'error' AND retry_by IS NULL
      ORDER BY id FOR UPDATE SKIP LOCKED)`;

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

/**
 * The UUIDs of events that wait to be read again. Organizations take turns, and so does in each whoever asked; the oldest of theirs come first.
 */
export async function findRetries(most: number): Promise<string[]> {
  // Who asked is found by as many steps through the index as there are, however many events wait.
  const rows = await db().$queryRaw<{ id: string }[]>`
    WITH RECURSIVE asked AS (
      (SELECT organization_id, retry_by FROM events WHERE retry_by IS NOT NULL ORDER BY organization_id, retry_by LIMIT 1)
      UNION ALL
      SELECT next.* FROM asked CROSS JOIN LATERAL (
        SELECT organization_id, retry_by FROM events e WHERE e.retry_by IS NOT NULL
          AND (e.organization_id, e.retry_by) > (asked.organization_id, asked.retry_by) ORDER BY organization_id, retry_by LIMIT 1) next
    ), first AS (
      SELECT asked.organization_id, e.id, row_number() OVER (PARTITION BY asked.organization_id, asked.retry_by ORDER BY e.id) AS turn
      FROM asked CROSS JOIN LATERAL (
        SELECT id FROM events e WHERE e.retry_by IS NOT NULL AND e.organization_id = asked.organization_id AND e.retry_by = asked.retry_by
        ORDER BY id LIMIT ${most}) e
    ), turns AS (
      SELECT id, row_number() OVER (PARTITION BY organization_id ORDER BY turn, id) AS turn FROM first
    )
    SELECT id FROM turns ORDER BY turn, id LIMIT ${most}`;
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
    if (isUnavailable(error) || (isProblem(error) && error.status === 503)) throw error;
    onFault(error);
    const reason = "Hotline failed to store what this says. That is a fault of Hotline's.";
    await db().event.updateMany({ where: { id: uuid, status: "error" }, data: { retryBy: null, reason, cause: "internal" } });
    return null;
  }
}
