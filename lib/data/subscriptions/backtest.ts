import { setImmediate } from "node:timers/promises";
import { currentConfig } from "../../changes/config-versions";
import { showId } from "../../domain/id";
import { type Actor, authorize } from "../../domain/people/actor";
import type { BacktestInput, BacktestShape } from "../../domain/routing/backtest";
import { planDeliveries, type RoutingConfig } from "../../domain/routing/routing";
import { limitSearches } from "../../postgres/limit-searches";
import { type RecentName, recentNames } from "../alerts/recent-names";
import { readEnvironment } from "../environments/environments";
import { readChosen } from "./subscriptions";

/** Most different names, by environment, that are looked at: the most frequent ones. */
const maxNames = 5_000;
/** Names planned between two looks at what else the process has to do. */
const batch = 100;
/** Longest time that planning takes, in milliseconds; then the answer says what was found. */
const maxPlanMs = 250;
const shownNames = 20;

/**
 * What a subscription like this would have sent for the alerts of the last days: today's channels and destinations, and the engine's
 * own planning. Throws 422 for ids that the organization does not have, and 429 while too many searches run.
 */
export async function backtest(actor: Actor, input: BacktestInput): Promise<BacktestShape> {
  authorize(actor, "read");
  const { organizationId } = actor;
  const { channelIds, destinationIds } = await readChosen(actor, input);
  const environmentId = await readEnvironment(actor, input.environment);
  const config = onlyFor(await currentConfig(organizationId), channelIds, destinationIds, environmentId);
  const recent = await limitSearches(() => recentNames(actor, { days: input.days, limit: maxNames }));
  const { matched, totals, complete } = await planNames(recent.names, config);
  return {
    from: recent.from.toISOString(),
    alerts: recent.alerts,
    matched: matched.reduce((sum, { count }) => sum + count, 0),
    names: matched.slice(0, shownNames).map(({ name, environment, count }) => ({ name, environment, count })),
    destinations: config.destinations.map(({ id, name }) => {
      const { deliveries = 0, skipped = 0, reason = null } = totals.get(id) ?? {};
      return { id: showId("dest", id), name, deliveries, skipped, reason };
    }),
    complete: complete && recent.complete,
  };
}

/** A configuration that has this one subscription, and what it names. */
function onlyFor(config: RoutingConfig, channelIds: string[], destinationIds: string[], environmentId: string | null): RoutingConfig {
  return {
    version: config.version,
    channels: config.channels.filter(({ id }) => channelIds.includes(id)),
    destinations: config.destinations.filter(({ id }) => destinationIds.includes(id)),
    subscriptions: [{ id: "", name: "", environmentId, enabled: true, channelIds, destinationIds }],
  };
}

interface Total {
  deliveries: number;
  skipped: number;
  reason: string | null;
}

async function planNames(names: readonly RecentName[], config: RoutingConfig) {
  const matched: RecentName[] = [];
  const totals = new Map<string, Total>();
  let considered = 0;
  for (let spentMs = 0; considered < names.length && spentMs < maxPlanMs; considered += batch) {
    if (considered > 0) await setImmediate();
    const started = performance.now();
    for (const one of names.slice(considered, considered + batch)) {
      const plan = planDeliveries(one, config);
      // By the trace, since a subscription without destinations takes alerts too.
      if (plan.trace.subscriptions.some((subscription) => subscription.matched)) matched.push(one);
      for (const { destinationId, status, reason } of plan.deliveries) {
        const total = totals.get(destinationId) ?? { deliveries: 0, skipped: 0, reason: null };
        if (status === "skipped") total.skipped += one.count;
        else total.deliveries += one.count;
        totals.set(destinationId, { ...total, reason: reason ?? total.reason });
      }
    }
    spentMs += performance.now() - started;
  }
  return { matched, totals, complete: considered >= names.length };
}
