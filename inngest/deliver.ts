import { deliverDue } from "../lib/server/deliver";
import { inngest } from "./client";
import { events } from "./events";

/** Sends what is due at one destination, one run at a time. */
export const deliver = inngest().createFunction(
  {
    id: "deliver",
    triggers: [{ event: events.deliveriesDue }],
    concurrency: [{ key: "event.data.destination_id", limit: 1 }],
    retries: 10,
  },
  ({ event }) => deliverDue(String(event.data.destination_id)),
);
