import { dayMs } from "../time";
import type { OutcomeClass } from "./outcome";

/** What delivery remembers of a destination between runs, beside the deliveries themselves. Times are epoch milliseconds. */
export interface Flow {
  /** When it began anew, since the settings were changed: what is learned by attempts of before is not kept. */
  begunAt: number | null;
  /** Since when the destination has its receiver: what an earlier one asked for is not kept. */
  receiverSince: number | null;
  /** Failures in a row, the delivery of the last one, and whether more than one delivery is among them. */
  failuresInRow: number;
  lastFailed: string | null;
  severalFailed: boolean;
  /** Outcomes in the current five minutes. */
  window: { start: number; total: number; failed: number };
  /** The breaker: closed while null; a probe may go at that time. */
  openUntil: number | null;
  openSeconds: number;
  /** After a probe succeeded: how many may be in flight, doubling with each success. */
  drain: number | null;
  /** The receiver asked for silence until then. */
  pausedUntil: number | null;
  /** Pacing: when the next message would be due if the budget were spent evenly. */
  paceAt: number;
  /** The newest alerts that the receiver refused because of the destination's settings, since the last success. */
  refused: { alert: string; at: number }[];
  failingSince: number | null;
  lastSuccessAt: number | null;
}

export const quietFlow: Flow = {
  begunAt: null,
  receiverSince: null,
  failuresInRow: 0,
  lastFailed: null,
  severalFailed: false,
  window: { start: 0, total: 0, failed: 0 },
  openUntil: null,
  openSeconds: 0,
  drain: null,
  pausedUntil: null,
  paceAt: 0,
  refused: [],
  failingSince: null,
  lastSuccessAt: null,
};

/** POLICY: the breaker opens after 5 transient failures in a row of at least 2 deliveries … */
const failuresToOpen = 5;
/** … or when half of at least 20 outcomes in 5 minutes failed. */
const window = { ms: 300_000, least: 20, share: 0.5 };
/** One probe after 60 s, doubling to 10 minutes. */
const firstOpenSeconds = 60;
const maxOpenSeconds = 600;
/** How many may be in flight after the first probe that succeeded. */
const firstDrain = 2;
/** Refusals of so many alerts because of the settings within a day, without a success, switch the destination off. */
const refusalsToDisable = { alerts: 3, ms: dayMs };
/** So long a time of failures without a success switches it off too. */
const failingToDisableMs = 5 * dayMs;

export interface Limits {
  concurrency: number;
  pacing?: { intervalMs: number; burst: number };
}

export interface Waiting {
  until: number;
  reason: "breaker_open" | "rate_paced";
}

/** Until when deliveries must wait whatever their due time, and why; null when they need not. */
export function waitingUntil(flow: Flow, now: number): Waiting | null {
  if (flow.openUntil !== null && flow.openUntil > now) return { until: flow.openUntil, reason: "breaker_open" };
  if (flow.pausedUntil !== null && flow.pausedUntil > now) return { until: flow.pausedUntil, reason: "rate_paced" };
  return null;
}

/** How many deliveries may be dialled now; when that is none although slots are free, until when and why. */
export function allowance(flow: Flow, limits: Limits, inFlight: number, now: number): { count: number; waiting: Waiting | null } {
  const waiting = waitingUntil(flow, now);
  if (waiting) return { count: 0, waiting };
  if (flow.openUntil !== null) return { count: inFlight === 0 ? 1 : 0, waiting: null };
  const free = Math.max(0, Math.min(limits.concurrency, flow.drain ?? Number.POSITIVE_INFINITY) - inFlight);
  if (!limits.pacing || free === 0) return { count: free, waiting: null };
  const { intervalMs, burst } = limits.pacing;
  const budget = Math.floor((now - Math.max(flow.paceAt, now) + burst * intervalMs) / intervalMs);
  if (budget > 0) return { count: Math.min(free, budget), waiting: null };
  return { count: 0, waiting: { until: flow.paceAt - (burst - 1) * intervalMs, reason: "rate_paced" } };
}

/** The flow after `count` messages were dialled at `now`. */
export function spend(flow: Flow, limits: Limits, count: number, now: number): Flow {
  if (!limits.pacing || count === 0) return flow;
  return { ...flow, paceAt: Math.max(flow.paceAt, now) + count * limits.pacing.intervalMs };
}

export interface Observed {
  class: OutcomeClass;
  /** The answer is about the destination's settings, not about this one alert. */
  configuration: boolean;
  deliveryId: string;
  alertId: string;
  /** The receiver asked every sender to wait until then. */
  pauseUntil: number | null;
  now: number;
}

/**
 * The flow after an outcome, and the reason to switch the destination off, when there is one. Only transient failures open the
 * breaker. A success or a refusal closes it; an answer that smells of a wrong setting does neither, nor does what was blocked,
 * for which nothing was contacted.
 */
export function observe(flow: Flow, limits: Limits, seen: Observed): { flow: Flow; disable: string | null } {
  const { now } = seen;
  const pausedUntil = Math.max(flow.pausedUntil ?? 0, seen.pauseUntil ?? 0) || null;
  if (seen.class === "ours") return { flow: { ...flow, pausedUntil }, disable: null };
  if (seen.class === "success") return { flow: { ...succeed(flow, limits, now), pausedUntil }, disable: null };

  const failingSince = flow.failingSince ?? now;
  if (seen.class === "gone") return { flow: { ...flow, failingSince }, disable: "http_410" };
  const disable = now - failingSince >= failingToDisableMs ? "failing_for_days" : null;
  const failing = { ...flow, failingSince, pausedUntil };
  if (seen.class === "transient") return { flow: fail(failing, seen), disable };
  if (seen.class !== "permanent") return { flow: failing, disable };
  const answered = closeBreaker(failing, limits);
  if (!seen.configuration) return { flow: answered, disable };
  const { alerts, ms } = refusalsToDisable;
  const others = flow.refused.filter(({ alert, at }) => alert !== seen.alertId && now - at < ms);
  const refused = [...others, { alert: seen.alertId, at: now }].slice(-alerts);
  const hasSucceeded = flow.lastSuccessAt !== null && now - flow.lastSuccessAt < ms;
  return { flow: { ...answered, refused }, disable: refused.length === alerts && !hasSucceeded ? "refused_repeatedly" : disable };
}

function succeed(flow: Flow, limits: Limits, now: number): Flow {
  return {
    ...closeBreaker(flow, limits),
    failuresInRow: 0,
    lastFailed: null,
    severalFailed: false,
    window: count(flow, now, false),
    refused: [],
    failingSince: null,
    lastSuccessAt: now,
  };
}

/** The receiver is there: after a probe, what waits is let go at a rising rate. */
function closeBreaker(flow: Flow, { concurrency }: Limits): Flow {
  const wider = flow.openUntil !== null ? firstDrain : flow.drain === null ? null : flow.drain * 2;
  return { ...flow, openUntil: null, openSeconds: 0, drain: wider !== null && wider >= concurrency ? null : wider };
}

function fail(flow: Flow, { deliveryId, now }: Observed): Flow {
  const counted = {
    ...flow,
    failuresInRow: flow.failuresInRow + 1,
    severalFailed: flow.severalFailed || (flow.lastFailed !== null && flow.lastFailed !== deliveryId),
    lastFailed: deliveryId,
    window: count(flow, now, true),
  };
  if (flow.openUntil !== null && flow.openUntil > now) return counted;
  const { total, failed } = counted.window;
  const opens =
    flow.openUntil !== null ||
    (counted.failuresInRow >= failuresToOpen && counted.severalFailed) ||
    (total >= window.least && failed / total >= window.share);
  if (!opens) return counted;
  const openSeconds = Math.min(maxOpenSeconds, flow.openSeconds === 0 ? firstOpenSeconds : flow.openSeconds * 2);
  return { ...counted, openSeconds, openUntil: now + openSeconds * 1000, drain: null, window: { start: now, total: 0, failed: 0 } };
}

function count({ window: of }: Flow, now: number, failed: boolean): Flow["window"] {
  const current = now - of.start < window.ms ? of : { start: now, total: 0, failed: 0 };
  return { start: current.start, total: current.total + 1, failed: current.failed + (failed ? 1 : 0) };
}
