import { pool } from "../../postgres/db";

/** Ends every lease, where the caller knows that no other process can hold one (the embedded database, at start). */
export async function endLeases(): Promise<void> {
  await pool().query(`UPDATE destination_states SET runner_id = NULL WHERE runner_id IS NOT NULL`);
  await pool().query(
    `UPDATE deliveries d SET due_at = now() FROM attempts t
     WHERE d.status = 'pending' AND t.delivery_id = d.id AND t.number = d.attempt_count AND t.finished_at IS NULL`,
  );
}
