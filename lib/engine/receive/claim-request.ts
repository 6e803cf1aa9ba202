import { untrustedId } from "../../domain/moments/request-id";
import { unavailable } from "../../domain/problem";
import { db } from "../../postgres/db";
import { isTaken } from "../../postgres/errors";
import { Prisma } from "../../postgres/generated/client";

interface Claimant {
  id: string;
  webhookId: string | null;
  apiKeyId: string | null;
  integration: string;
  requestId: string | null;
}

interface Repeat {
  id: string;
  isGood: boolean;
}

/** How often a delivery's id is asked for that somebody else is at. */
const maxTries = 3;

/**
 * Gives an event that came to good its delivery's id, so that a repeat finds it; within a transaction that has locked the event. Resolves with the
 * event that has the id already: a good one, or an error that is being read again at the moment. An error that rests gives it up.
 */
export async function claimRequest(event: Claimant, requestId: string): Promise<Repeat | null> {
  await lockRequest(event, requestId);
  let other: { id: string; status: string; requestId: string } | undefined;
  for (let tries = 0; tries < maxTries; tries++) {
    const repeats = await findRepeats(event, requestId);
    const good = repeats.find(({ status }) => status === "success");
    if (good) return { id: good.id, isGood: true };
    if (event.requestId !== null) return null;
    other = repeats.find((repeat) => repeat.requestId === requestId);
    if (other && !(await giveUp(other.id))) continue;
    if (await take(event.id, requestId)) return null;
  }
  if (!other) throw unavailable();
  return { id: other.id, isGood: false };
}

/** Two tries of one delivery are read again one after the other, also where their ids differ. Nobody waits for an event meanwhile. */
async function lockRequest({ webhookId, apiKeyId, integration }: Claimant, requestId: string): Promise<void> {
  const name = [webhookId ?? `${apiKeyId} ${integration}`, requestId].join(" ");
  await db().$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}

/** Also what a webhook took that only observed. */
function findRepeats({ id, webhookId, apiKeyId, integration }: Claimant, requestId: string) {
  const sameDoor = webhookId
    ? Prisma.sql`webhook_id = ${webhookId}::uuid`
    : Prisma.sql`api_key_id = ${apiKeyId}::uuid AND integration = ${integration} AND webhook_id IS NULL`;
  return db().$queryRaw<{ id: string; status: string; requestId: string }[]>`
    SELECT id, status, request_id AS "requestId" FROM events
    WHERE request_id IN (${requestId}, ${untrustedId(requestId)}) AND id <> ${id}::uuid AND ${sameDoor}`;
}

/** False where somebody else has the event at the moment. Waiting for it could be for ever: they may wait for this one. */
async function giveUp(id: string): Promise<boolean> {
  const count = await db().$executeRaw`
    UPDATE events SET request_id = NULL
    WHERE id = (SELECT id FROM events WHERE id = ${id}::uuid AND status = 'error' FOR UPDATE SKIP LOCKED)`;
  return count > 0;
}

/** False where a repeat was stored meanwhile. */
async function take(id: string, requestId: string): Promise<boolean> {
  await db().$executeRaw`SAVEPOINT claim`;
  try {
    await db().$executeRaw`UPDATE events SET request_id = ${requestId} WHERE id = ${id}::uuid`;
    return true;
  } catch (error) {
    if (!isTaken(error)) throw error;
    await db().$executeRaw`ROLLBACK TO SAVEPOINT claim`;
    return false;
  }
}
