import type { SubscriptionProblem } from "@/lib/domain/routing/subscription-problems";
import type { WholeSubscription } from "./parts";

/** Where a problem is mended: on another page, or in the subscription's own form. */
export type Mend = { label: string; href: string } | { label: string; edit: true };

type Subject = { readonly [Part in "channels" | "destinations"]: readonly Pick<WholeSubscription[Part][number], "id">[] };

/** Null for what is no more than a hint, which the form gives where the destination is chosen. */
export function mendOf(code: SubscriptionProblem["code"], { channels, destinations }: Subject): Mend | null {
  const [channel, ...otherChannels] = channels;
  const [destination, ...otherDestinations] = destinations;
  const mends: Record<SubscriptionProblem["code"], Mend | null> = {
    no_channel: { label: "Choose a channel", edit: true },
    no_channel_enabled:
      channel && otherChannels.length === 0
        ? { label: "Open the channel", href: `/alerts/channels?edit=${channel.id}` }
        : { label: "Open channels", href: "/alerts/channels" },
    other_environment: { label: "Change the scope", edit: true },
    no_destination: { label: "Choose a destination", edit: true },
    no_destination_ready:
      destination && otherDestinations.length === 0
        ? { label: "Open the destination", href: `/alerts/destinations/${destination.id}` }
        : { label: "Open destinations", href: "/alerts/destinations" },
    destination_covered: null,
  };
  return mends[code];
}
