import { wake } from "../../../inngest/client";
import { events } from "../../../inngest/wakes";
import { announce } from "../../changes/change-feed";
import { isDraining } from "../../request/draining";
import { patiently } from "../patiently";
import { checkKey } from "./ask";
import { claimChecks, saveToolAnswer } from "./claim-checks";

/** Keys that are checked side by side. */
const batch = 10;

/** How long one run goes on, in milliseconds; then another one takes over. */
const runMs = 20_000;

/** Asks each tool whether it still knows the teams' keys, and writes back what it said. */
export async function checkIntegrations(): Promise<{ ok: number; failing: number }> {
  const counts = { ok: 0, failing: 0 };
  const started = Date.now();
  while (!isDraining()) {
    if (Date.now() - started >= runMs) {
      wake({ name: events.keysToCheck, data: {} });
      break;
    }
    const claimed = await claimChecks(batch);
    if (claimed.length === 0) break;
    await Promise.all(
      claimed.map(async (asked) => {
        const result = await checkKey(asked.integration, asked.config);
        await patiently(() => saveToolAnswer(asked, { operation: "check", momentId: null }, result));
        announce(asked.organizationId, "events");
        counts[result.ok ? "ok" : "failing"]++;
      }),
    );
  }
  return counts;
}
