const pad = (value: number) => String(value).padStart(2, "0");

/** An ISO time as an input of type datetime-local shows it, in the reader's own zone; empty when it is none. */
export function toLocalInput(iso: string | undefined): string {
  const time = new Date(iso ?? "");
  if (Number.isNaN(time.getTime())) return "";
  const date = `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;
  return `${date}T${pad(time.getHours())}:${pad(time.getMinutes())}`;
}

export const fromLocalInput = (value: string): string | null => {
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
};

/** How far a change of the clocks can be from the times that it shows twice, in milliseconds. */
const nearMs = 3 * 3_600_000;

/** Whether the reader's clock shows this time a second time: in the hour that is over again when summer time ends. */
function isTwice(time: Date): boolean {
  const offset = time.getTimezoneOffset();
  const offsetAt = (at: number) => new Date(at).getTimezoneOffset();
  return [-nearMs, nearMs].some((near) => {
    const other = offsetAt(time.getTime() + near);
    return other !== offset && offsetAt(time.getTime() + (other - offset) * 60_000) === other;
  });
}

/** The time of day in the reader's zone, with the zone's name where the clock shows that time twice. */
export function sayTimeOfDay(iso: string, parts: Pick<Intl.DateTimeFormatOptions, "hour" | "minute"> = {}): string {
  const time = new Date(iso);
  return time.toLocaleTimeString(undefined, { ...parts, hour12: false, ...(isTwice(time) ? { timeZoneName: "short" } : {}) });
}

/** Date and time, to the minute, in the reader's zone; with the zone's name where the clock shows that time twice. */
export function sayMinute(time: Date): string {
  return time.toLocaleString(undefined, { dateStyle: "medium", timeStyle: isTwice(time) ? "long" : "short", hour12: false });
}
