import type { OutcomeClass } from "./outcome";
import { maxRetryAfterMs } from "./retry-after";

/** Delays for answers that smell of a wrong setting: seconds (POLICY). */
export const suspectRetrySeconds = [5, 30, 120, 300, 900, 2_400] as const;
/** Share by which a delay is spread, so that what failed together is not repeated together. */
const jitter = 0.2;

export interface Tried {
  class: OutcomeClass;
  outcome: string;
  /** Tries used before this one. */
  triesUsed: number;
  /** Suspect answers in a row just before this one, as `countSuspect` counts them. */
  suspectTries: number;
  /** Attempts made, this one included. */
  attemptCount: number;
  /** The kind's schedule. */
  retrySeconds: readonly number[];
  /** The earliest instant that the receiver named, epoch ms. */
  retryAt: number | null;
  now: number;
  /** 0 ≤ random < 1 */
  random: number;
}

export interface NextStep {
  status: "sent" | "failed" | "pending";
  reason: string | null;
  /** Epoch ms; of no meaning unless pending. */
  dueAt: number;
  triesUsed: number;
}

/**
 * How many of a delivery's newest answers in a row were suspect. `earlier` are the classes of its attempts, newest first; faults of
 * ours say nothing of the receiver. Attempts from before the delivery was retried by hand (beyond `triesUsed`) do not count.
 */
export function countSuspect(earlier: readonly OutcomeClass[], triesUsed: number): number {
  const answers = earlier.filter((of) => of !== "ours").slice(0, triesUsed);
  const other = answers.findIndex((of) => of !== "suspect");
  return other < 0 ? answers.length : other;
}

/**
 * What an attempt's outcome leads to. A suspect answer starts the suspect schedule at its beginning, whatever came before, and all
 * tries together are never more than the kind's schedule has. Never earlier than the receiver asked, and at most 24 h later for it. Faults of ours
 * are repeated along the same schedule but use no try, so they never make a delivery fail.
 */
export function nextStep(tried: Tried): NextStep {
  const { now } = tried;
  if (tried.class === "success") return { status: "sent", reason: null, dueAt: now, triesUsed: tried.triesUsed + 1 };
  const ours = tried.class === "ours";
  const triesUsed = tried.triesUsed + (ours ? 0 : 1);
  const seconds = delaySeconds(tried);
  if (seconds === undefined) return { status: "failed", reason: tried.outcome, dueAt: now, triesUsed };
  const scheduled = now + seconds * 1000 * (1 + jitter * (2 * tried.random - 1));
  const asked = Math.min(tried.retryAt ?? 0, now + maxRetryAfterMs);
  return { status: "pending", reason: tried.outcome, dueAt: Math.ceil(Math.max(scheduled, asked)), triesUsed };
}

/** The delay that the schedule has for this outcome; undefined when there is no further try. */
function delaySeconds({ class: of, retrySeconds, triesUsed, attemptCount, suspectTries }: Tried): number | undefined {
  if (of === "ours") return retrySeconds[Math.min(attemptCount, retrySeconds.length) - 1];
  if (of === "transient") return retrySeconds[triesUsed];
  return of === "suspect" && triesUsed < retrySeconds.length ? suspectRetrySeconds[suspectTries] : undefined;
}
