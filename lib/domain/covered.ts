import type { SubscriptionShape } from "./subscription";

interface Choice {
  /** Of the subscription that is being edited. */
  id: string | null;
  channel_ids: readonly string[];
  environment: string | null;
}

/** The other subscriptions that already bring every alert of this choice to a destination, by the destination's id. */
export function findCovered(
  choice: Choice,
  destinationIds: readonly string[],
  subscriptions: readonly SubscriptionShape[],
): Map<string, SubscriptionShape> {
  const covering = subscriptions.filter(
    ({ id, enabled, environment, channel_ids }) =>
      id !== choice.id &&
      enabled &&
      (environment === null || environment === choice.environment) &&
      choice.channel_ids.length > 0 &&
      choice.channel_ids.every((channel) => channel_ids.includes(channel)),
  );
  const covered = new Map<string, SubscriptionShape>();
  for (const destination of destinationIds) {
    const by = covering.find(({ destination_ids }) => destination_ids.includes(destination));
    if (by) covered.set(destination, by);
  }
  return covered;
}
