import { checkIntegrations as work } from "../lib/server/check-integrations";
import { inngest } from "./client";
import { events } from "./events";

/** Every quarter of an hour: do the tools still know the teams' keys? */
export const checkIntegrations = inngest().createFunction(
  { id: "check-integrations", triggers: [{ cron: "*/15 * * * *" }, { event: events.keysToCheck }], retries: 1 },
  work,
);
