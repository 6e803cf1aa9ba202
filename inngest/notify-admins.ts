import { mailAdmins } from "../lib/engine/upkeep/notify-admins";
import { inngest } from "./client";
import { events } from "./wakes";

/** Tells an organization's admins by mail that a destination was switched off. */
export const notifyAdmins = inngest().createFunction(
  { id: "notify-admins", triggers: [{ event: events.destinationDisabled }], retries: 3 },
  ({ event }) => mailAdmins(String(event.data.destination_id), String(event.data.reason)),
);
