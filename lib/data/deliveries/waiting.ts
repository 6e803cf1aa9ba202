import { waitingUntil } from "../../domain/delivering/flow";
import { readFlow } from "../../engine/deliver/flow";
import { waitsForTrigger } from "../../engine/deliver/resolve";

interface Pending {
  status: string;
  reason: string | null;
  /** An attempt of it is under way. */
  inFlight: boolean;
  dueAt: Date;
  /** Its destination's, as it is stored. */
  flow: unknown;
}

/** Why a delivery is where it is, and when it is tried next: at its own time, or once its destination's pace or breaker lets it. */
export function nextAttempt({ status, reason, inFlight, dueAt, flow }: Pending, now: number) {
  const waits = status === "pending" && !inFlight;
  const waiting = waits ? waitingUntil(readFlow(flow), now) : null;
  // What waits for its trigger goes when that has gone.
  const isTimed = waits && reason !== waitsForTrigger;
  return {
    reason: waiting?.reason ?? reason,
    next_attempt_at: isTimed ? new Date(Math.max(dueAt.getTime(), waiting?.until ?? 0)).toISOString() : null,
  };
}
