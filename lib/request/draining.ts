import { setTimeout as wait } from "node:timers/promises";
import { oncePerProcess } from "../once-per-process";

/** How long a process that is about to end goes on serving, in milliseconds: a load balancer asks about each second whether it is ready. */
const leaveMs = 3_000;
/** Whoever asked within this time asks regularly, in milliseconds. */
const recentMs = 10_000;

interface Draining {
  begun: boolean;
  /** It serves on, and says that it will not for long. */
  leaving: boolean;
  /** When somebody asked last whether requests should come here (epoch milliseconds). */
  askedAt: number;
  callbacks: Set<() => void>;
  /** A signal is heard here too: plain `next start` waits for open answers without a word to them. */
  hearsSignals: boolean;
}

const draining = oncePerProcess<Draining>("draining", () => ({
  begun: false,
  leaving: false,
  askedAt: 0,
  callbacks: new Set(),
  hearsSignals: false,
}));

/** Whether the process is about to end: runs finish what is in flight and take nothing new. */
export const isDraining = (): boolean => draining().begun;

/** Whether requests should go elsewhere from now on, though those that come are answered. */
export const isLeaving = (): boolean => draining().leaving || draining().begun;

/** The same for whoever sends requests here: that they ask is remembered. */
export function isToLeave(): boolean {
  draining().askedAt = Date.now();
  return isLeaving();
}

/**
 * Says to whoever asks that this process is about to end, and resolves once they had the time to hear it; at once where nobody asks, unless
 * `isOneOfSeveral`: then they may have asked another one.
 */
export async function leave({ isOneOfSeveral }: { isOneOfSeveral: boolean }): Promise<void> {
  const of = draining();
  of.leaving = true;
  if (isOneOfSeveral || Date.now() - of.askedAt < recentMs) await wait(leaveMs);
}

/** Calls back when the process is about to end, for what would otherwise go on; the function that comes back takes that back. */
export function onDrain(callback: () => void): () => void {
  const of = draining();
  of.callbacks.add(callback);
  if (!of.hearsSignals) for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, beginDrain);
  of.hearsSignals = true;
  return () => of.callbacks.delete(callback);
}

export function beginDrain(): void {
  const of = draining();
  of.begun = true;
  for (const callback of of.callbacks) callback();
}
