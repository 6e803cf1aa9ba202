import type { Steps } from "../steps";
import { newMatcher } from "./pattern";

/** What routing knows of an organization: one immutable version of its configuration. Ids are UUIDs, oldest first. */
export interface RoutingConfig {
  version: number;
  channels: readonly { id: string; name: string; pattern: string; environmentId: string | null; enabled: boolean }[];
  subscriptions: readonly {
    id: string;
    name: string;
    environmentId: string | null;
    enabled: boolean;
    channelIds: readonly string[];
    destinationIds: readonly string[];
  }[];
  destinations: readonly { id: string; name: string; kind: string; enabled: boolean; verified: boolean }[];
}

export type ChannelReason = "pattern_match" | "pattern_no_match" | "other_environment" | "channel_disabled";
export type SubscriptionReason = "channel_matched" | "no_channel_matched" | "other_environment" | "subscription_disabled";
export type DestinationReason = "subscription_matched" | "merged_duplicate" | "destination_disabled" | "destination_unverified";
/** Of a resolve's destination that no subscription names any more: it was told what is over. */
export type EndReason = "heard_trigger";

/** Everything that was considered, and why it did or did not lead to a delivery. */
export interface Trace {
  configVersion: number;
  channels: { id: string; name: string; pattern: string; matched: boolean; reason: ChannelReason }[];
  subscriptions: { id: string; name: string; matched: boolean; reason: SubscriptionReason }[];
  /**
   * One entry a destination that some matching subscription names: `deliver` or `skip`, with every subscription that asked.
   * Where several asked, a `merged` entry lists those that brought no delivery of their own.
   */
  destinations: { id: string; name: string; subscriptionIds: string[]; result: "deliver" | "merged" | "skip"; reason: DestinationReason }[];
}

interface PlannedDelivery {
  destinationId: string;
  status: "pending" | "skipped";
  reason: DestinationReason | null;
}

/** What is to be stored for one alert. */
export interface Plan {
  deliveries: readonly PlannedDelivery[];
  /** The channels that matched. */
  channelIds: readonly string[];
}

/** What is routed: a name, in an environment (null: none). */
export interface Routable {
  name: string;
  environmentId: string | null;
}

/** Plans kept for each configuration: alert names repeat. */
const maxRemembered = 1000;

interface Compiled {
  match: (name: string) => Steps<number[]>;
  /** One for each destination; the plans share them. */
  deliveries: readonly PlannedDelivery[];
  plans: Map<string, Plan>;
}

const compiled = new WeakMap<RoutingConfig, Compiled>();

function compiledOf(config: RoutingConfig): Compiled {
  let of = compiled.get(config);
  if (!of) {
    of = {
      match: newMatcher(config.channels.map((channel) => channel.pattern)),
      deliveries: config.destinations.map((destination) => {
        const reason = obstacleOf(destination);
        return { destinationId: destination.id, status: reason ? "skipped" : "pending", reason };
      }),
      plans: new Map(),
    };
    compiled.set(config, of);
  }
  return of;
}

const keyOf = ({ name, environmentId }: Routable) => `${environmentId ?? ""} ${name}`;

/** The plan of an alert like one that was planned before; undefined when none was, or long ago. */
export const findPlan = (alert: Routable, config: RoutingConfig): Plan | undefined => compiledOf(config).plans.get(keyOf(alert));

/**
 * What an alert leads to under `config`. Pure: routing, the dry run and the back-test all come here or to `traceOf`. A destination gets an
 * alert once, however many subscriptions name it. Plans are remembered by name and environment, so treat them as immutable.
 */
export function* planDeliveries(alert: Routable, config: RoutingConfig): Steps<Plan> {
  const of = compiledOf(config);
  const known = findPlan(alert, config);
  if (known) return known;
  const matching = new Set(yield* of.match(alert.name));
  const channelIds = config.channels
    .filter((channel, index) => channelReason(channel, matching.has(index), alert.environmentId) === "pattern_match")
    .map((channel) => channel.id);
  const asking = askersOf(new Set(channelIds), alert.environmentId, config);
  const plan = { deliveries: of.deliveries.filter(({ destinationId }) => asking.has(destinationId)), channelIds };
  if (of.plans.size >= maxRemembered) of.plans.clear();
  of.plans.set(keyOf(alert), plan);
  return plan;
}

/** Why an alert leads to what it leads to under `config`. As large as the configuration, so it is kept nowhere. */
export function* traceOf({ name, environmentId }: Routable, config: RoutingConfig): Steps<Trace> {
  const matching = new Set(yield* compiledOf(config).match(name));
  const channels = config.channels.map((channel, index) => {
    const reason = channelReason(channel, matching.has(index), environmentId);
    return { id: channel.id, name: channel.name, pattern: channel.pattern, matched: reason === "pattern_match", reason };
  });
  const matched = new Set(channels.filter((channel) => channel.matched).map((channel) => channel.id));
  const subscriptions = config.subscriptions.map((subscription) => {
    const reason = subscriptionReason(subscription, matched, environmentId);
    return { id: subscription.id, name: subscription.name, matched: reason === "channel_matched", reason };
  });
  const asking = askersOf(matched, environmentId, config);
  const destinations = config.destinations.flatMap((destination): Trace["destinations"] => {
    const { id, name } = destination;
    const subscriptionIds = asking.get(id);
    if (!subscriptionIds) return [];
    const obstacle = obstacleOf(destination);
    const asked = { id, name, subscriptionIds, result: obstacle ? "skip" : "deliver", reason: obstacle ?? "subscription_matched" } as const;
    if (subscriptionIds.length === 1) return [asked];
    return [asked, { id, name, subscriptionIds: subscriptionIds.slice(1), result: "merged", reason: "merged_duplicate" }];
  });
  return { configVersion: config.version, channels, subscriptions, destinations };
}

/** The subscriptions that ask for each destination, oldest first. */
function askersOf(matched: ReadonlySet<string>, environmentId: string | null, config: RoutingConfig): Map<string, string[]> {
  const asking = new Map<string, string[]>();
  for (const subscription of config.subscriptions) {
    if (subscriptionReason(subscription, matched, environmentId) !== "channel_matched") continue;
    for (const destination of subscription.destinationIds) {
      const by = asking.get(destination);
      if (by) by.push(subscription.id);
      else asking.set(destination, [subscription.id]);
    }
  }
  return asking;
}

const isElsewhere = (bound: string | null, environmentId: string | null) => bound !== null && bound !== environmentId;

function channelReason(channel: RoutingConfig["channels"][number], matches: boolean, environmentId: string | null): ChannelReason {
  if (!matches) return "pattern_no_match";
  if (isElsewhere(channel.environmentId, environmentId)) return "other_environment";
  return channel.enabled ? "pattern_match" : "channel_disabled";
}

function subscriptionReason(
  subscription: RoutingConfig["subscriptions"][number],
  matched: ReadonlySet<string>,
  environmentId: string | null,
): SubscriptionReason {
  if (!subscription.channelIds.some((channel) => matched.has(channel))) return "no_channel_matched";
  if (isElsewhere(subscription.environmentId, environmentId)) return "other_environment";
  return subscription.enabled ? "channel_matched" : "subscription_disabled";
}

function obstacleOf({ enabled, verified }: RoutingConfig["destinations"][number]): DestinationReason | null {
  if (!enabled) return "destination_disabled";
  return verified ? null : "destination_unverified";
}
