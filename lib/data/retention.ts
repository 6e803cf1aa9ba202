import { env } from "../env";
import { pool } from "./db";

/** Rows that one statement deletes at most: short locks, little bloat at once. */
const batch = 1_000;
/** Excerpts of what receivers answered are kept so long. */
const excerptDays = 30;
const idempotencyDays = 7;
const auditDays = 400;

/** Deletes what has outlived its time, batch by batch. Resolves with how many rows of each. Safe to repeat. */
export async function deleteExpired(): Promise<Record<string, number>> {
  const { RETENTION_DAYS: days } = env();
  return {
    // Deliveries and attempts go with their alert; one that still waits keeps it.
    alerts: await inBatches(
      `DELETE FROM alerts WHERE id IN (SELECT a.id FROM alerts a WHERE a.created_at < now() - make_interval(days => $1) AND a.routed_at IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.alert_id = a.id AND d.status = 'pending') ORDER BY a.id LIMIT $2)`,
      days,
    ),
    excerpts: await inBatches(
      `UPDATE attempts SET response_excerpt = NULL WHERE (delivery_id, number) IN
         (SELECT delivery_id, number FROM attempts WHERE started_at < now() - make_interval(days => $1) AND response_excerpt IS NOT NULL LIMIT $2)`,
      Math.min(days, excerptDays),
    ),
    captured_mails: await inBatches(
      `DELETE FROM captured_mails WHERE id IN (SELECT id FROM captured_mails WHERE created_at < now() - make_interval(days => $1) LIMIT $2)`,
      days,
    ),
    idempotency_keys: await inBatches(
      `DELETE FROM idempotency_keys WHERE ctid IN (SELECT ctid FROM idempotency_keys WHERE created_at < now() - make_interval(days => $1) LIMIT $2)`,
      idempotencyDays,
    ),
    audit_entries: await inBatches(
      `DELETE FROM audit_entries WHERE id IN (SELECT id FROM audit_entries WHERE created_at < now() - make_interval(days => $1) LIMIT $2)`,
      auditDays,
    ),
    config_versions: await inBatches(
      `DELETE FROM config_versions WHERE ctid IN (SELECT v.ctid FROM config_versions v JOIN organizations o ON o.id = v.organization_id
         WHERE v.version < o.config_version AND v.created_at < now() - make_interval(days => $1)
         AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.organization_id = v.organization_id AND a.config_version = v.version) LIMIT $2)`,
      days,
    ),
  };
}

async function inBatches(statement: string, days: number): Promise<number> {
  let total = 0;
  for (;;) {
    const { rowCount } = await pool().query(statement, [days, batch]);
    total += rowCount ?? 0;
    if ((rowCount ?? 0) < batch) return total;
  }
}
