import { prepared } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { isHeld } from "./resolve";

/** When the destination's next delivery is due (a lease's end counts), or null when nothing waits but for what it resolves. */
export async function nextDue(destinationId: string): Promise<Date | null> {
  const [row] = await prepared<{ due_at: Date | null }>(
    "next_due",
    Prisma.sql`
    SELECT min(due_at) AS due_at FROM deliveries WHERE destination_id = ${destinationId}::uuid AND status = 'pending' AND NOT ${isHeld}`,
  );
  return row?.due_at ?? null;
}
