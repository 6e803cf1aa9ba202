import { routeWaiting } from "../lib/engine/route/run";
import { inngest } from "./client";
import { events } from "./wakes";

/** Plans the alerts that wait, and wakes the destinations that got something. */
export const routeAlerts = inngest().createFunction(
  { id: "route-alerts", triggers: [{ event: events.alertsPublished }], concurrency: [{ limit: 2 }], retries: 10 },
  routeWaiting,
);
