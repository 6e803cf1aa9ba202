import type { MomentShape } from "@/lib/domain/moments/moment";

export interface Day {
  /** Of the reader's own calendar, like 2026-11-22. */
  date: string;
  moments: MomentShape[];
}

const pad = (value: number) => String(value).padStart(2, "0");

/** The day of an instant in the reader's own time zone. */
export function dayOf(time: string | number): string {
  const at = new Date(time);
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

/** Moments, newest first, under the days on which they arrived. */
export function groupDays(moments: readonly MomentShape[]): Day[] {
  const days: Day[] = [];
  for (const moment of moments) {
    const date = dayOf(moment.created_at);
    const last = days.at(-1);
    if (last?.date === date) last.moments.push(moment);
    else days.push({ date, moments: [moment] });
  }
  return days;
}

const dayMs = 86_400_000;

/** "Today", "Yesterday", else the weekday and the date; the year where it is another one. */
export function sayDay(date: string, now: number): string {
  if (date === dayOf(now)) return "Today";
  // Noon: a day of 23 or 25 hours does not shift it.
  const noon = new Date(`${date}T12:00:00`);
  const noonToday = new Date(`${dayOf(now)}T12:00:00`);
  if (Math.round((noonToday.getTime() - noon.getTime()) / dayMs) === 1) return "Yesterday";
  const year = noon.getFullYear() === noonToday.getFullYear() ? undefined : "numeric";
  return noon.toLocaleDateString(undefined, { weekday: "long", month: "long", day: "numeric", year });
}
