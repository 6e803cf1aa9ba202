import { oncePerProcess } from "../once-per-process";

interface Draining {
  begun: boolean;
  callbacks: Set<() => void>;
  /** A signal is heard here too: plain `next start` waits for open answers without a word to them. */
  hearsSignals: boolean;
}

const draining = oncePerProcess<Draining>("draining", () => ({ begun: false, callbacks: new Set(), hearsSignals: false }));

/** Whether the process is about to end: runs finish what is in flight and take nothing new. */
export const isDraining = (): boolean => draining().begun;

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
