import type { DestinationShape } from "../delivering/destination";
import type { ChannelShape } from "../routing/channel";
import type { SubscriptionShape } from "../routing/subscription";
import type { TraceShape } from "./trace";

/** What a person would change to get the alert there. */
export type Mend = { open: "channel" | "subscription" | "destination"; id: string; name: string } | { make: "subscription" };

/** What was routed, or would be. */
export interface Subject {
  name: string;
  environment: string | null;
}

/** Today's configuration: the trace does not say which subscription names which destination. */
export interface Configuration {
  channels: readonly Pick<ChannelShape, "id" | "name" | "pattern" | "environment" | "system">[];
  subscriptions: readonly Pick<SubscriptionShape, "id" | "name" | "channel_ids" | "destination_ids" | "environment">[];
  destinations: readonly Pick<DestinationShape, "id" | "name">[];
}

export interface Answer {
  /** It was to get the alert: what became of that is told by its delivery. */
  delivered: boolean;
  sentences: string[];
  mends: Mend[];
}

interface Miss {
  /** How near it came: 0 is the nearest. */
  distance: number;
  text: string;
  mend: Extract<Mend, { open: string }>;
}

/** Subscriptions that are told one by one; the rest is counted. */
const maxTold = 2;

/** What became of the alert at the destination, where it has a delivery. */
export interface Fate {
  status: "sent" | "pending" | "failed" | "skipped";
  attempts: number;
  /** What stands in its way, in words. */
  reason: string | null;
}

/** Why a destination did not get an alert: in a sentence or two, nearest miss first, with what to change. */
export function whyNot(destinationId: string, subject: Subject, trace: TraceShape, config: Configuration, fate?: Fate): Answer {
  const considered = trace.destinations.find(({ id, result }) => id === destinationId && result !== "merged");
  const name = config.destinations.find(({ id }) => id === destinationId)?.name ?? considered?.name ?? destinationId;
  if (considered?.result === "deliver") return tellFate(name, { open: "destination", id: destinationId, name }, fate);
  if (considered) {
    const obstacle = considered.reason === "destination_unverified" ? "its address is not confirmed" : "it is disabled";
    const [asker] = considered.subscription_ids.map((id) => trace.subscriptions.find((subscription) => subscription.id === id)?.name ?? id);
    const text = `${name}: ${quote(asker ?? "a subscription")} names it and matched, but ${obstacle}, so the delivery is skipped.`;
    return { delivered: false, sentences: [text], mends: [{ open: "destination", id: destinationId, name }] };
  }
  const misses = config.subscriptions
    .filter(({ destination_ids }) => destination_ids.includes(destinationId))
    .map((subscription) => missOf(subscription, subject, trace, config))
    .sort((one, other) => one.distance - other.distance);
  return { delivered: false, ...tell(name, misses) };
}

function tellFate(name: string, mend: Mend, fate: Fate | undefined): Answer {
  if (!fate) return { delivered: true, sentences: [`${name}: it gets a delivery.`], mends: [] };
  const tries = `${fate.attempts} ${fate.attempts === 1 ? "attempt" : "attempts"}`;
  const words: Record<Fate["status"], string> = {
    sent: "it was sent.",
    pending: fate.attempts === 0 ? "its delivery is on its way." : `its delivery is pending after ${tries}.`,
    failed: `its delivery failed after ${tries}.`,
    skipped: "its delivery was skipped.",
  };
  const sentences = [`${name}: ${words[fate.status]}`];
  if (fate.reason && fate.status !== "sent") sentences.push(fate.reason);
  const isStuck = fate.status === "failed" || fate.status === "skipped";
  return { delivered: true, sentences, mends: isStuck ? [mend] : [] };
}

function tell(name: string, misses: readonly Miss[]): Pick<Answer, "sentences" | "mends"> {
  if (misses.length === 0) return { sentences: [`${name}: no subscription names it.`], mends: [{ make: "subscription" }] };
  const told = misses.slice(0, maxTold);
  const rest = misses.length - told.length;
  const sentences = [`${name}: no subscription that names it matched.`, ...told.map(({ text }) => text)];
  if (rest > 0) sentences.push(`${rest} more ${rest === 1 ? "names" : "name"} it and did not match either.`);
  const mends = new Map(told.map(({ mend }) => [`${mend.open} ${mend.id}`, mend]));
  return { sentences, mends: [...mends.values()] };
}

function missOf(subscription: Configuration["subscriptions"][number], subject: Subject, trace: TraceShape, config: Configuration): Miss {
  const { id, name } = subscription;
  const mend = { open: "subscription", id, name } as const;
  const names = `${quote(name)} names it`;
  const reason = trace.subscriptions.find((entry) => entry.id === id)?.reason;
  if (reason === "subscription_disabled") return { distance: 0, text: `${names} and listens to this name, but is disabled.`, mend };
  if (reason === "other_environment")
    return { distance: 1, text: `${names}, but only ${inOther(subscription.environment, subject)}`, mend };
  if (reason === "no_channel_matched") return channelMiss(names, subscription, subject, trace, config);
  return { distance: 0, text: `${names} now, but did not when this alert was routed.`, mend };
}

function channelMiss(
  names: string,
  { id, name, channel_ids }: Configuration["subscriptions"][number],
  subject: Subject,
  trace: TraceShape,
  config: Configuration,
): Miss {
  const mend = { open: "subscription", id, name } as const;
  const channels = channel_ids.flatMap((channelId) => {
    const entry = trace.channels.find((channel) => channel.id === channelId);
    const today = config.channels.find((channel) => channel.id === channelId);
    return entry ? [{ ...entry, environment: today?.environment ?? null, system: today?.system ?? true }] : [];
  });
  const missed = (reason: string) => channels.find((channel) => channel.reason === reason);
  // A built-in channel cannot be changed.
  const toChannel = (channel: (typeof channels)[number]): Miss["mend"] =>
    channel.system ? mend : { open: "channel", id: channel.id, name: channel.name };

  const off = missed("channel_disabled");
  if (off) return { distance: 0, text: `${names}, but its channel ${quote(off.name)} is disabled.`, mend: toChannel(off) };
  const elsewhere = missed("other_environment");
  if (elsewhere) {
    const text = `${names}, but its channel ${quote(elsewhere.name)} is only ${inOther(elsewhere.environment, subject)}`;
    return { distance: 1, text, mend: toChannel(elsewhere) };
  }
  const [first, second] = channels;
  if (!first) return { distance: 3, text: `${names}, but listens to no channel.`, mend };
  if (second) {
    const all = list(channels.map((channel) => quote(channel.name)));
    return { distance: 2, text: `${names}, but none of its channels ${all} matches this name.`, mend };
  }
  return {
    distance: 2,
    text: `${names}, but its channel ${quote(first.name)} (^${first.pattern}$) does not match this name.`,
    mend: toChannel(first),
  };
}

const quote = (name: string) => `“${name}”`;

/** Names before the rest is counted. */
const maxNamed = 3;

function list(names: readonly string[]): string {
  const shown = names.slice(0, maxNamed);
  const rest = names.length - shown.length;
  return `${rest > 0 ? [...shown, `${rest} more`].join(", ") : shown.join(", ")}`;
}

/** Where something is bound to, against where the alert is. Empty bounds: it was bound when the alert was routed, and is not today. */
function inOther(bound: string | null, { environment }: Subject): string {
  const where = bound === null || bound === environment ? "in another environment at that time" : `in ${bound}`;
  return `${where}; this alert ${environment === null ? "has no environment" : `is in ${environment}`}.`;
}
