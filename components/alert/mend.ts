import type { Mend } from "@/lib/domain/alerts/why-not";
import type { ChannelReason, DestinationReason, SubscriptionReason } from "@/lib/domain/routing/routing";

/** The channel's editor, with an alert's name to try its pattern on. */
export const hrefOfChannel = (id: string, alertName: string): string => `/alerts/channels?edit=${id}&try=${encodeURIComponent(alertName)}`;

export const hrefOfSubscription = (id: string): string => `/alerts/subscriptions?edit=${id}`;

/** The destination's own page: there it is enabled, and its address confirmed. */
export const hrefOfDestination = (id: string): string => `/alerts/destinations/${id}`;

/** A link to what a person can change about a decision. */
export function linkTo(mend: Mend, alertName: string): { label: string; href: string } {
  if ("make" in mend) return { label: "Make a subscription", href: "/alerts/subscriptions?new=1" };
  const hrefs = { channel: hrefOfChannel, subscription: hrefOfSubscription, destination: hrefOfDestination };
  return { label: `Open “${mend.name}”`, href: hrefs[mend.open](mend.id, alertName) };
}

/** What a person can do about a decision, as the words of a link to the thing itself. */
const mends: Partial<Record<ChannelReason | SubscriptionReason | DestinationReason, string>> = {
  pattern_no_match: "Try its pattern on this name",
  other_environment: "Open it",
  channel_disabled: "Open it",
  subscription_disabled: "Open it",
  destination_disabled: "Open it",
  destination_unverified: "Open it",
};

export const sayMend = (code: string): string | null => (Object.hasOwn(mends, code) ? (mends[code as keyof typeof mends] ?? null) : null);
