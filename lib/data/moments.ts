import { type Actor, authorize } from "../domain/actor";
import type { MomentFilter, MomentShape } from "../domain/event";
import { newId, readId } from "../domain/id";
import { db } from "./db";
import { showMoment } from "./events";
import { type Page, type PageInput, readCursor, toPage } from "./page";

/** Moments, newest first by when they arrived; `from` and `to` are of when they occurred. */
export async function listMoments(actor: Actor, filter: MomentFilter, { limit, cursor }: PageInput): Promise<Page<MomentShape>> {
  authorize(actor, "read");
  const before = readCursor(cursor);
  const rows = await db().moment.findMany({
    where: {
      organizationId: actor.organizationId,
      teamId: filter.team_id === undefined ? undefined : (readId("team", filter.team_id) ?? newId()),
      integration: filter.integration,
      type: filter.type,
      source: filter.source,
      occurredAt: { gte: filter.from, lte: filter.to },
      ...(before ? { id: { lt: before } } : {}),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return toPage(rows, limit, showMoment);
}
