import { wakes } from "../../../inngest/wakes";
import { audit } from "../../changes/audit";
import { announce } from "../../changes/change-feed";
import { readId } from "../../domain/id";
import { findUnstorable, unstorable } from "../../domain/json";
import type { EventShape, RetryEventsInput } from "../../domain/moments/event";
import { type Actor, authorize } from "../../domain/people/actor";
import { invalid, Problem } from "../../domain/problem";
import { announceReading } from "../../engine/receive/announce-reading";
import { maxEventBytes } from "../../engine/receive/body";
import { isBodyGone, lockEvent, readAgain } from "../../engine/receive/read-again";
import { errorBodyDays } from "../../engine/upkeep/retention";
import { wake } from "../../engine/wake";
import { afterCommit, db, transaction } from "../../postgres/db";
import type { Prisma } from "../../postgres/generated/client";
import { limitSearches } from "../../request/limit-searches";
import { authorizeTeam, manageableTeams } from "../people/team-access";
import { findEventId, getEvent, whereEvents } from "./events";

/**
 * Reads an event once more, with a corrected body when one is given; resolves with the event as it is now. The signature is not asked again:
 * a person vouches for it. `source` is the body's source text, where it is JSON. Throws 403, 404, 409 for an event that is good, and 422 for a body
 * that cannot be kept.
 */
export async function readEventAgain(actor: Actor, id: string, body: unknown, source?: string): Promise<EventShape> {
  authorize(actor, "team");
  const corrected = readCorrection(body, source);
  const { event, reading } = await transaction(async () => {
    const event = await lockEvent(await findEventId(actor, id));
    await authorizeTeam(actor, event.teamId);
    refuseOtherEnvironment(actor, event);
    if (event.status === "success") throw new Problem(409, "event_succeeded", "This event is good already: its moments exist.");
    if (corrected === null && isBodyGone(event))
      throw new Problem(409, "body_deleted", `Bodies of errors are deleted after ${errorBodyDays} days: send one with the retry.`);
    const reading = await readAgain(event, corrected);
    await audit(actor, "event.retried", event.id, {
      after: { corrected: corrected !== null, status: reading.cause === null ? "success" : "error" },
    });
    return { event, reading };
  });
  afterCommit(() => announceReading(event, reading));
  return getEvent(actor, id);
}

/** A corrected body as text; null without one. Throws 422 for one that cannot be kept. */
function readCorrection(body: unknown, source: string | undefined): string | null {
  // Before it is made text: JSON.stringify throws at a depth that JSON.parse takes.
  const unkept = findUnstorable(body, "body");
  if (unkept) throw invalid([unkept]);
  if (body === undefined || body === null) return null;
  const text = typeof body === "string" ? body : (source ?? JSON.stringify(body));
  const fault = Buffer.byteLength(text) > maxEventBytes ? `must have at most ${maxEventBytes} bytes` : unstorable(text);
  if (fault) throw invalid([{ path: "body", message: fault }]);
  return text;
}

/** What is good becomes alerts in the environment of the key that it came with: a key that is bound to another one may not do that. */
function refuseOtherEnvironment(actor: Actor, { environmentId }: { environmentId: string | null }): void {
  if (actor.type === "key" && actor.environmentId !== null && actor.environmentId !== environmentId)
    throw new Problem(403, "other_environment", "This API key is bound to another environment.");
}

/** Events that one press marks at most: more would keep whoever pressed waiting. */
const maxMarked = 10_000;
/** Events that one statement marks at most. */
const batch = 1_000;

/**
 * Marks the events that errored and that these words match to be read again, of the teams that the actor may manage. Those that were refused
 * for their signature are left out, unless they are named by their cause or their ids: nobody vouches for them by accident. Resolves with how
 * many; `more` when others match beyond the 10,000 that are taken at once, which the same call takes next.
 * Throws 422 for words that nothing can hold, 403 for who manages no team, and 429 while too many searches run.
 */
export async function readEventsAgain(actor: Actor, input: RetryEventsInput): Promise<{ count: number; more?: true }> {
  authorize(actor, "team");
  const unkept = findUnstorable(input);
  if (unkept) throw invalid([unkept]);
  const teams = await manageableTeams(actor);
  if (teams?.size === 0) throw new Problem(403, "not_allowed", "Only a team's members and the organization's admins can do this.");
  const where = await whereRetried(actor, input, teams);
  const find = () => db().event.findMany({ where, orderBy: { id: "asc" }, take: maxMarked + 1, select: { id: true } });
  const found = (await (input.q === undefined ? find() : limitSearches(actor, find))).map(({ id }) => id);
  const ids = found.slice(0, maxMarked);
  if (ids.length === 0) return { count: 0 };
  const by = `${actor.type}:${actor.id}`;
  let count = await transaction(async () => {
    await audit(actor, "events.retried", actor.organizationId, { after: { count: ids.length, ...JSON.parse(JSON.stringify(input)) } });
    return mark(ids.slice(0, batch), by);
  });
  // A sender's repeat of an event waits at the door while that one is being marked: not for all of them.
  for (let at = batch; at < ids.length; at += batch) count += await mark(ids.slice(at, at + batch), by);
  if (count > 0)
    afterCommit(() => {
      announce(actor.organizationId, "events");
      wake({ name: wakes.eventsToRead, data: {} });
    });
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
