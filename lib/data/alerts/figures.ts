import type { AlertCountShape, AlertFilter, AlertSummaryShape } from "../../domain/alerts/alert";
import { firstIdAt, readId } from "../../domain/id";
import { type Actor, authorize } from "../../domain/people/actor";
import { dayMs } from "../../domain/time";
import { db } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { remember } from "../../postgres/remember";
import { limitSearches } from "../../request/limit-searches";
import { readsMany, whereAlerts } from "./filter";

const { sql, empty } = Prisma;

/** Most alerts that are counted, and most that are looked at for it: the newest ones. */
const maxCounted = 10_000;
const maxLookedAt = 100_000;

/** How many alerts match, newer than the alert `after` when one is given. Throws 429 while too many searches run. */
export async function countAlerts(actor: Actor, filter: AlertFilter, after?: string): Promise<AlertCountShape> {
  authorize(actor, "read");
  const work = () => count(actor, filter, after);
  return readsMany(filter) ? limitSearches(actor, work) : work();
}

async function count(actor: Actor, filter: AlertFilter, after?: string): Promise<AlertCountShape> {
  const newer = after === undefined ? empty : sql`AND id > ${readId("alert", after)}::uuid`;
  const ofTime = sql`organization_id = ${actor.organizationId}::uuid ${newer}
    ${filter.from ? sql`AND id >= ${firstIdAt(filter.from)}::uuid` : empty}
    ${filter.to ? sql`AND id < ${firstIdAt(new Date(filter.to.getTime() + 1))}::uuid` : empty}`;
  const rows = await db().$queryRaw<{ count: number; more: boolean }[]>`
    SELECT count(*)::int AS count,
      EXISTS (SELECT 1 FROM (SELECT 1 FROM alerts WHERE ${ofTime} ORDER BY id DESC OFFSET ${maxLookedAt} LIMIT 1) x) AS more
    FROM (
      SELECT 1 FROM (SELECT * FROM alerts WHERE ${ofTime} ORDER BY id DESC LIMIT ${maxLookedAt}) a
      WHERE ${whereAlerts(actor, filter)} LIMIT ${maxCounted + 1}
    ) x`;
  const { count: found = 0, more = false } = rows[0] ?? {};
  return { count: Math.min(found, maxCounted), capped: more || found > maxCounted };
}

/** The last 24 hours in figures. At most 100,000 alerts, and as many deliveries of each destination, are counted. */
export async function summarizeAlerts(actor: Actor): Promise<AlertSummaryShape> {
  authorize(actor, "read");
  return remember(`summary ${actor.organizationId}`, () => summarize(actor.organizationId));
}

async function summarize(organizationId: string): Promise<AlertSummaryShape> {
  const from = new Date(Date.now() - dayMs);
  const first = firstIdAt(from);
  const [row] = await db().$queryRaw<Omit<AlertSummaryShape, "from">[]>`
    SELECT (SELECT count(*) FROM (SELECT 1 FROM alerts WHERE organization_id = ${organizationId}::uuid AND id >= ${first}::uuid
        ORDER BY id DESC LIMIT ${maxLookedAt}) x)::int AS alerts,
      (count(*) FILTER (WHERE status = 'sent'))::int AS sent, (count(*) FILTER (WHERE status = 'pending'))::int AS pending,
      (count(*) FILTER (WHERE status = 'failed'))::int AS failed, (count(*) FILTER (WHERE status = 'skipped'))::int AS skipped
    FROM destinations t CROSS JOIN LATERAL (
      SELECT status FROM deliveries d WHERE d.destination_id = t.id AND d.id >= ${first}::uuid ORDER BY d.id DESC LIMIT ${maxLookedAt}
    ) d WHERE t.organization_id = ${organizationId}::uuid`;
  return { from: from.toISOString(), alerts: 0, sent: 0, pending: 0, failed: 0, skipped: 0, ...row };
}
