import { audit } from "../../changes/audit";
import { announce } from "../../changes/change-feed";
import type { AlertFilter } from "../../domain/alerts/alert";
import { readId } from "../../domain/id";
import { type Actor, authorize } from "../../domain/people/actor";
import { notFound, Problem } from "../../domain/problem";
import { askedFor, closeBreakers } from "../../engine/deliver/afresh";
import { holdAgain } from "../../engine/deliver/resolve";
import { wakeDestinations } from "../../engine/wake";
import { afterCommit, db, transaction } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { limitSearches } from "../../request/limit-searches";
import { whereAlerts } from "../alerts/filter";

const { sql } = Prisma;

const pending = () => new Problem(409, "delivery_pending", "This delivery is pending: it will be tried by itself.");

/** After the commit: wakes the destinations, and tells open pages. */
function tell({ organizationId }: Actor, destinationIds: readonly string[]): void {
  afterCommit(() => {
    wakeDestinations(destinationIds);
    announce(organizationId, "alerts");
  });
}

/** Makes a delivery due again, with its whole schedule before it, though not before its receiver asked for it. Throws 404, and 409 while it is pending or its destination is off. */
export async function retryDelivery(actor: Actor, id: string): Promise<{ id: string; status: "pending" }> {
  authorize(actor, "admin");
  const uuid = readId("dlv", id);
  await transaction(async () => {
    const row =
      uuid &&
      (await db().delivery.findFirst({ where: { id: uuid, organizationId: actor.organizationId }, include: { destination: true } }));
    if (!row) throw notFound("delivery");
    if (row.status === "pending") throw pending();
    if (row.destination.deletedAt) throw new Problem(409, "destination_deleted", "The destination was deleted.");
    if (row.destination.verifiedAt === null)
      throw new Problem(409, "destination_unverified", "The destination's address is not confirmed yet.");
    if (!row.destination.enabled) throw new Problem(409, "destination_disabled", "The destination is disabled: enable it, then retry.");
    const { count } = await db().delivery.updateMany({
      where: { id: row.id, status: row.status, attemptCount: row.attemptCount },
      data: { status: "pending", reason: null, triesUsed: 0, sentAt: null, rendered: null },
    });
    if (count === 0) throw pending();
    await db().$executeRaw`UPDATE deliveries d SET due_at = greatest(now(), ${askedFor}) WHERE d.id = ${row.id}::uuid`;
    await holdAgain([row.id]);
    await closeBreakers([row.destinationId]);
    await audit(actor, "delivery.retried", row.id);
    tell(actor, [row.destinationId]);
  });
  return { id, status: "pending" };
}

/** The deliveries `d`, of alerts `a` for destinations `t`, that a retry of everything that matches sends again. */
function whereRetried(actor: Actor, filter: AlertFilter): Prisma.Sql {
  const statuses =
    filter.status === undefined ? ["failed", "skipped"] : [filter.status].filter((status) => status !== "none" && status !== "pending");
  return sql`d.alert_id = a.id AND t.id = d.destination_id AND t.enabled AND t.verified_at IS NOT NULL AND t.deleted_at IS NULL
    AND d.status = ANY(${statuses}::text[]) AND ${whereAlerts(actor, filter)}`;
}

/** How many deliveries `retryDeliveries` would make due again. Throws 429 while too many searches run. */
export async function countRetryable(actor: Actor, filter: AlertFilter): Promise<{ count: number }> {
  authorize(actor, "admin");
  const rows = await limitSearches(
    actor,
    () => db().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM deliveries d, alerts a, destinations t WHERE ${whereRetried(actor, filter)}`,
  );
  return { count: rows[0]?.count ?? 0 };
}

/**
 * Makes due again what the filter matches: deliveries of the filter's status, else those that failed or were skipped. A delivery of
 * a destination that is off stays as it is. Resolves with how many. Throws 429 while too many searches run.
 */
export async function retryDeliveries(actor: Actor, filter: AlertFilter): Promise<{ count: number }> {
  authorize(actor, "admin");
  const retry = () =>
    transaction(async () => {
      const rows = await db().$queryRaw<{ destination_id: string; resolve_id: string | null }[]>`
      UPDATE deliveries d SET status = 'pending', reason = NULL, due_at = greatest(now(), ${askedFor}), tries_used = 0, sent_at = NULL, rendered = NULL
      FROM alerts a, destinations t WHERE ${whereRetried(actor, filter)}
      RETURNING d.destination_id, CASE WHEN a.action = 'resolve' THEN d.id END AS resolve_id`;
      if (rows.length === 0) return { count: 0 };
      await holdAgain(rows.flatMap((row) => row.resolve_id ?? []));
      await audit(actor, "deliveries.retried", actor.organizationId, {
        after: { count: rows.length, filter: JSON.parse(JSON.stringify(filter)) as object },
      });
      const destinationIds = [...new Set(rows.map((row) => row.destination_id))];
      await closeBreakers(destinationIds);
      tell(actor, destinationIds);
      return { count: rows.length };
    });
  return limitSearches(actor, retry);
}
