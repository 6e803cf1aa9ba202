import { loadConfig } from "../../changes/config-versions";
import type { AlertItemShape } from "../../domain/alerts/alert";
import { showId } from "../../domain/id";
import type { Actor } from "../../domain/people/actor";
import { db } from "../../postgres/db";
import type { AlertRow } from "./row";

/** An alert as a list shows it. */
export async function showAlertItem(
  actor: Actor,
  row: AlertRow,
  counts: Map<string, AlertItemShape["deliveries"]>,
): Promise<AlertItemShape> {
  return {
    id: showId("alert", row.id),
    name: row.name,
    environment: row.environment,
    source: row.source,
    severity: row.severity,
    action: row.action,
    created_at: row.created_at.toISOString(),
    routed_at: row.routed_at?.toISOString() ?? null,
    replay_of: row.replay_of && showId("alert", row.replay_of),
    channels: (await channelsOf(actor, row)).map(({ id, name }) => ({ id, name })),
    deliveries: counts.get(row.id) ?? { sent: 0, pending: 0, failed: 0, skipped: 0 },
  };
}

/** The channels that matched, as they were when the alert was routed. */
export async function channelsOf(actor: Actor, row: AlertRow): Promise<{ id: string; name: string; pattern: string }[]> {
  if (row.config_version === null || row.channel_ids.length === 0) return [];
  const { channels } = await loadConfig(actor.organizationId, row.config_version);
  return channels
    .filter(({ id }) => row.channel_ids.includes(id))
    .map(({ id, name, pattern }) => ({ id: showId("chan", id), name, pattern }));
}

/** What became of each alert. */
export async function countDeliveries(actor: Actor, alertIds: string[]): Promise<Map<string, AlertItemShape["deliveries"]>> {
  const rows = await db().$queryRaw<{ alert_id: string; status: keyof AlertItemShape["deliveries"]; count: number }[]>`
    SELECT alert_id, status, count(*)::int AS count FROM deliveries WHERE alert_id = ANY(${alertIds}::uuid[]) AND organization_id = ${actor.organizationId}::uuid GROUP BY alert_id, status`;
  const counts = new Map<string, AlertItemShape["deliveries"]>();
  for (const { alert_id, status, count } of rows) {
    const of = counts.get(alert_id) ?? { sent: 0, pending: 0, failed: 0, skipped: 0 };
    of[status] = count;
    counts.set(alert_id, of);
  }
  return counts;
}
