import { validate as isUuid } from "uuid";
import { newId, readId } from "../../domain/id";
import type { MomentFilter, MomentShape } from "../../domain/moments/moment";
import { type Actor, authorize } from "../../domain/people/actor";
import { isStorableTime } from "../../domain/time";
import { db } from "../../postgres/db";
import type { Moment } from "../../postgres/generated/client";
import { type Page, type PageInput, readPlace, toPage } from "../../postgres/page";
import { limitSearches } from "../../request/limit-searches";
import { findOwn } from "../find-own";
import { showMoment } from "./row";

type Place = Pick<Moment, "occurredAt" | "id">;

/** Several moments may have occurred at one time: a place in the timeline is the time and the id. */
const sayPlace = ({ occurredAt, id }: Place): string => `${occurredAt.getTime()}.${id}`;

function parsePlace(text: string): Place | null {
  const [, time = "", id = ""] = /^(-?\d{1,15})\.(.+)$/.exec(text) ?? [];
  const occurredAt = new Date(Number(time));
  return isUuid(id) && isStorableTime(occurredAt) ? { occurredAt, id } : null;
}

/** Moments by when they occurred, the last first; `from` and `to` are of that time too. Throws 422 for a cursor that is none, and 429 while too many searches run. */
export async function listMoments(actor: Actor, filter: MomentFilter, { limit, cursor }: PageInput): Promise<Page<MomentShape>> {
  authorize(actor, "read");
  const before = cursor === undefined ? null : readPlace("moments", cursor, parsePlace);
  const find = () =>
    db().moment.findMany({
      where: {
        organizationId: actor.organizationId,
        teamId: filter.team_id === undefined ? undefined : (readId("team", filter.team_id) ?? newId()),
        integration: filter.integration,
        type: filter.type,
        source: filter.source,
        occurredAt: { gte: filter.from, lte: filter.to },
        // What occurred at the very time of the cursor is told apart by its id.
        ...(before
          ? {
              OR: [{ occurredAt: { lt: before.occurredAt } }, { id: { lt: before.id } }],
              AND: { occurredAt: { lte: before.occurredAt } },
            }
          : {}),
      },
      orderBy: [{ occurredAt: "desc" }, { id: "desc" }],
      take: limit + 1,
    });
  // No index tells these.
  const readsMany = filter.integration !== undefined || filter.type !== undefined || filter.source !== undefined;
  return toPage("moments", await (readsMany ? limitSearches(actor, find) : find()), limit, showMoment, sayPlace);
}

/** One moment. Throws 404 for one of another organization as well. */
export async function getMoment(actor: Actor, id: string): Promise<MomentShape> {
  authorize(actor, "read");
  return showMoment(await findOwn(actor, "moment", "moment", id, (where) => db().moment.findFirst({ where })));
}
