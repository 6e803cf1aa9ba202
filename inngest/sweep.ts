import { sweepWaiting } from "../lib/engine/upkeep/sweep";
import { inngest } from "./client";

/** Every minute: whatever waits and nobody looks at is woken again. */
export const sweep = inngest().createFunction({ id: "sweep", triggers: [{ cron: "* * * * *" }], retries: 0 }, sweepWaiting);
