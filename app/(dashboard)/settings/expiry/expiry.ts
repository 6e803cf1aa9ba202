/** A span to choose: so many days; `date` asks for a day, and another without days is never. */
export interface Span {
  value: string;
  label: string;
  days: number | null;
}

/** How long what is made may live. */
export const expiries: readonly Span[] = [
  { value: "never", label: "Never", days: null },
  { value: "7", label: "In 7 days", days: 7 },
  { value: "30", label: "In 30 days", days: 30 },
  { value: "90", label: "In 90 days", days: 90 },
  { value: "365", label: "In a year", days: 365 },
  { value: "date", label: "On a date…", days: null },
];

const dayMs = 86_400_000;

/** When it ends, in ISO 8601, or null for never. A date ends with its last second, in the reader's own zone; undefined when it is none. */
export function toExpiresAt(span: string, date: string, now: number, spans = expiries): string | null | undefined {
  const days = spans.find(({ value }) => value === span)?.days;
  if (days) return new Date(now + days * dayMs).toISOString();
  if (span !== "date") return null;
  const end = new Date(`${date}T23:59:59`);
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString();
}

/** What a form holds of an expiry: the chosen span, and the day where that asks for one (`2026-12-01`, else empty). */
export interface Expiry {
  span: string;
  date: string;
}

/** What is chosen at first: the day that is saved, else never. */
export const expiryOf = (saved: string | null): Expiry =>
  saved ? { span: "date", date: toDateInput(new Date(saved)) } : { span: "never", date: "" };

/** What the API takes for a choice. The saved day stands for the saved instant, not for the end of its day: that may be past, and only the future is taken. */
export function readExpiry(chosen: Expiry, saved: string | null): string | null | undefined {
  const before = expiryOf(saved);
  if (saved && chosen.span === before.span && chosen.date === before.date) return saved;
  return toExpiresAt(chosen.span, chosen.date, Date.now());
}

/** What is wrong with a choice in the field `path`: nothing, or that it names no day. */
export const checkExpiry = (path: string, { span, date }: Expiry) =>
  toExpiresAt(span, date, 0) === undefined ? [{ path, message: "Choose a date." }] : [];

const pad = (value: number) => String(value).padStart(2, "0");

/** A time's day in the reader's zone, as an input of type date has it. */
export const toDateInput = (time: Date): string => `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;

/** Days before its end from which on a key is called out. */
const soonDays = 7;

export function expiryState(expiresAt: string | null, now: number): "never" | "later" | "soon" | "expired" {
  if (expiresAt === null) return "never";
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return "expired";
  return left < soonDays * dayMs ? "soon" : "later";
}
