import { warnExpiring as work } from "../lib/engine/upkeep/warn-expiring";
import { inngest } from "./client";

/** Every hour: tells a team that a token expires while it is still in use. */
export const warnExpiring = inngest().createFunction(
  { id: "warn-expiring", triggers: [{ cron: "41 * * * *" }], concurrency: [{ limit: 1 }], retries: 3 },
  work,
);
