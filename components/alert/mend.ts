import type { ChannelShape } from "@/lib/domain/channel";

/** A link to what a person can change about a decision. */
export interface Mend {
  label: string;
  href: string;
}

export const openSubscription = (id: string, name: string): Mend => ({
  label: `Open “${name}”`,
  href: `/alerts/subscriptions?edit=${id}`,
});

/** The destination's own page: there it is enabled, and its address confirmed. */
export const openDestination = (id: string, name: string): Mend => ({ label: `Open “${name}”`, href: `/alerts/destinations/${id}` });

export const makeSubscription: Mend = { label: "Make a subscription", href: "/alerts/subscriptions?new=1" };

/** The channel's editor, with the alert's name to try its pattern on; none for a built-in one, which cannot be changed. */
export function openChannel({ id, name, system }: Pick<ChannelShape, "id" | "name" | "system">, alertName: string): Mend | null {
  return system ? null : { label: `Open “${name}”`, href: `/alerts/channels?edit=${id}&try=${encodeURIComponent(alertName)}` };
}
