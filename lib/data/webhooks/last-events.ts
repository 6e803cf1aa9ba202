import { timeOf } from "../../domain/id";
import type { WebhookShape } from "../../domain/moments/webhook";
import type { Actor } from "../../domain/people/actor";
import { db } from "../../postgres/db";
import { type Seen, show, type WebhookRow } from "./row";

/** When each of these webhooks received its last event, by id. */
export async function lastEvents(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  // As a range in the index's own order: by equality, Postgres may look for an unused webhook's event among all there are, newest first.
  const rows = await db().$queryRaw<{ id: string; last: string }[]>`
    SELECT w.id, e.id AS last FROM webhooks w
    CROSS JOIN LATERAL (SELECT id FROM events WHERE webhook_id >= w.id AND webhook_id <= w.id ORDER BY webhook_id, id DESC LIMIT 1) e
    WHERE w.organization_id = ${actor.organizationId}::uuid AND w.id = ANY(${ids}::uuid[])`;
  return new Map(rows.map(({ id, last }) => [id, timeOf(last)]));
}

export const showNow = async (actor: Actor, row: WebhookRow, seen: Seen): Promise<WebhookShape> =>
  show(row, { ...seen, lastEventAt: (await lastEvents(actor, [row.id])).get(row.id) });
