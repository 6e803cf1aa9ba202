"use client";

import { useMemo } from "react";
import { useChannels } from "@/lib/client/queries/channels";
import { useDestinations } from "@/lib/client/queries/destinations";
import type { DestinationShape } from "@/lib/domain/delivering/destination";
import type { ChannelShape } from "@/lib/domain/routing/channel";
import type { SubscriptionShape } from "@/lib/domain/routing/subscription";

/** A subscription with the things that it names. */
export type WholeSubscription = SubscriptionShape & { channels: ChannelShape[]; destinations: DestinationShape[] };

const byId = <Entry extends { id: string }>(entries: readonly Entry[] | undefined) => new Map(entries?.map((entry) => [entry.id, entry]));

/** Puts the channels and destinations in where a choice has their ids. `isReady` once both lists are there. */
export function useParts() {
  const channelList = useChannels();
  const destinationList = useDestinations();
  const channels = channelList.data;
  const destinations = destinationList.data;
  const parts = useMemo(() => {
    const channelOf = byId(channels);
    const destinationOf = byId(destinations);
    const find = <Entry>(ids: readonly string[], entries: ReadonlyMap<string, Entry>) => ids.flatMap((id) => entries.get(id) ?? []);
    return {
      isReady: Boolean(channels && destinations),
      channels: channels ?? [],
      destinations: destinations ?? [],
      complete: <Choice extends Pick<SubscriptionShape, "channel_ids" | "destination_ids">>(choice: Choice) => ({
        ...choice,
        channels: find(choice.channel_ids, channelOf),
        destinations: find(choice.destination_ids, destinationOf),
      }),
    };
  }, [channels, destinations]);
  return {
    ...parts,
    error: channelList.error ?? destinationList.error,
    refetch: () => Promise.all([channelList.refetch(), destinationList.refetch()]),
  };
}
