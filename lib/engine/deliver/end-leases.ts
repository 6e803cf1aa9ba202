import { pool } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { interrupt } from "./interrupt";

/** Ends every lease and what was in flight under it, where the caller knows that no other process can hold one (the embedded database, at start). */
export async function endLeases(): Promise<void> {
  await pool().query(`UPDATE destination_states SET runner_id = NULL WHERE runner_id IS NOT NULL`);
  const { text, values } = Prisma.sql`
    WITH freed AS (
      UPDATE deliveries d SET due_at = now() FROM attempts t
      WHERE d.status = 'pending' AND t.delivery_id = d.id AND t.number = d.attempt_count AND t.finished_at IS NULL RETURNING d.id
    ) ${interrupt(Prisma.sql`freed`)}`;
  await pool().query({ text, values });
}
