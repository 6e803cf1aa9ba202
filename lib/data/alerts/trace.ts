import { sayDecision } from "../../domain/alerts/reasons";
import type { TraceShape } from "../../domain/alerts/trace";
import { showId } from "../../domain/id";
import type { Trace } from "../../domain/routing/routing";

const said = (led: boolean, reason: string) => (led ? null : sayDecision(reason));

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
