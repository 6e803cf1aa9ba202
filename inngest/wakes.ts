/**
 * The events that the functions listen to. Each only says "look now": Postgres holds what there is to do, so losing one costs at
 * most one sweep, and a repeat does no harm.
 */
export const events = {
  /** Alerts wait to be routed. No data. */
  alertsPublished: "alerts/published",
  /** A destination has deliveries to send: `{destination_id}`, a UUID. With a future `ts`: it will have then. */
  deliveriesDue: "deliveries/due",
  /** Hotline switched a destination off: `{destination_id, reason}`. */
  destinationDisabled: "destination/disabled",
  /** Moments wait for what their tool says more. No data. */
  momentsReceived: "moments/received",
  /** Teams' keys to tools wait to be checked. No data. */
  keysToCheck: "keys/to-check",
  /** Events that errored wait to be read again. No data. */
  eventsToRetry: "events/to-retry",
} as const;

export type HotlineEvent =
  | {
      name: typeof events.alertsPublished | typeof events.momentsReceived | typeof events.keysToCheck | typeof events.eventsToRetry;
      data: Record<string, never>;
    }
  | { name: typeof events.deliveriesDue; data: { destination_id: string }; ts?: number }
  | { name: typeof events.destinationDisabled; data: { destination_id: string; reason: string } };
