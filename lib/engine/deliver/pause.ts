import { parseRetryAfter } from "../../domain/delivering/retry-after";
import { oncePerProcess } from "../../once-per-process";
import { db } from "../../postgres/db";
import type { Taken } from "./take";

/** A destination, and since when it has its receiver: what an earlier one asked for holds nothing. */
type Paused = Pick<Taken, "id" | "flow">;

/** What receivers asked for, as this process knows it: from the moment it was said, and while the database is away. By destination, epoch ms. */
const asked = oncePerProcess("pauses", () => new Map<string, { until: number; receiverSince: number | null }>());

/** Until when the destination's receiver asked for silence (epoch ms), as far as this process knows; 0 when it did not. */
export function pausedUntil({ id, flow }: Paused): number {
  const own = asked().get(id);
  return Math.max(flow.pausedUntil ?? 0, own?.receiverSince === flow.receiverSince ? own.until : 0);
}

/** Whether what has not been sent yet is to stay here. */
export const isPaused = (of: Paused): boolean => pausedUntil(of) > Date.now();

/** Holds whatever has not been sent yet to this destination, in this process and from now on, until then (epoch ms). */
export function pause(of: Paused, until: number): void {
  const now = Date.now();
  for (const [id, one] of asked()) if (one.until <= now) asked().delete(id);
  const { receiverSince } = of.flow;
  asked().set(of.id, { until: Math.max(until, pausedUntil(of)), receiverSince });
}

/** Statuses whose `Retry-After` speaks for the whole receiver. */
const pausing = [429, 503];

/** The same as soon as an answer's head asks for it: its body may take long. */
export function pauseByHead(of: Paused, status: number, headers: Readonly<Record<string, string>>): void {
  const until = pausing.includes(status) ? parseRetryAfter(headers["retry-after"], Date.now()) : null;
  if (until !== null) pause(of, until);
}

/** Stores a pause, whoever works the destination now and whatever else was changed of it, unless it has another receiver since. One row, by primary key. */
export async function keepPause({ id, flow }: Paused, until: number): Promise<void> {
  await db().$executeRaw`
    UPDATE destination_states SET flow = flow || jsonb_build_object('pausedUntil', greatest((flow->>'pausedUntil')::numeric, ${until}::numeric))
    WHERE destination_id = ${id}::uuid AND flow->>'receiverSince' IS NOT DISTINCT FROM ${flow.receiverSince}::numeric::text`;
}
