import type { Crew } from "./crew";
import type { Subject } from "./hotline";
import type { Percentiles } from "./percentiles";

/** What one phase came to. Rates count from the first request to the last answer, or to the last arrival. */
export interface Figures {
  published: number;
  refused: number;
  delivered: number;
  duplicates: number;
  accepted_per_second: number;
  delivered_per_second: number;
  /** Request to 202, in milliseconds. */
  accept_ms: Percentiles;
  /** Publish to arrival at the receiver, in milliseconds. Under full load it is mostly the queue. */
  deliver_ms: Percentiles;
  /** Processor time of one alert that was delivered, in microseconds, of all processes of the subject; null where it cannot be read. */
  cpu_us: number | null;
}

/** Each is bounded by count and by time, so that a slow machine is done as soon as a fast one. */
const sendMs = 8_000;
const arriveMs = 12_000;

const phases = {
  warm_up: { alerts: 3_000, connections: 32, batch: 1, perSecond: null },
  steady_100: { alerts: 800, connections: 32, batch: 1, perSecond: 100 },
  latency_300: { alerts: 2_400, connections: 64, batch: 1, perSecond: 300 },
  one_by_one: { alerts: 20_000, connections: 64, batch: 1, perSecond: null },
  batch_50: { alerts: 40_000, connections: 8, batch: 50, perSecond: null },
} as const;

export type Phase = keyof typeof phases;

/** Publishes by the phase's plan, and waits until all that was accepted arrived. */
export async function runPhase(crew: Crew, { target, cpuMs }: Subject, phase: Phase): Promise<Figures> {
  await crew.begin(phase);
  const cpuBefore = cpuMs();
  const sent = await crew.publish({ target, phase, names: ["bench:alert"], ms: sendMs, ...phases[phase] });
  const arrived = await crew.received(sent.accepted, arriveMs);
  const cpuAfter = cpuMs();
  const perSecond = (count: number, until: number) => Math.round(count / ((until - sent.startedAt) / 1000));
  return {
    published: sent.accepted,
    refused: sent.refused,
    delivered: arrived.count,
    duplicates: arrived.duplicates,
    accepted_per_second: perSecond(sent.accepted, sent.endedAt),
    delivered_per_second: arrived.count === 0 ? 0 : perSecond(arrived.count, arrived.lastAt),
    accept_ms: sent.answerMs,
    deliver_ms: arrived.delayMs as Percentiles,
    cpu_us: cpuBefore === null || cpuAfter === null ? null : Math.round(((cpuAfter - cpuBefore) * 1000) / Math.max(1, arrived.count)),
  };
}

/** Warms the subject up, then measures it. */
export async function measure(
  crew: Crew,
  subject: Subject,
  say: (line: string) => void,
): Promise<Record<Exclude<Phase, "warm_up">, Figures>> {
  const run = (phase: Phase) => {
    say(`  ${phase} …`);
    return runPhase(crew, subject, phase);
  };
  await run("warm_up");
  return {
    steady_100: await run("steady_100"),
    latency_300: await run("latency_300"),
    one_by_one: await run("one_by_one"),
    batch_50: await run("batch_50"),
  };
}
