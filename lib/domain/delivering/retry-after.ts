/** A receiver may not make a delivery wait longer than this (POLICY: at most 24 h). */
export const maxRetryAfterMs = 24 * 60 * 60 * 1000;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const clock = "(\\d{2}):(\\d{2}):(\\d{2})";
/** The three forms of an HTTP date, RFC 9110 section 5.6.7: IMF-fixdate, RFC 850, asctime. */
const imfFixdate = new RegExp(`^[A-Z][a-z]{2}, (\\d{2}) ([A-Z][a-z]{2}) (\\d{4}) ${clock} GMT$`);
const rfc850 = new RegExp(`^[A-Z][a-z]{5,8}, (\\d{2})-([A-Z][a-z]{2})-(\\d{2}) ${clock} GMT$`);
const asctime = new RegExp(`^[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \\d]\\d) ${clock} (\\d{4})$`);

/** One of several values: a date has a comma of its own after the name of its day. */
const eachValue = /[\s,]*([A-Z][a-z]{2,8}, [^,]+|[^,]+)/g;

/**
 * The instant (epoch ms) that a `Retry-After` header names: seconds, or any of the three HTTP dates; of several, as two headers are, the latest.
 * Never before `now` and at most 24 h after it; null when the header is missing or says neither.
 */
export function parseRetryAfter(value: string | null | undefined, now: number): number | null {
  const instants = [...(value ?? "").matchAll(eachValue)].flatMap(([, one = ""]) => parseOne(one.trim(), now) ?? []);
  return instants.length === 0 ? null : Math.min(Math.max(...instants, now), now + maxRetryAfterMs);
}

const parseOne = (text: string, now: number): number | null =>
  /^\d+(\.\d+)?$/.test(text) ? now + Math.ceil(Number(text) * 1000) : parseHttpDate(text, now);

function parseHttpDate(text: string, now: number): number | null {
  const long = imfFixdate.exec(text);
  if (long) return utc(Number(long[3]), long[2], long[1], long.slice(4, 7));
  const unix = asctime.exec(text);
  if (unix) return utc(Number(unix[6]), unix[1], unix[2], unix.slice(3, 6));
  const short = rfc850.exec(text);
  if (!short) return null;
  const thisYear = new Date(now).getUTCFullYear();
  const year = Math.floor(thisYear / 100) * 100 + Number(short[3]);
  // A two-digit year more than 50 years ahead means the past (RFC 9110 section 5.6.7).
  return utc(year > thisYear + 50 ? year - 100 : year, short[2], short[1], short.slice(4, 7));
}

function utc(year: number, monthName: string | undefined, day: string | undefined, time: string[]): number | null {
  const month = months.indexOf(monthName ?? "");
  const [hours, minutes, seconds] = time.map(Number) as [number, number, number];
  const at = new Date(Date.UTC(year, month, Number(day), hours, minutes, seconds));
  const isReal = month >= 0 && at.getUTCDate() === Number(day) && hours < 24 && minutes < 60 && seconds <= 60;
  return isReal ? at.getTime() : null;
}
