import { wakes } from "../../../inngest/wakes";
import { announce } from "../../changes/change-feed";
import { patiently } from "../patiently";
import { runUntilIdle } from "../run-until-idle";
import { askAbout } from "./ask";
import { claimMoments, giveUpOldMoments, saveEnrichment } from "./claim-moments";

/** Tools that are asked side by side; each gets one request at a time. */
const batch = 10;

/** Asks the tools for more about the moments that wait, and writes back what they said. */
export async function enrichMoments(): Promise<{ done: number; failed: number; given_up: number }> {
  const counts = { done: 0, failed: 0, given_up: await giveUpOldMoments() };
  await runUntilIdle({
    more: { name: wakes.momentsReceived, data: {} },
    claim: () => claimMoments(batch),
    work: (claimed) =>
      Promise.all(
        claimed.map(async (moment) => {
          const result = await askAbout(moment.externalId, moment.credential);
          await patiently(() => saveEnrichment(moment, result));
          announce(moment.credential.organizationId, "events");
          counts[result.ok ? "done" : "failed"]++;
        }),
      ),
  });
  return counts;
}
