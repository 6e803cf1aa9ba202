import type { AlertFilter, AlertItemShape } from "../../domain/alerts/alert";
import { type Actor, authorize } from "../../domain/people/actor";
import { db } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { whereAlerts } from "./filter";
import { countDeliveries, showAlertItem } from "./items";
import { type AlertRow, alertColumns } from "./row";

const { sql, empty } = Prisma;

/** Alerts that one batch looks through for those that match, so that each statement is short. */
const maxLookedAt = 5_000;

export interface ExportedAlert extends AlertItemShape {
  dedup_key: string | null;
  /** The payload's source text. */
  payloadText: string;
}

/**
 * The next alerts that match, newest first, at most `limit`, older than `before` (a UUID; null: from the newest on), and where the next batch
 * goes on; null at the end. A batch may be empty although others follow.
 */
export async function readExportBatch(
  actor: Actor,
  filter: AlertFilter,
  before: string | null,
  limit: number,
): Promise<{ alerts: ExportedAlert[]; next: string | null }> {
  authorize(actor, "read");
  const older = before === null ? empty : sql`AND a.id < ${before}::uuid`;
  const [horizon] = await db().$queryRaw<{ id: string }[]>`
    SELECT a.id FROM alerts a WHERE ${whereAlerts(actor, { from: filter.from, to: filter.to })} ${older}
    ORDER BY a.id DESC OFFSET ${maxLookedAt - 1} LIMIT 1`;
  const rows = await db().$queryRaw<(AlertRow & { payload: string })[]>`
    SELECT ${alertColumns}, a.payload::text AS payload FROM alerts a LEFT JOIN environments e ON e.id = a.environment_id
    WHERE ${whereAlerts(actor, filter)} ${older} ${horizon ? sql`AND a.id >= ${horizon.id}::uuid` : empty}
    ORDER BY a.id DESC LIMIT ${limit}`;
  const counts = await countDeliveries(
    actor,
    rows.map(({ id }) => id),
  );
  const alerts = await Promise.all(
    rows.map(async (row) => ({ ...(await showAlertItem(actor, row, counts)), dedup_key: row.dedup_key, payloadText: row.payload })),
  );
  return { alerts, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : (horizon?.id ?? null) };
}
