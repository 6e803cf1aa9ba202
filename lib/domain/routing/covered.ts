import type { SubscriptionShape } from "./subscription";

interface Choice {
  /** Of the subscription itself, which does not cover itself; null for a new one. */
  id: string | null;
  channel_ids: readonly string[];
  environment: string | null;
}

type Covering = Pick<SubscriptionShape, "id" | "name" | "enabled" | "environment" | "channel_ids" | "destination_ids">;

/** That a destination, or `It`, gets through another subscription what this one would send. */
export const sayCovered = (destination: string, by: { name: string }): string =>
  `${destination} gets all of these already, through ${by.name}. An alert is sent to a destination once.`;

/** The other subscriptions that already bring every alert of this choice to a destination, by the destination's id. */
export function findCovered(choice: Choice, destinationIds: readonly string[], subscriptions: readonly Covering[]): Map<string, Covering> {
  const covering = subscriptions.filter(
    ({ id, enabled, environment, channel_ids }) =>
      id !== choice.id &&
      enabled &&
      (environment === null || environment === choice.environment) &&
      choice.channel_ids.length > 0 &&
      choice.channel_ids.every((channel) => channel_ids.includes(channel)),
  );
  const covered = new Map<string, Covering>();
  for (const destination of destinationIds) {
    const by = covering.find(({ destination_ids }) => destination_ids.includes(destination));
    if (by) covered.set(destination, by);
  }
  return covered;
}
