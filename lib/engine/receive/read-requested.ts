import { wakes } from "../../../inngest/wakes";
import { showId } from "../../domain/id";
import { isProblem } from "../../domain/problem";
import { log } from "../../log";
import { db, transaction } from "../../postgres/db";
import { isUnavailable } from "../../postgres/errors";
import { runUntilIdle } from "../run-until-idle";
import { announceReading } from "./announce-reading";
import type { Reading } from "./read";
import { unstored } from "./read";
import { isBodyGone, lockEvent, readAgain, type StoredEvent } from "./read-again";

/** Events that one look takes. */
const batch = 100;

/** Reads again the events that somebody asked for, each in a transaction of its own, and writes back what became of them. */
export async function readRequested(): Promise<{ success: number; error: number }> {
  const counts = { success: 0, error: 0 };
  await runUntilIdle({
    more: { name: wakes.eventsToRead, data: {} },
    claim: () => findRequested(batch),
    work: async (ids, isOver) => {
      let read = 0;
      for (const id of ids) {
        if (isOver()) return;
        const done = await readOne(id);
        if (!done) continue;
        read++;
        counts[done.reading.cause === null ? "success" : "error"]++;
        announceReading(done.event, done.reading);
      }
      // The others are in the hands of another process.
      return ids.length === batch && read > 0;
    },
  });
  return counts;
}

/**
 * The UUIDs of events that wait to be read again. Organizations take turns, and so does in each whoever asked; the oldest of theirs come first.
 */
export async function findRequested(most: number): Promise<string[]> {
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

/**
 * Reads one event again that waits for it, and writes back what became of it. Null when somebody else has it, or did it. One that cannot be read
 * is an error that says so, and the log says why; throws only when the database is away.
 */
export async function readOne(
  uuid: string,
): Promise<{ event: Pick<StoredEvent, "organizationId" | "integration">; reading: Reading } | null> {
  try {
    return await transaction(async () => {
      const [free] = await db().$queryRaw<{ status: string }[]>`
        SELECT status FROM events WHERE id = ${uuid}::uuid AND retry_by IS NOT NULL FOR UPDATE SKIP LOCKED`;
      if (!free) return null;
      const event = await lockEvent(uuid);
      if (event.status === "error" && !isBodyGone(event)) return { event, reading: await readAgain(event, null) };
      await db().event.update({ where: { id: uuid }, data: { retryBy: null } });
      return null;
    });
  } catch (error) {
    if (isUnavailable(error) || (isProblem(error) && error.status === 503)) throw error;
    log().error({ event: showId("event", uuid), err: error }, "an event could not be stored as it was read again");
    const { reason, cause } = unstored;
    await db().event.updateMany({ where: { id: uuid, status: "error" }, data: { retryBy: null, reason, cause } });
    const event = await db().event.findUnique({ where: { id: uuid }, select: { organizationId: true, integration: true } });
    return event && { event, reading: unstored };
  }
}
