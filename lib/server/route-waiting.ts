import { wake } from "../../inngest/client";
import { events } from "../../inngest/events";
import { routeAlerts, routeBatch } from "../data/routing";
import { isDraining } from "./draining";
import { metrics } from "./metrics";

/** Routes what waits, batch by batch, until nothing is left. Resolves with how many alerts that were. */
export async function routeWaiting(): Promise<{ alerts: number }> {
  let alerts = 0;
  while (!isDraining()) {
    const routed = await routeAlerts();
    alerts += routed.alerts;
    metrics().routed.inc(routed.alerts);
    wake(...routed.destinationIds.map((destination_id) => ({ name: events.deliveriesDue, data: { destination_id } })));
    if (routed.alerts < routeBatch) break;
  }
  return { alerts };
}
