import { pool } from "../../postgres/db";
import { pendingMigrations } from "../../postgres/migrate";

/** Longest that a health check waits for the database, in milliseconds. */
const patienceMs = 1_500;

export interface Health {
  status: "ok" | "unavailable";
  database: "ok" | "unavailable";
  migrations: "ok" | "pending" | "unknown";
  /** How long the oldest work that could be done now has waited; null when nothing waits or the database is away. */
  oldest_due_seconds: number | null;
}

async function ask(): Promise<Health> {
  const pending = await pendingMigrations(pool());
  if (pending.length > 0) return { status: "unavailable", database: "ok", migrations: "pending", oldest_due_seconds: null };
  const { rows } = await pool().query<{ seconds: number | null }>(
    `SELECT extract(epoch FROM now() - least(
       (SELECT created_at FROM alerts WHERE routed_at IS NULL ORDER BY id LIMIT 1),
       (SELECT min(n.due_at) FROM destination_states s
        CROSS JOIN LATERAL (SELECT due_at FROM deliveries d WHERE d.destination_id = s.destination_id AND d.status = 'pending'
          AND d.reason IS DISTINCT FROM 'waits_for_trigger' ORDER BY due_at LIMIT 1) n
        WHERE n.due_at <= now())
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

/** Whether the database answers and fits, and how old the oldest due work is. Never throws, and answers within two seconds. */
export async function readHealth(): Promise<Health> {
  const away: Health = { status: "unavailable", database: "unavailable", migrations: "unknown", oldest_due_seconds: null };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Health>((resolve) => {
    timer = setTimeout(() => resolve(away), patienceMs);
  });
  return Promise.race([ask().catch(() => away), late]).finally(() => clearTimeout(timer));
}
