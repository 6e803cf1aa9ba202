import { useLatestAlert } from "@/lib/client/queries/alert-search";
import { useChannels } from "@/lib/client/queries/channels";
import { useDestinations } from "@/lib/client/queries/destinations";
import { useSubscriptions } from "@/lib/client/queries/subscriptions";
import type { AlertItemShape } from "@/lib/domain/alerts/alert";
import type { DestinationShape } from "@/lib/domain/delivering/destination";
import type { ChannelShape } from "@/lib/domain/routing/channel";
import type { SubscriptionShape } from "@/lib/domain/routing/subscription";

export interface Progress {
  destinations: DestinationShape[];
  channels: ChannelShape[];
  /** The subscription that carries alerts to a destination; null while there is none. */
  subscription: SubscriptionShape | null;
  /** The newest alert. */
  alert: AlertItemShape | null;
}

/** How far an organization has come, from what it has: the page can be left and come back to. */
export function useProgress(): { progress: Progress | null; error: Error | null; retry: () => void } {
  const destinations = useDestinations();
  const channels = useChannels();
  const subscriptions = useSubscriptions();
  const latest = useLatestAlert();
  const all = [destinations, channels, subscriptions, latest];
  const isThere = destinations.data && channels.data && subscriptions.data && latest.data !== undefined;
  return {
    progress: isThere
      ? {
          destinations: destinations.data,
          channels: channels.data,
          subscription: subscriptions.data.find(({ enabled, destination_ids: ids }) => enabled && ids.length > 0) ?? null,
          alert: latest.data,
        }
      : null,
    error: all.find(({ error }) => error)?.error ?? null,
    retry: () => {
      for (const list of all) if (list.error) void list.refetch();
    },
  };
}
