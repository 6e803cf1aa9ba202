import { wake } from "../../../inngest/client";
import { events } from "../../../inngest/wakes";
import { announce } from "../../changes/change-feed";
import { isDraining } from "../../request/draining";
import { patiently } from "../patiently";
import { askAbout } from "./ask";
import { claimMoments, giveUpOldMoments, saveEnrichment } from "./claim-moments";

/** Tools that are asked side by side; each gets one request at a time. */
const batch = 10;

/** How long one run goes on, in milliseconds; then another one takes over. */
const runMs = 20_000;

/** Asks the tools for more about the moments that wait, and writes back what they said. */
export async function enrichMoments(): Promise<{ done: number; failed: number; given_up: number }> {
  const counts = { done: 0, failed: 0, given_up: await giveUpOldMoments() };
  const started = Date.now();
  while (!isDraining()) {
    if (Date.now() - started >= runMs) {
      wake({ name: events.momentsReceived, data: {} });
      break;
    }
    const claimed = await claimMoments(batch);
    if (claimed.length === 0) break;
    await Promise.all(
      claimed.map(async (moment) => {
        const result = await askAbout(moment.externalId, moment.credential);
        await patiently(() => saveEnrichment(moment, result));
        announce(moment.credential.organizationId, "events");
        counts[result.ok ? "done" : "failed"]++;
      }),
    );
  }
  return counts;
}
