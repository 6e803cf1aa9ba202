import { compilePatterns } from "./pattern";

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

/** What is to be stored for one alert. */
export interface Plan {
  deliveries: readonly { destinationId: string; status: "pending" | "skipped"; reason: DestinationReason | null }[];
  /** The channels that matched. */
  channelIds: readonly string[];
  trace: Trace;
}

/** Plans kept for each configuration: alert names repeat. */
const maxRemembered = 1000;

interface Compiled {
  match: (name: string) => number[];
  plans: Map<string, Plan>;
}

const compiled = new WeakMap<RoutingConfig, Compiled>();

/**
 * What an alert of this name, in this environment (null: none), leads to under `config`: the deliveries and the trace. Pure:
 * the routing function, the dry run and the page's previews all call this one. A destination gets an alert once,
 * however many subscriptions name it. Plans are remembered by name and environment, so treat them as immutable.
 */
export function planDeliveries(alert: { name: string; environmentId: string | null }, config: RoutingConfig): Plan {
  let of = compiled.get(config);
  if (!of) {
    of = { match: compilePatterns(config.channels.map((channel) => channel.pattern)), plans: new Map() };
    compiled.set(config, of);
  }
  const key = `${alert.environmentId ?? ""} ${alert.name}`;
  let plan = of.plans.get(key);
  if (!plan) {
    plan = makePlan(new Set(of.match(alert.name)), alert.environmentId, config);
    if (of.plans.size >= maxRemembered) of.plans.clear();
    of.plans.set(key, plan);
  }
  return plan;
}

function makePlan(matching: ReadonlySet<number>, environmentId: string | null, config: RoutingConfig): Plan {
  const elsewhere = (bound: string | null) => bound !== null && bound !== environmentId;

  const channels = config.channels.map(({ id, name, pattern, enabled, environmentId: bound }, index) => {
    let reason: ChannelReason = "pattern_match";
    if (!matching.has(index)) reason = "pattern_no_match";
    else if (elsewhere(bound)) reason = "other_environment";
    else if (!enabled) reason = "channel_disabled";
    return { id, name, pattern, matched: reason === "pattern_match", reason };
  });
  const channelIds = channels.filter((channel) => channel.matched).map((channel) => channel.id);
  const matched = new Set(channelIds);

  const subscriptions = config.subscriptions.map(({ id, name, enabled, environmentId: bound, channelIds: listensTo }) => {
    let reason: SubscriptionReason = "channel_matched";
    if (!listensTo.some((channel) => matched.has(channel))) reason = "no_channel_matched";
    else if (elsewhere(bound)) reason = "other_environment";
    else if (!enabled) reason = "subscription_disabled";
    return { id, name, matched: reason === "channel_matched", reason };
  });

  const asking = new Map<string, string[]>();
  config.subscriptions.forEach((subscription, index) => {
    if (!subscriptions[index]?.matched) return;
    for (const destination of subscription.destinationIds) {
      const by = asking.get(destination);
      if (by) by.push(subscription.id);
      else asking.set(destination, [subscription.id]);
    }
  });

  const deliveries: { destinationId: string; status: "pending" | "skipped"; reason: DestinationReason | null }[] = [];
  const destinations: Trace["destinations"] = [];
  for (const { id, name, enabled, verified } of config.destinations) {
    const subscriptionIds = asking.get(id);
    if (!subscriptionIds) continue;
    const obstacle: DestinationReason | null = !enabled ? "destination_disabled" : !verified ? "destination_unverified" : null;
    deliveries.push({ destinationId: id, status: obstacle ? "skipped" : "pending", reason: obstacle });
    destinations.push({ id, name, subscriptionIds, result: obstacle ? "skip" : "deliver", reason: obstacle ?? "subscription_matched" });
    if (subscriptionIds.length > 1) {
      destinations.push({ id, name, subscriptionIds: subscriptionIds.slice(1), result: "merged", reason: "merged_duplicate" });
    }
  }
  return { deliveries, channelIds, trace: { configVersion: config.version, channels, subscriptions, destinations } };
}
