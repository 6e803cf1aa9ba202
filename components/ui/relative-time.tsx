"use client";

import { useSyncExternalStore } from "react";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all times on the page. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, second);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const units = [
  { length: day, below: hour, name: "d" },
  { length: hour, below: minute, name: "h" },
  { length: minute, below: second, name: "min" },
] as const;

/** What is ahead is rounded: seven days less a second are not six. */
function ahead(milliseconds: number): string {
  const unit = units.find(({ length, below }) => Math.round(milliseconds / below) * below >= length);
  return unit ? `${Math.round(milliseconds / unit.length)} ${unit.name}` : `${Math.max(1, Math.round(milliseconds / second))} s`;
}

const ago = (milliseconds: number): string => {
  if (milliseconds < minute) return `${Math.max(1, Math.round(milliseconds / second))} s`;
  if (milliseconds < hour) return `${Math.floor(milliseconds / minute)} min`;
  if (milliseconds < day) return `${Math.floor(milliseconds / hour)} h`;
  return `${Math.floor(milliseconds / day)} d`;
};

/** `12 s ago`, `in 5 min`; further away than a week, the date. */
export function sayRelative(time: number, at: number): string {
  const distance = time - at;
  if (Math.abs(distance) > 7 * day)
    return new Date(time).toLocaleDateString(undefined, { year: "numeric", month: "short", day: "numeric" });
  if (Math.abs(distance) < 3 * second) return "now";
  return distance < 0 ? `${ago(-distance)} ago` : `in ${ahead(distance)}`;
}

/** The instant in the reader's own time zone, to the second. */
export const sayAbsolute = (iso: string): string =>
  new Date(iso).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "long", hour12: false });

/** How long ago, or how soon; the absolute time on hover. */
export function RelativeTime({ iso, className = "" }: { iso: string; className?: string }) {
  // The words are the snapshot: a tick draws only those times whose words change.
  const say = () => sayRelative(Date.parse(iso), Date.now());
  const text = useSyncExternalStore(subscribe, say, say);
  return (
    // The server knows neither the reader's time zone nor the reader's words.
    <time suppressHydrationWarning dateTime={iso} title={sayAbsolute(iso)} className={`whitespace-nowrap tabular-nums ${className}`}>
      {text}
    </time>
  );
}
