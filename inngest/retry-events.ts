import { retryEvents as work } from "../lib/server/retry-events";
import { inngest } from "./client";
import { events } from "./events";

/** Reads again the events that somebody asked to retry. */
export const retryEvents = inngest().createFunction(
  { id: "retry-events", triggers: [{ event: events.eventsToRetry }, { cron: "* * * * *" }], concurrency: [{ limit: 2 }], retries: 10 },
  work,
);
