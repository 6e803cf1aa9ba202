import { columns } from "../../postgres/columns";
import { db } from "../../postgres/db";
import type { Claimed } from "./settle-and-claim";

/**
 * Undoes claims of whose requests nothing was written: the attempt never was, and its delivery is due as before (decision 0040). What another
 * run has claimed since stays as it is. By primary key.
 */
export async function takeBack(claimed: readonly Pick<Claimed, "id" | "number">[]): Promise<void> {
  const column = columns(claimed);
  await db().$executeRaw`
    WITH back AS (
      UPDATE deliveries d SET attempt_count = d.attempt_count - 1, due_at = now()
      FROM unnest(${column("id")}::uuid[], ${column("number")}::int[]) AS c (id, number)
      WHERE d.id = c.id AND d.attempt_count = c.number AND d.status = 'pending' RETURNING c.id, c.number
    )
    DELETE FROM attempts t USING back WHERE t.delivery_id = back.id AND t.number = back.number`;
}
