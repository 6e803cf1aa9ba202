import { checkIntegrations as work } from "../lib/engine/tools/check";
import { inngest } from "./client";
import { events } from "./wakes";

/** Every quarter of an hour: do the tools still know the teams' keys? */
export const checkIntegrations = inngest().createFunction(
  { id: "check-integrations", triggers: [{ cron: "*/15 * * * *" }, { event: events.keysToCheck }], retries: 1 },
  work,
);
