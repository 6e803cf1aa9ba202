import { loadConfig } from "../../changes/config-versions";
import type { AlertItemShape } from "../../domain/history";
import { showId } from "../../domain/id";
import { db } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";

const { sql } = Prisma;

/** What a list shows of `alerts a`, joined with `environments e`. */
export const alertColumns = sql`a.id, a.organization_id, a.name, a.environment_id, e.slug AS environment, a.source, a.severity, a.action, a.dedup_key, a.event_id,
  a.created_at, a.routed_at, a.replay_of, a.config_version, a.channel_ids`;

export interface AlertRow {
  id: string;
  organization_id: string;
  name: string;
  environment_id: string | null;
  environment: string | null;
  source: string;
  severity: string | null;
  action: "trigger" | "resolve";
  dedup_key: string | null;
  event_id: string | null;
  created_at: Date;
  routed_at: Date | null;
  replay_of: string | null;
  config_version: number | null;
  channel_ids: string[];
}

/** An alert as a list shows it. */
export async function showAlertItem(row: AlertRow, counts: Map<string, AlertItemShape["deliveries"]>): Promise<AlertItemShape> {
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
    channels: (await channelsOf(row)).map(({ id, name }) => ({ id, name })),
    deliveries: counts.get(row.id) ?? { sent: 0, pending: 0, failed: 0, skipped: 0 },
  };
}

/** The channels that matched, as they were when the alert was routed. */
export async function channelsOf(row: AlertRow): Promise<{ id: string; name: string; pattern: string }[]> {
  if (row.config_version === null || row.channel_ids.length === 0) return [];
  const { channels } = await loadConfig(row.organization_id, row.config_version);
  return channels
    .filter(({ id }) => row.channel_ids.includes(id))
    .map(({ id, name, pattern }) => ({ id: showId("chan", id), name, pattern }));
}

/** What became of each alert. */
export async function countDeliveries(alertIds: string[]): Promise<Map<string, AlertItemShape["deliveries"]>> {
  const rows = await db().$queryRaw<{ alert_id: string; status: keyof AlertItemShape["deliveries"]; count: number }[]>`
    SELECT alert_id, status, count(*)::int AS count FROM deliveries WHERE alert_id = ANY(${alertIds}::uuid[]) GROUP BY alert_id, status`;
  const counts = new Map<string, AlertItemShape["deliveries"]>();
  for (const { alert_id, status, count } of rows) {
    const of = counts.get(alert_id) ?? { sent: 0, pending: 0, failed: 0, skipped: 0 };
    of[status] = count;
    counts.set(alert_id, of);
  }
  return counts;
}
