import { retryEvents as work } from "../lib/engine/receive/read-requested";
import { inngest } from "./client";
import { events } from "./wakes";

/** Reads again the events that somebody asked to retry. */
export const retryEvents = inngest().createFunction(
  { id: "retry-events", triggers: [{ event: events.eventsToRetry }, { cron: "* * * * *" }], concurrency: [{ limit: 2 }], retries: 10 },
  work,
);
