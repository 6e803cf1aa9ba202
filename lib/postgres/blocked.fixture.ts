import { expect } from "vitest";
import { pool } from "./db";

/** How many other connections wait for what the one with this process number holds, or for one that waits for it. */
export async function countBlocked(pid: number): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    `WITH RECURSIVE line AS (
      SELECT $1::int AS pid UNION SELECT a.pid FROM pg_stat_activity a JOIN line ON line.pid = ANY(pg_blocking_pids(a.pid))
    ) SELECT count(*)::int - 1 AS count FROM line`,
    [pid],
  );
  return rows[0]?.count ?? 0;
}

/** Resolves once so many do. */
export async function untilBlocked(pid: number, count: number): Promise<void> {
  await expect.poll(() => countBlocked(pid)).toBeGreaterThanOrEqual(count);
}
