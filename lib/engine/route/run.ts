import { wakes } from "../../../inngest/wakes";
import { metrics } from "../../metrics";
import { isDraining } from "../../request/draining";
import { rememberOwner } from "../deliver/in-turn";
import { lingerMs } from "../linger";
import { patiently } from "../patiently";
import { sweepWaiting } from "../upkeep/sweep";
import { listen, wake, wakeDestinations } from "../wake";
import { isAsideDue, routeNextAside, routeTogether } from "./aside";

/** How long one run goes on, in milliseconds: as in deliver/run.ts. */
const runMs = 20_000;

/** Routes what waits, batch by batch, until nothing is left. Resolves with how many alerts that were. */
export async function routeWaiting(): Promise<{ alerts: number }> {
  const started = Date.now();
  const published = { name: wakes.alertsPublished, data: {} } as const;
  const listener = listen(wakes.alertsPublished);
  let alerts = 0;
  let mayBeRouted = false;
  try {
    while (!isDraining() && Date.now() - started < runMs) {
      listener.isWoken = false;
      let more = false;
      for (const route of [routeTogether, routeNextAside]) {
        const routed = await patiently(route, () => {
          mayBeRouted = true;
        });
        alerts += routed.alerts;
        metrics().routed.inc(routed.alerts);
        for (const [destinationId, organizationId] of routed.destinations) rememberOwner(destinationId, organizationId);
        wakeDestinations(routed.destinations.keys());
        more ||= routed.more;
      }
      if (more || isAsideDue()) listener.isWoken = true;
      else await listener.wait(lingerMs(), { wakeable: true });
      if (!listener.isWoken) break;
    }
  } finally {
    listener.stop();
  }
  if (listener.isWoken) wake(published);
  // Nobody was told of deliveries whose commit went through without an answer.
  if (mayBeRouted) await sweepWaiting();
  return { alerts };
}
