/**
 * What the functions listen to: events of Inngest's. Each only says "look now": Postgres holds what there is to do, so losing one costs at
 * most the time to the next sweep or cron, and a repeat does no harm.
 */
export const wakes = {
  /** Alerts wait to be routed. No data. */
  alertsPublished: "alerts/published",
  /** Destinations have deliveries to send: `{destination_ids}`, UUIDs. With a future `ts`: they will have then. */
  deliveriesDue: "deliveries/due",
  /** Hotline switched a destination off: `{destination_id, reason}`. */
  destinationDisabled: "destination/disabled",
  /** Moments wait for what their tool says more. No data. */
  momentsReceived: "moments/received",
  /** Teams' credentials wait to be checked. No data. */
  credentialsToCheck: "credentials/to-check",
  /** Events that errored wait to be read again. No data. */
  eventsToRead: "events/to-read",
} as const;

export type Wake =
  | {
      name: typeof wakes.alertsPublished | typeof wakes.momentsReceived | typeof wakes.credentialsToCheck | typeof wakes.eventsToRead;
      data: Record<string, never>;
    }
  | { name: typeof wakes.deliveriesDue; data: { destination_ids: string[] }; ts?: number }
  | { name: typeof wakes.destinationDisabled; data: { destination_id: string; reason: string } };
