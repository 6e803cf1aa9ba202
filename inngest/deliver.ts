import { deliverDue } from "../lib/engine/deliver/run";
import { inngest } from "./client";
import { events } from "./wakes";

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
