import { validate as isUuid } from "uuid";
import { newId, readId } from "../../domain/id";
import type { MomentFilter, MomentShape } from "../../domain/moments/moment";
import { type Actor, authorize } from "../../domain/people/actor";
import { invalid } from "../../domain/problem";
import { db } from "../../postgres/db";
import type { Moment } from "../../postgres/generated/client";
import { type Page, type PageInput, toPage } from "../../postgres/page";
import { limitSearches } from "../../request/limit-searches";
import { findOwn } from "../find-own";
import { showMoment } from "./row";

type Place = Pick<Moment, "occurredAt" | "id">;

/** Several moments may have occurred at one time: a place in the timeline is the time and the id. */
const showPlace = ({ occurredAt, id }: Place): string => Buffer.from(`${occurredAt.getTime()}.${id}`, "latin1").toString("base64url");

function readPlace(cursor: string): Place {
  const [, time = "", id = ""] = /^(-?\d{1,15})\.(.+)$/.exec(Buffer.from(cursor, "base64url").toString("latin1")) ?? [];
  if (!isUuid(id)) throw invalid([{ path: "cursor", message: "is not a cursor of this list" }]);
  return { occurredAt: new Date(Number(time)), id };
}

/** Moments by when they occurred, the last first; `from` and `to` are of that time too. Throws 422 for a cursor that is none, and 429 while too many searches run. */
export async function listMoments(actor: Actor, filter: MomentFilter, { limit, cursor }: PageInput): Promise<Page<MomentShape>> {
  authorize(actor, "read");
  const before = cursor === undefined ? null : readPlace(cursor);
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
  return toPage(await (readsMany ? limitSearches(actor, find) : find()), limit, showMoment, showPlace);
}

/** One moment. Throws 404 for one of another organization as well. */
export async function getMoment(actor: Actor, id: string): Promise<MomentShape> {
  authorize(actor, "read");
  return showMoment(await findOwn(actor, "moment", "moment", id, (where) => db().moment.findFirst({ where })));
}
