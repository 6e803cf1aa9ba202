import type { TraceShape } from "../../domain/history";
import { showId } from "../../domain/id";
import type { Trace } from "../../domain/routing";

/** A trace as the API shows it. */
export const showTrace = (trace: Trace): TraceShape => ({
  config_version: trace.configVersion,
  channels: trace.channels.map((entry) => ({ ...entry, id: showId("chan", entry.id) })),
  subscriptions: trace.subscriptions.map((entry) => ({ ...entry, id: showId("sub", entry.id) })),
  destinations: trace.destinations.map(({ id, subscriptionIds, ...entry }) => ({
    ...entry,
    id: showId("dest", id),
    subscription_ids: subscriptionIds.map((subscription) => showId("sub", subscription)),
  })),
});
