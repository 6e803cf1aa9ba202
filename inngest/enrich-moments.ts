import { enrichMoments as work } from "../lib/engine/tools/enrich";
import { inngest } from "./client";
import { events } from "./wakes";

/** Asks the tools for more about new moments; every minute, whatever still waits is looked at again. */
export const enrichMoments = inngest().createFunction(
  { id: "enrich-moments", triggers: [{ event: events.momentsReceived }, { cron: "* * * * *" }], concurrency: [{ limit: 2 }], retries: 3 },
  work,
);
