import { db, pool } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { interrupt } from "./interrupt";

/** Makes the deliveries `d` that are in flight due now, where `which` holds, and ends their attempts. */
const end = (which: Prisma.Sql): Prisma.Sql => Prisma.sql`
    WITH freed AS (
      UPDATE deliveries d SET due_at = now() FROM attempts t
      WHERE d.status = 'pending' AND t.delivery_id = d.id AND t.number = d.attempt_count AND t.finished_at IS NULL AND ${which} RETURNING d.id
    ) ${interrupt(Prisma.sql`freed`)}`;

/** Ends every lease and what was in flight under it, where the caller knows that no other process can hold one (the embedded database, at start). */
export async function endLeases(): Promise<void> {
  await pool().query(`UPDATE destination_states SET runner_id = NULL WHERE runner_id IS NOT NULL`);
  await db().$executeRaw(end(Prisma.sql`true`));
}

/** The same of a destination that this run still holds and sends nothing to any more: what it claimed and did not hear of. */
export async function endOwnLeases(destinationId: string, runnerId: string): Promise<void> {
  const isHeld = Prisma.sql`EXISTS (
        SELECT 1 FROM destination_states WHERE destination_id = ${destinationId}::uuid AND runner_id = ${runnerId}::uuid AND runner_until > now())`;
  await db().$executeRaw(end(Prisma.sql`d.destination_id = ${destinationId}::uuid AND ${isHeld}`));
}
