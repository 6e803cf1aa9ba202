import { wakes } from "../../../inngest/wakes";
import { findWaiting } from "../deliver/claim-and-settle";
import { wake } from "../wake";

/** How far ahead a sweep arms wakes, in milliseconds: until the next sweep and a little more. */
const horizonMs = 70_000;

/** Wakes routing when alerts wait, and each destination that has something due before the next sweep. */
export async function sweepWaiting(): Promise<{ unrouted: boolean; destinations: number }> {
  const { unrouted, destinations } = await findWaiting();
  if (unrouted) wake({ name: wakes.alertsPublished, data: {} });
  const now = Date.now();
  const soon = destinations.filter(({ dueAt }) => dueAt.getTime() <= now + horizonMs);
  wake(
    ...soon.map(({ id, dueAt }) => ({
      name: wakes.deliveriesDue,
      data: { destination_id: id },
      ...(dueAt.getTime() > now ? { ts: dueAt.getTime() } : {}),
    })),
  );
  return { unrouted, destinations: soon.length };
}
