import { firstIdAt } from "../../domain/id";
import { dayMs } from "../../domain/time";
import { env } from "../../env";
import { pool } from "../../postgres/db";

/** Rows that one statement deletes at most: short locks, little bloat at once. */
const batch = 1_000;
/** Excerpts of what receivers answered are kept so long. */
const excerptDays = 30;
/** How far beyond that a run looks: the hours since the last run, and a week in which Hotline may have been off. */
const excerptSweepDays = 7;
/** Bodies of requests that made no moment are kept so long, and what a retry put in their place. */
export const errorBodyDays = 30;
const idempotencyDays = 7;
const auditDays = 400;

/** Deletes what has outlived its time, batch by batch. Resolves with how many rows of each. Safe to repeat; a step that fails does not stop the others. */
export async function deleteExpired(): Promise<Record<string, number>> {
  const deleted: Record<string, number> = {};
  const failures: unknown[] = [];
  for (const [name, step] of Object.entries(steps)) {
    try {
      deleted[name] = await step(env().RETENTION_DAYS);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return deleted;
}

const steps: Record<string, (days: number) => Promise<number>> = {
  // Deliveries and attempts go with their alert; one that still waits keeps it.
  alerts: (days) =>
    inBatches(
      `DELETE FROM alerts WHERE id IN (SELECT a.id FROM alerts a WHERE a.id < $1 AND a.routed_at IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.alert_id = a.id AND d.status = 'pending') ORDER BY a.id LIMIT $2)`,
      firstIdAt(daysAgo(days)),
    ),
  excerpts: (days) => {
    const kept = Math.min(days, excerptDays);
    return inBatches(
      `UPDATE attempts SET response_excerpt = NULL WHERE (delivery_id, number) IN
         (SELECT delivery_id, number FROM attempts WHERE delivery_id < $1 AND delivery_id > $3 AND started_at < $4 AND response_excerpt IS NOT NULL LIMIT $2)`,
      firstIdAt(daysAgo(kept)),
      firstIdAt(daysAgo(kept + excerptSweepDays)),
      daysAgo(kept),
    );
  },
  // Moments go with their event.
  events: (days) =>
    inBatches("DELETE FROM events WHERE id IN (SELECT id FROM events WHERE id < $1 ORDER BY id LIMIT $2)", firstIdAt(daysAgo(days))),
  error_bodies: (days) => {
    const kept = Math.min(days, errorBodyDays);
    return inBatches(
      `UPDATE events SET body = '', corrected_body = NULL WHERE id IN (SELECT id FROM events
         WHERE id < $1 AND id > $3 AND status = 'error' AND (octet_length(body) > 0 OR corrected_body IS NOT NULL) LIMIT $2)`,
      firstIdAt(daysAgo(kept)),
      firstIdAt(daysAgo(kept + excerptSweepDays)),
    );
  },
  integration_errors: (days) =>
    inBatches("DELETE FROM integration_errors WHERE id IN (SELECT id FROM integration_errors WHERE last_at < $1 LIMIT $2)", daysAgo(days)),
  eventless_requests: (days) =>
    inBatches(
      "DELETE FROM eventless_requests WHERE ctid IN (SELECT ctid FROM eventless_requests WHERE last_at < $1 LIMIT $2)",
      daysAgo(days),
    ),
  captured_mails: (days) =>
    inBatches(`DELETE FROM captured_mails WHERE id IN (SELECT id FROM captured_mails WHERE created_at < $1 LIMIT $2)`, daysAgo(days)),
  idempotency_keys: () =>
    inBatches(
      `DELETE FROM idempotency_keys WHERE ctid IN (SELECT ctid FROM idempotency_keys WHERE created_at < $1 LIMIT $2)`,
      daysAgo(idempotencyDays),
    ),
  audit_entries: () =>
    inBatches(`DELETE FROM audit_entries WHERE id IN (SELECT id FROM audit_entries WHERE id < $1 LIMIT $2)`, firstIdAt(daysAgo(auditDays))),
  config_versions: (days) =>
    inBatches(
      `DELETE FROM config_versions WHERE ctid IN (SELECT v.ctid FROM config_versions v JOIN organizations o ON o.id = v.organization_id
         WHERE v.version < o.config_version AND v.created_at < $1
         AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.organization_id = v.organization_id AND a.config_version = v.version) LIMIT $2)`,
      daysAgo(days),
    ),
};

const daysAgo = (days: number): Date => new Date(Date.now() - days * dayMs);

/** `$1` is where to stop, `$2` the batch. */
async function inBatches(statement: string, until: Date | string, ...more: unknown[]): Promise<number> {
  let total = 0;
  for (;;) {
    const { rowCount } = await pool().query(statement, [until, batch, ...more]);
    total += rowCount ?? 0;
    if ((rowCount ?? 0) < batch) return total;
  }
}
