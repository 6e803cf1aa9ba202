import { announce } from "../../changes/change-feed";
import { loadConfig } from "../../changes/config-versions";
import { newId } from "../../domain/id";
import { planDeliveries, type RoutingConfig } from "../../domain/routing/routing";
import { columns } from "../../postgres/columns";
import { pool } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { waitsForTrigger } from "../deliver/resolve";
import { type Keyed, type LastRow, planEnds } from "./plan-ends";

const { sql } = Prisma;

/** Most alerts that one claim routes. */
export const routeBatch = 500;

export interface Routed {
  alerts: number;
  /** Destinations that have something to send now. */
  destinationIds: string[];
}

interface Unrouted extends Keyed {
  environment_id: string | null;
  config_version: number;
}

/** Up to `limit` rows, the oldest first, by `alerts_unrouted`; those that another process has are left out. */
const claim = (limit: number) => sql`
  SELECT a.id, a.organization_id, a.environment_id, a.name, a.action, a.dedup_key, o.config_version
  FROM (SELECT id, organization_id, environment_id, name, action, dedup_key FROM alerts WHERE routed_at IS NULL ORDER BY id LIMIT ${limit}::int FOR UPDATE SKIP LOCKED) a
  JOIN organizations o ON o.id = a.organization_id`;

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
 * Claims up to `limit` alerts that are not routed yet, plans them and stores the deliveries, in one transaction: an alert is
 * routed wholly or not at all, and by one process. Safe to run at any time, anywhere, any number of times.
 */
export async function routeAlerts(limit = routeBatch): Promise<Routed> {
  const client = await pool().connect();
  let broken: Error | undefined;
  // A connection that ends while it is taken says so here; without a listener it would end the process.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  try {
    await client.query("BEGIN");
    const { text, values } = claim(limit);
    const { rows } = await client.query<Unrouted>({ name: "claim_unrouted", text, values });
    const { alerts, deliveries } = plan(rows, await configsOf(rows));
    const findLast = async ({ text, values }: Prisma.Sql) => (await client.query<LastRow>({ name: "find_last_heard", text, values })).rows;
    const toSend = deliveries.filter(({ status }) => status === "pending");
    for (const { alertId, destinationId } of await planEnds(rows, toSend, findLast)) {
      const organizationId = rows.find(({ id }) => id === alertId)?.organization_id as string;
      deliveries.push({ id: newId(), organizationId, alertId, destinationId, status: "pending", reason: waitsForTrigger });
    }
    if (rows.length > 0) {
      const statement = write(alerts, deliveries);
      await client.query({ name: "write_routed", text: statement.text, values: statement.values });
    }
    await client.query("COMMIT");
    for (const row of rows) announce(row.organization_id, "alerts");
    const pending = deliveries.filter(({ status }) => status === "pending");
    return { alerts: rows.length, destinationIds: [...new Set(pending.map(({ destinationId }) => destinationId))] };
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

const configKey = (row: Unrouted) => `${row.organization_id} ${row.config_version}`;

async function configsOf(rows: Unrouted[]): Promise<Map<string, RoutingConfig>> {
  const configs = new Map<string, RoutingConfig>();
  for (const row of rows) {
    if (!configs.has(configKey(row))) configs.set(configKey(row), await loadConfig(row.organization_id, row.config_version));
  }
  return configs;
}

function plan(rows: Unrouted[], configs: Map<string, RoutingConfig>): { alerts: RoutedRow[]; deliveries: NewDelivery[] } {
  const alerts: RoutedRow[] = [];
  const made: NewDelivery[] = [];
  for (const row of rows) {
    const config = configs.get(configKey(row)) as RoutingConfig;
    const { deliveries, channelIds } = planDeliveries({ name: row.name, environmentId: row.environment_id }, config);
    alerts.push({ id: row.id, version: row.config_version, channels: `{${channelIds.join(",")}}` });
    for (const { destinationId, status, reason } of deliveries) {
      const waits = row.action === "resolve" && status === "pending" ? waitsForTrigger : reason;
      made.push({ id: newId(), organizationId: row.organization_id, alertId: row.id, destinationId, status, reason: waits });
    }
  }
  return { alerts, deliveries: made };
}
