import { useChannels } from "@/lib/client/queries/channels";
import { useDestinations } from "@/lib/client/queries/destinations";
import { useSubscriptions } from "@/lib/client/queries/subscriptions";
import type { DestinationShape } from "@/lib/domain/delivering/destination";
import type { ChannelShape } from "@/lib/domain/routing/channel";
import type { SubscriptionShape } from "@/lib/domain/routing/subscription";

interface Lists {
  channels: ChannelShape[];
  subscriptions: SubscriptionShape[];
  destinations: DestinationShape[];
}

/** Today's configuration; null until all of it is there. */
export function useConfiguration(): Lists | null {
  const channels = useChannels().data;
  const subscriptions = useSubscriptions().data;
  const destinations = useDestinations().data;
  return channels && subscriptions && destinations ? { channels, subscriptions, destinations } : null;
}
