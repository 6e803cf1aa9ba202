import { describeOutcome, type OutcomeInfo, reasons } from "../delivering/outcome";
import type { ChannelReason, DestinationReason, EndReason, SubscriptionReason } from "../routing/routing";

/** What each step of routing decided, in words. */
const decisions: Record<ChannelReason | SubscriptionReason | DestinationReason | EndReason, string> = {
  pattern_match: "The pattern matches the name.",
  pattern_no_match: "The pattern does not match the name.",
  other_environment: "It is for another environment.",
  channel_disabled: "The pattern matches, but the channel is disabled.",
  channel_matched: "One of its channels matched.",
  no_channel_matched: "None of its channels matched.",
  subscription_disabled: "One of its channels matched, but it is disabled.",
  subscription_matched: "It gets a delivery.",
  heard_trigger: "It heard the trigger that this resolves, so it hears the end, whatever subscriptions say today.",
  merged_duplicate: "Named more than once: it gets the alert once.",
  destination_disabled: "It is disabled, so the delivery is skipped.",
  destination_unverified: "Its address is not confirmed yet, so the delivery is skipped.",
};

/** A reason of the trace as a sentence. */
export const sayDecision = (code: string): string => (Object.hasOwn(decisions, code) ? decisions[code as keyof typeof decisions] : code);

/** Why a delivery stands as it does: it was never tried, it waits, or what its last attempt met. `vendor` are the kind's own outcomes. */
export const sayReason = (code: string, vendor?: Readonly<Record<string, OutcomeInfo>>): string =>
  reasons[code] ?? describeOutcome(code, vendor).sentence ?? code;
