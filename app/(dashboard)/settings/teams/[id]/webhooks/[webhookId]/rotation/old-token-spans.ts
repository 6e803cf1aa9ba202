import { type Expiry, type Span, toExpiresAt } from "../../../../../expiry/expiry";

/** How long an old token may live on. */
export const oldTokenSpans: readonly Span[] = [
  { value: "1", label: "For 1 day", days: 1 },
  { value: "7", label: "For 7 days", days: 7 },
  { value: "30", label: "For 30 days", days: 30 },
  { value: "date", label: "Until a date…", days: null },
];

export const weekLong: Expiry = { span: "7", date: "" };

/** When the old token ends, in ISO 8601. Empty for a day that is none: `checkExpiry` tells of that. */
export const readOldTokenSpan = ({ span, date }: Expiry): string => toExpiresAt(span, date, Date.now(), oldTokenSpans) ?? "";
