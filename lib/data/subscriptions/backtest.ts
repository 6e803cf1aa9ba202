import { currentConfig } from "../../changes/config-versions";
import { showId } from "../../domain/id";
import { type Actor, authorize } from "../../domain/people/actor";
import type { BacktestInput, BacktestShape } from "../../domain/routing/backtest";
import { type RoutingConfig, traceOf } from "../../domain/routing/routing";
import { limitSearches } from "../../request/limit-searches";
import { inTurns } from "../../request/turns";
import { type RecentName, recentNames } from "../alerts/recent-names";
import { readEnvironment } from "../environments/environments";
import { readChosen } from "./subscriptions";

/** Most different names, by environment, that are looked at: the most frequent ones. */
const maxNames = 5_000;
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
  const { recent, matched, totals, complete } = await limitSearches(actor, async () => {
    const recent = await recentNames(actor, { days: input.days, limit: maxNames });
    return { recent, ...(await planNames(organizationId, recent.names, config)) };
  });
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

/** What the names would have led to, of as many as there is time for. */
async function planNames(organizationId: string, names: readonly RecentName[], config: RoutingConfig) {
  const matched: RecentName[] = [];
  const totals = new Map<string, Total>();
  const budget = { leftMs: maxPlanMs };
  for (const one of names) {
    const done = await inTurns(organizationId, traceOf(one, config), budget);
    if (!done) return { matched, totals, complete: false };
    const { subscriptions, destinations } = done.value;
    // A subscription without destinations takes alerts too.
    if (subscriptions.some((subscription) => subscription.matched)) matched.push(one);
    for (const { id, result, reason } of destinations) {
      const total = totals.get(id) ?? { deliveries: 0, skipped: 0, reason: null };
      if (result === "skip") totals.set(id, { ...total, skipped: total.skipped + one.count, reason });
      else totals.set(id, { ...total, deliveries: total.deliveries + one.count });
    }
  }
  return { matched, totals, complete: true };
}
