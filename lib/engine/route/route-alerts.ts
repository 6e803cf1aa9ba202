import { announce } from "../../changes/change-feed";
import { newId } from "../../domain/id";
import type { Plan } from "../../domain/routing/routing";
import { columns } from "../../postgres/columns";
import { workingPool } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { waitsForTrigger } from "../deliver/resolve";
import { type Keyed, type LastRow, planEnds } from "./plan-ends";
import { planRows, type Unrouted } from "./plan-rows";

const { sql } = Prisma;

/** About as many alerts as one claim routes at most. */
export const routeBatch = 500;

export interface Routed {
  alerts: number;
  /** Destinations that have something to send now, and the organization of each. */
  destinations: ReadonlyMap<string, string>;
  /** Whether more of them may wait than were claimed. */
  more: boolean;
  /** Organizations some of whose alerts are left, since planning them takes longer than one organization may hold up the others. */
  behind: string[];
}

/** Which organizations' alerts are claimed. */
export type Whose = { only: string } | { except: readonly string[] };

/** How long one organization's alerts are planned while others wait, in milliseconds: enough for hundreds of names that were never seen. */
const ownMs = 10;

interface Claimed extends Unrouted, Keyed {
  /** As many alerts as were claimed of one organization at most. */
  share: number;
}

/**
 * Up to `limit` rows, each organization's oldest and as many of each, by `alerts_unrouted`: nobody's wait behind another's. Those that another
 * process has are left out.
 */
const claimFair = (limit: number, except: readonly string[]) => sql`
  WITH RECURSIVE waiting (organization_id) AS (
    (SELECT organization_id FROM alerts WHERE routed_at IS NULL ORDER BY organization_id LIMIT 1)
    UNION ALL
    SELECT (SELECT n.organization_id FROM alerts n WHERE n.routed_at IS NULL AND n.organization_id > w.organization_id ORDER BY n.organization_id LIMIT 1)
    FROM waiting w WHERE w.organization_id IS NOT NULL
  ), served AS MATERIALIZED (
    SELECT organization_id, greatest(1, ${limit}::int / count(*) OVER ())::int AS share FROM waiting
    WHERE organization_id IS NOT NULL AND organization_id <> ALL (${except}::uuid[])
  )
  SELECT a.id, a.organization_id, a.environment_id, a.name, a.action, a.dedup_key, o.config_version, s.share
  FROM served s JOIN organizations o ON o.id = s.organization_id
  CROSS JOIN LATERAL (
    SELECT id, organization_id, environment_id, name, action, dedup_key FROM alerts u WHERE u.routed_at IS NULL AND u.organization_id = s.organization_id
    ORDER BY u.id LIMIT (SELECT min(share) FROM served) FOR UPDATE SKIP LOCKED
  ) a ORDER BY a.id`;

/** Up to `limit` rows of one organization, the oldest first. */
const claimOwn = (limit: number, organizationId: string) => sql`
  SELECT a.id, a.organization_id, a.environment_id, a.name, a.action, a.dedup_key, o.config_version,
    ${limit}::int AS share
  FROM (
    SELECT id, organization_id, environment_id, name, action, dedup_key FROM alerts
    WHERE routed_at IS NULL AND organization_id = ${organizationId}::uuid ORDER BY id LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
  ) a JOIN organizations o ON o.id = a.organization_id ORDER BY a.id`;

/** An alert that is routed by a version, and the channels that it matched: an array in Postgres' own text. */
interface RoutedRow {
  id: string;
  version: number;
  channels: string;
}

interface NewDelivery {
  id: string;
  organizationId: string;
  alertId: string;
  destinationId: string;
  status: string;
  reason: string | null;
}

/** The deliveries, and the mark that the alerts are routed: one statement, by primary key. */
function write(alerts: readonly RoutedRow[], deliveries: readonly NewDelivery[]): Prisma.Sql {
  const [routed, made] = [columns(alerts), columns(deliveries)];
  return sql`
  WITH routed AS (
    UPDATE alerts a SET routed_at = now(), config_version = r.config_version, channel_ids = r.channel_ids::uuid[]
    FROM unnest(${routed("id")}::uuid[], ${routed("version")}::int[], ${routed("channels")}::text[]) AS r (id, config_version, channel_ids)
    WHERE a.id = r.id
  )
  INSERT INTO deliveries (id, organization_id, alert_id, destination_id, status, reason, due_at)
  SELECT id, organization_id, alert_id, destination_id, status, reason, now()
  FROM unnest(${made("id")}::uuid[], ${made("organizationId")}::uuid[], ${made("alertId")}::uuid[], ${made("destinationId")}::uuid[],
      ${made("status")}::text[], ${made("reason")}::text[])
    AS d (id, organization_id, alert_id, destination_id, status, reason)
  ON CONFLICT (alert_id, destination_id) DO NOTHING`;
}

/**
 * Claims up to about `limit` alerts that are not routed yet, plans them and stores the deliveries, in one transaction: an alert is
 * routed wholly or not at all, and by one process. Safe to run at any time, anywhere, any number of times.
 */
export async function routeAlerts(limit = routeBatch, whose: Whose = { except: [] }): Promise<Routed> {
  const client = await workingPool().connect();
  let broken: Error | undefined;
  // A connection that ends while it is taken says so here; without a listener it would end the process.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  try {
    await client.query("BEGIN");
    const isAlone = "only" in whose;
    const { text, values } = isAlone ? claimOwn(limit, whose.only) : claimFair(limit, whose.except);
    const { rows } = await client.query<Claimed>({ name: isAlone ? "claim_own" : "claim_unrouted", text, values });
    const plans = await planRows(rows, ownMs);
    const planned = rows.filter(({ id }) => plans.has(id));
    const { alerts, deliveries } = toStore(planned, plans);
    const findLast = async ({ text, values }: Prisma.Sql) => (await client.query<LastRow>({ name: "find_last_heard", text, values })).rows;
    const toSend = deliveries.filter(({ status }) => status === "pending");
    for (const { alertId, destinationId } of await planEnds(planned, toSend, findLast)) {
      const organizationId = rows.find(({ id }) => id === alertId)?.organization_id as string;
      deliveries.push({ id: newId(), organizationId, alertId, destinationId, status: "pending", reason: waitsForTrigger });
    }
    if (alerts.length > 0) {
      const statement = write(alerts, deliveries);
      await client.query({ name: "write_routed", text: statement.text, values: statement.values });
    }
    await client.query("COMMIT");
    for (const organizationId of organizationsOf(planned)) announce(organizationId, "alerts");
    const pending = deliveries.filter(({ status }) => status === "pending");
    return {
      alerts: alerts.length,
      destinations: new Map(pending.map(({ destinationId, organizationId }) => [destinationId, organizationId])),
      more: hasMore(rows),
      behind: organizationsOf(rows.filter(({ id }) => !plans.has(id))),
    };
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.removeListener("error", onError);
    client.release(broken);
  }
}

const organizationsOf = (rows: readonly Unrouted[]): string[] => [...new Set(rows.map((row) => row.organization_id))];

function hasMore(rows: readonly Claimed[]): boolean {
  const counts = new Map<string, number>();
  for (const { organization_id } of rows) counts.set(organization_id, (counts.get(organization_id) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return most > 0 && most === rows[0]?.share;
}

function toStore(rows: readonly Claimed[], plans: ReadonlyMap<string, Plan>): { alerts: RoutedRow[]; deliveries: NewDelivery[] } {
  const alerts: RoutedRow[] = [];
  const made: NewDelivery[] = [];
  for (const row of rows) {
    const plan = plans.get(row.id) as Plan;
    alerts.push({ id: row.id, version: row.config_version, channels: `{${plan.channelIds.join(",")}}` });
    for (const { destinationId, status, reason } of plan.deliveries) {
      const waits = row.action === "resolve" && status === "pending" ? waitsForTrigger : reason;
      made.push({ id: newId(), organizationId: row.organization_id, alertId: row.id, destinationId, status, reason: waits });
    }
  }
  return { alerts, deliveries: made };
}
