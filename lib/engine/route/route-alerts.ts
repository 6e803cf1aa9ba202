import { announce } from "../../changes/change-feed";
import { loadConfig } from "../../changes/config-versions";
import { newId } from "../../domain/id";
import { planDeliveries, type RoutingConfig } from "../../domain/routing";
import { pool } from "../../postgres/db";

/** Most alerts that one claim routes. */
export const routeBatch = 500;

export interface Routed {
  alerts: number;
  /** Destinations that have something to send now. */
  destinationIds: string[];
}

interface Unrouted {
  id: string;
  organization_id: string;
  environment_id: string | null;
  name: string;
  config_version: number;
}

const claim = `
  SELECT a.id, a.organization_id, a.environment_id, a.name, o.config_version
  FROM (SELECT id, organization_id, environment_id, name FROM alerts WHERE routed_at IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED) a
  JOIN organizations o ON o.id = a.organization_id`;

/** The config versions of a claim, the deliveries, and the mark that the alerts are routed: one statement. */
const write = `
  WITH routed AS (
    UPDATE alerts a SET routed_at = now(), config_version = r.config_version, channel_ids = r.channel_ids::uuid[]
    FROM unnest($1::uuid[], $2::int[], $3::text[]) AS r (id, config_version, channel_ids) WHERE a.id = r.id
  )
  INSERT INTO deliveries (id, organization_id, alert_id, destination_id, status, reason, due_at)
  SELECT id, organization_id, alert_id, destination_id, status, reason, now()
  FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::text[], $9::text[])
    AS d (id, organization_id, alert_id, destination_id, status, reason)
  ON CONFLICT (alert_id, destination_id) DO NOTHING`;

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
    const { rows } = await client.query<Unrouted>({ name: "claim_unrouted", text: claim, values: [limit] });
    const destinations = new Set<string>();
    if (rows.length > 0) {
      const configs = await configsOf(rows);
      await client.query({ name: "write_routed", text: write, values: plan(rows, configs, destinations) });
    }
    await client.query("COMMIT");
    for (const row of rows) announce(row.organization_id, "alerts");
    return { alerts: rows.length, destinationIds: [...destinations] };
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

function plan(rows: Unrouted[], configs: Map<string, RoutingConfig>, destinations: Set<string>): unknown[] {
  const routed = { id: [] as string[], version: [] as number[], channels: [] as string[] };
  const made = {
    id: [] as string[],
    organization: [] as string[],
    alert: [] as string[],
    destination: [] as string[],
    status: [] as string[],
    reason: [] as (string | null)[],
  };
  for (const row of rows) {
    const config = configs.get(configKey(row)) as RoutingConfig;
    const { deliveries, channelIds } = planDeliveries({ name: row.name, environmentId: row.environment_id }, config);
    routed.id.push(row.id);
    routed.version.push(row.config_version);
    routed.channels.push(`{${channelIds.join(",")}}`);
    for (const delivery of deliveries) {
      made.id.push(newId());
      made.organization.push(row.organization_id);
      made.alert.push(row.id);
      made.destination.push(delivery.destinationId);
      made.status.push(delivery.status);
      made.reason.push(delivery.reason);
      if (delivery.status === "pending") destinations.add(delivery.destinationId);
    }
  }
  return [routed.id, routed.version, routed.channels, made.id, made.organization, made.alert, made.destination, made.status, made.reason];
}
