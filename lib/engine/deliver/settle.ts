import { observe } from "../../domain/delivering/flow";
import { describeOutcome } from "../../domain/delivering/outcome";
import { countSuspect, nextStep } from "../../domain/delivering/retry";
import { showId } from "../../domain/id";
import { log } from "../../log";
import { metrics } from "../../metrics";
import { pause, pausedUntil } from "./pause";
import type { Sent } from "./send";
import type { Claimed, Settled } from "./settle-and-claim";
import type { Taken } from "./take";
/** What follows from an outcome, for the delivery and for the destination's flow. */
export function settle(taken: Taken, claimed: Claimed, sent: Sent): { settled: Settled; reason: string | null } {
  const { kind } = taken;
  const { result } = sent;
  const now = Date.now();
  const info = describeOutcome(result.outcome, kind.outcomes);
  const next = nextStep({
    class: info.class,
    outcome: result.outcome,
    triesUsed: claimed.triesUsed,
    suspectTries: countSuspect(
      claimed.earlierOutcomes.map((code) => describeOutcome(code, kind.outcomes).class),
      claimed.triesUsed,
    ),
    attemptCount: claimed.number,
    retrySeconds: kind.retrySeconds,
    retryAt: result.retryAt,
    now,
    random: Math.random(),
  });
  if (result.pause && result.retryAt !== null) pause(taken, result.retryAt);
  const seen = observe(taken.flow, kind, {
    class: info.class,
    configuration: info.configuration ?? false,
    deliveryId: claimed.id,
    alertId: claimed.alert.id,
    pauseUntil: pausedUntil(taken) || null,
    now,
  });
  taken.flow = seen.flow;
  metrics().attempts.inc({ kind: kind.kind, outcome: result.outcome });
  metrics().attemptSeconds.observe({ kind: kind.kind }, sent.durationMs / 1000);
  if (result.cause !== undefined)
    log().error({ delivery: showId("dlv", claimed.id), attempt: claimed.number, err: result.cause }, "sending failed");
  log().debug({ delivery: claimed.id, attempt: claimed.number, outcome: result.outcome, ms: sent.durationMs }, "attempt");
  const settled: Settled = {
    deliveryId: claimed.id,
    number: claimed.number,
    durationMs: Math.round(sent.durationMs),
    outcome: result.outcome,
    statusCode: result.statusCode,
    error: info.class === "success" ? null : (result.error ?? info.sentence),
    responseExcerpt: result.responseExcerpt,
    maybeDelivered: info.maybeDelivered ?? false,
    status: next.status,
    reason: next.reason,
    dueAt: new Date(next.dueAt),
    retryAt: result.retryAt === null ? null : new Date(result.retryAt),
    triesUsed: next.triesUsed,
    sentWith: next.status === "sent" ? sent.sentWith : null,
  };
  return { settled, reason: seen.disable };
}
