import type { z } from "zod";
import { showId } from "../../domain/id";
import type { EventCauseShape, eventCauseFilter } from "../../domain/moments/event";
import { type Actor, authorize } from "../../domain/people/actor";
import { db } from "../../postgres/db";
import { remember } from "../../postgres/remember";
import { limitSearches } from "../../request/limit-searches";
import { whereEvents } from "./events";

/** Most causes in one answer. */
const maxCauses = 100;

/**
 * The events that errored, grouped by what they have in common; the most recent cause first, at most 100. Of the last seconds. Throws 429 while
 * too many searches run.
 */
export async function listEventCauses(actor: Actor, filter: z.infer<typeof eventCauseFilter>): Promise<EventCauseShape[]> {
  authorize(actor, "read");
  const find = () => limitSearches(actor, () => groupByCause(actor, filter));
  // A time range, or words, are one person's question, who may compare what was with what is; the others' is the same for everybody who looks.
  if (filter.from || filter.to || filter.q !== undefined) return find();
  return remember(`causes ${actor.organizationId} ${JSON.stringify(filter)}`, find);
}

async function groupByCause(actor: Actor, filter: z.infer<typeof eventCauseFilter>): Promise<EventCauseShape[]> {
  const groups = await db().event.groupBy({
    by: ["cause", "integration"],
    where: { ...whereEvents(actor, { ...filter, status: "error" }), cause: { not: null } },
    _count: true,
    _min: { receivedAt: true },
    _max: { receivedAt: true },
    orderBy: { _max: { receivedAt: "desc" } },
    take: maxCauses,
  });
  const newest = await db().event.findMany({
    where: {
      ...whereEvents(actor, { ...filter, status: "error" }),
      OR: groups.map(({ cause, integration, _max }) => ({ cause, integration, receivedAt: _max.receivedAt ?? undefined })),
    },
    orderBy: { id: "desc" },
    select: { id: true, reason: true, cause: true, integration: true },
  });
  return groups.flatMap(({ cause, integration, _count, _min, _max }) => {
    const last = newest.find((one) => one.cause === cause && one.integration === integration);
    // What was retried meanwhile is no error any more.
    if (!last || !_min.receivedAt || !_max.receivedAt) return [];
    return {
      cause: cause ?? "",
      integration,
      reason: last.reason,
      count: _count,
      first_at: _min.receivedAt.toISOString(),
      last_at: _max.receivedAt.toISOString(),
      last_event_id: showId("event", last.id),
    };
  });
}
