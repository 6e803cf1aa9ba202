import type { SubscriptionShape } from "@/lib/domain/routing/subscription";

/** What the form holds. A name that nobody typed is null: it follows what is chosen. */
export type SubscriptionValues = Pick<SubscriptionShape, "channel_ids" | "destination_ids" | "environment" | "enabled"> & {
  name: string | null;
};
