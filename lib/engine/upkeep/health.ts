import { pool } from "../../postgres/db";
import { pendingMigrations } from "../../postgres/migrate";
import { isToLeave } from "../../request/draining";

/** Longest that a health check waits for the database, in milliseconds. */
const patienceMs = 1_500;

export interface Health {
  status: "ok" | "unavailable";
  database: "ok" | "unavailable";
  migrations: "ok" | "pending" | "unknown";
  /**
   * How long the oldest work that could be done now has waited; null when nothing waits or the database is away. What a destination's breaker, its
   * receiver's pause or its pace holds cannot be done yet: it waits from the end of that on.
   */
  oldest_due_seconds: number | null;
}

async function ask(): Promise<Health> {
  const pending = await pendingMigrations(pool());
  if (pending.length > 0) return { status: "unavailable", database: "ok", migrations: "pending", oldest_due_seconds: null };
  const { rows } = await pool().query<{ seconds: number | null }>(
    `SELECT extract(epoch FROM now() - least(
       (SELECT min(a.created_at) FROM organizations o
        CROSS JOIN LATERAL (SELECT created_at FROM alerts u WHERE u.organization_id = o.id AND u.routed_at IS NULL ORDER BY u.id LIMIT 1) a),
       (SELECT min(h.since) FROM destination_states s
        CROSS JOIN LATERAL (SELECT due_at FROM deliveries d WHERE d.destination_id = s.destination_id AND d.status = 'pending'
          AND d.reason IS DISTINCT FROM 'waits_for_trigger' ORDER BY due_at LIMIT 1) n
        CROSS JOIN LATERAL (SELECT greatest(n.due_at, to_timestamp(greatest((s.flow->>'openUntil')::float8, (s.flow->>'pausedUntil')::float8,
          (s.flow->>'paceAt')::float8) / 1000)) AS since) h
        WHERE h.since <= now())
     ))::float8 AS seconds`,
  );
  const seconds = rows[0]?.seconds ?? null;
  return {
    status: "ok",
    database: "ok",
    migrations: "ok",
    oldest_due_seconds: seconds === null ? null : Math.max(0, Math.round(seconds * 1_000) / 1_000),
  };
}

/**
 * Whether the database answers and fits, and how old the oldest due work is; unavailable too while the process is about to end. Never throws, and
 * answers within two seconds.
 */
export async function readHealth(): Promise<Health> {
  if (isToLeave()) return { status: "unavailable", database: "ok", migrations: "ok", oldest_due_seconds: null };
  const away: Health = { status: "unavailable", database: "unavailable", migrations: "unknown", oldest_due_seconds: null };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Health>((resolve) => {
    timer = setTimeout(() => resolve(away), patienceMs);
  });
  return Promise.race([ask().catch(() => away), late]).finally(() => clearTimeout(timer));
}
