import { sayDecision } from "../../domain/alerts/reasons";
import type { TraceShape } from "../../domain/alerts/trace";
import { showId } from "../../domain/id";
import type { Actor } from "../../domain/people/actor";
import { type EndReason, type Routable, type RoutingConfig, type Trace, traceOf } from "../../domain/routing/routing";
import { finishInTurns } from "../../request/turns";

const said = (led: boolean, reason: string) => (led ? null : sayDecision(reason));

/** A destination that has a delivery of a resolve because it heard the trigger: no subscription asked. */
export function showEnd({ id, name }: { id: string; name: string }): TraceShape["destinations"][number] {
  const reason: EndReason = "heard_trigger";
  return { id, name, subscription_ids: [], result: "deliver", reason, said: sayDecision(reason) };
}

/** Why an alert leads to what it leads to, without holding up anybody else. The caller has authorized. */
export async function findTrace(actor: Actor, alert: Routable, config: RoutingConfig): Promise<Trace> {
  return finishInTurns(actor.organizationId, traceOf(alert, config));
}

/** A trace as the API shows it. */
export const showTrace = (trace: Trace): TraceShape => ({
  config_version: trace.configVersion,
  channels: trace.channels.map((entry) => ({ ...entry, id: showId("chan", entry.id), said: said(entry.matched, entry.reason) })),
  subscriptions: trace.subscriptions.map((entry) => ({ ...entry, id: showId("sub", entry.id), said: said(entry.matched, entry.reason) })),
  destinations: trace.destinations.map(({ id, subscriptionIds, ...entry }) => ({
    ...entry,
    id: showId("dest", id),
    said: said(entry.result === "deliver", entry.reason),
    subscription_ids: subscriptionIds.map((subscription) => showId("sub", subscription)),
  })),
});
