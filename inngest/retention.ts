import { deleteExpired } from "../lib/engine/upkeep/retention";
import { inngest } from "./client";

/** Every hour: what has outlived its time is deleted, in small batches. */
export const retention = inngest().createFunction({ id: "retention", triggers: [{ cron: "17 * * * *" }], retries: 1 }, () =>
  deleteExpired(),
);
