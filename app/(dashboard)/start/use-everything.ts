import { useMutation } from "@tanstack/react-query";
import { useCreateChannel } from "@/lib/client/queries/channels";
import { useCreateSubscription } from "@/lib/client/queries/subscriptions";
import type { Progress } from "./use-progress";

/** The channel that hears everything. */
export const everything = { name: "Everything", pattern: ".*" };

/** Subscribes all destinations to the system channels and to everything else; a channel for that is made when there is none. */
export function useSubscribeToEverything({ channels, destinations }: Progress) {
  const createChannel = useCreateChannel();
  const createSubscription = useCreateSubscription();
  return useMutation({
    mutationFn: async () => {
      const found = channels.find(
        ({ pattern, environment, enabled, system }) => pattern === everything.pattern && environment === null && enabled && !system,
      );
      const { id } = found ?? (await createChannel.mutateAsync({ ...everything, description: "Every alert, whatever its name." }));
      return createSubscription.mutateAsync({
        name: everything.name,
        channel_ids: [...channels.filter(({ system }) => system).map((channel) => channel.id), id],
        destination_ids: destinations.map((destination) => destination.id),
      });
    },
  });
}
