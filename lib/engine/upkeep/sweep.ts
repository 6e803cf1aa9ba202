import { wakes } from "../../../inngest/wakes";
import { pool } from "../../postgres/db";
import { patiently } from "../patiently";
import { wake, wakeDestinations } from "../wake";
import { findUntold } from "./disabled";

/** How far ahead a sweep arms wakes, in milliseconds: until the next sweep and a little more. */
const horizonMs = 70_000;

/** Wakes routing when alerts wait, each destination that has something due before the next sweep, and the mail of one that was switched off. */
export async function sweepWaiting(): Promise<{ unrouted: boolean; destinations: number }> {
  const { unrouted, destinations } = await patiently(findWaiting);
  if (unrouted) wake({ name: wakes.alertsPublished, data: {} });
  const now = Date.now();
  const soon = destinations.filter(({ dueAt }) => dueAt.getTime() <= now + horizonMs);
  wakeDestinations(soon.filter(({ dueAt }) => dueAt.getTime() <= now).map(({ id }) => id));
  for (const { id, dueAt } of soon) if (dueAt.getTime() > now) wakeDestinations([id], dueAt.getTime());
  const untold = await patiently(findUntold);
  wake(...untold.map(({ id, reason }) => ({ name: wakes.destinationDisabled, data: { destination_id: id, reason } }) as const));
  return { unrouted, destinations: soon.length };
}

/** What a sweep finds: whether alerts wait to be routed, and each destination that has something waiting, with when it is due. */
export async function findWaiting(): Promise<{ unrouted: boolean; destinations: { id: string; dueAt: Date }[] }> {
  const unrouted = await pool().query(`SELECT 1 FROM alerts WHERE routed_at IS NULL LIMIT 1`);
  const due = await pool().query<{ id: string; dueAt: Date }>(
    `SELECT s.destination_id AS id, n.due_at AS "dueAt" FROM destination_states s
     CROSS JOIN LATERAL (SELECT due_at FROM deliveries d WHERE d.destination_id = s.destination_id AND d.status = 'pending' ORDER BY due_at LIMIT 1) n`,
  );
  return { unrouted: unrouted.rows.length > 0, destinations: due.rows };
}
