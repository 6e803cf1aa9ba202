const form =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(?:([Zz]|UTC|GMT)|([+-])(\d{2})(?::?(\d{2}))?)?)?$/;
/** What Go's String() writes behind the zone: its name, and how long the process had run. */
const goTail = /(?<= [+-]\d{4}) (?:[A-Z]{1,5}|[+-]\d{2,4})(?: m=[+-]\d{1,12}(?:\.\d{1,9})?)?$/;
const minuteMs = 60_000;

/**
 * The instant of `2023-04-01T12:31:26+02:00`, `2023-04-01 12:31:26`, `2023-04-01`, or what Go's String() writes (`2023-04-01 12:31:26.5 +0000
 * UTC m=+0.1`), in epoch milliseconds; null for what is no such time.
 * Without a zone it is UTC, wherever this machine is.
 */
export function readTime(text: string): number | null {
  const parts = form.exec(text.trim().replace(goTail, ""));
  if (!parts) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", , sign, zoneHours = "0", zoneMinutes = "0"] = parts;
  const milliseconds = Math.floor(Number(`0.${fraction}`) * 1000);
  const fields = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), milliseconds] as const;
  const utc = Date.UTC(...fields);
  const date = new Date(utc);
  // Date.UTC takes February 30 for March 2.
  const isReal =
    date.getUTCFullYear() === fields[0] && date.getUTCMonth() === fields[1] && date.getUTCDate() === fields[2] && fields[3] < 24;
  if (!isReal || fields[4] > 59 || fields[5] > 59 || Number(zoneHours) > 23 || Number(zoneMinutes) > 59) return null;
  const offset = (Number(zoneHours) * 60 + Number(zoneMinutes)) * minuteMs;
  return sign === "-" ? utc + offset : utc - offset;
}
