/** How bad it is. PagerDuty's four, https://developer.pagerduty.com/docs/events-api-v2 */
export const severities = ["critical", "error", "warning", "info"] as const;
export type Severity = (typeof severities)[number];

/** What a destination is given to send: one alert, for one delivery. */
export interface Message {
  /** Constant over retries: a receiver can tell a repeat by it. */
  deliveryId: string;
  /** Constant over the retries of one schedule; another one once a person asks to send again. */
  idempotencyKey: string;
  organization: string;
  alert: {
    id: string;
    name: string;
    /** The environment's slug, or the tool's own name for it. */
    environment: string | null;
    severity: Severity | null;
    action: "trigger" | "resolve";
    dedupKey: string | null;
    source: string;
    /** ISO 8601, UTC, milliseconds. */
    createdAt: string;
    payload: Record<string, unknown>;
    /** The payload's source text, as it was published. */
    payloadText: string;
  };
  /** What it belongs to, where it has a dedup key: a trigger, its repeats and its end, told to one destination. */
  thread: {
    /** Letters and digits; the same for all of them, and of no other destination's. */
    id: string;
    /** What `render` made of the newest message before this one; null for the first, and for kinds that render nothing. */
    before: string | null;
  } | null;
  /** The alert's page. */
  url: string;
  /** A sample, sent by "Send test", or an alert that was published as a test. */
  test: boolean;
}
