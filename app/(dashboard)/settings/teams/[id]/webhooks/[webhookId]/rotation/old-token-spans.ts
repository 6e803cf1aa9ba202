import type { Span } from "../../../../../expiry/expiry";

/** How long an old token may live on. */
export const oldTokenSpans: readonly Span[] = [
  { value: "1", label: "For 1 day", days: 1 },
  { value: "7", label: "For 7 days", days: 7 },
  { value: "30", label: "For 30 days", days: 30 },
  { value: "date", label: "Until a date…", days: null },
];
