import { sayTimeOfDay } from "../page/local-time";

/** The time of day in the reader's zone, to the millisecond: timelines are compared with logs. */
export function sayClock(iso: string): string {
  const milliseconds = String(new Date(iso).getMilliseconds()).padStart(3, "0");
  return sayTimeOfDay(iso).replace(/\p{Nd}+\P{Nd}\p{Nd}+\P{Nd}\p{Nd}+/u, (clock) => `${clock}.${milliseconds}`);
}

/** How long something took: `4 ms`, `1.2 s`, `3 min`. */
export function sayDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  if (milliseconds < 3_600_000) return `${Math.round(milliseconds / 60_000)} min`;
  return `${Math.round(milliseconds / 3_600_000)} h`;
}
