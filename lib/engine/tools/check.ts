import { wakes } from "../../../inngest/wakes";
import { announce } from "../../changes/change-feed";
import { patiently } from "../patiently";
import { runUntilIdle } from "../run-until-idle";
import { checkCredential } from "./ask";
import { claimChecks, saveToolAnswer } from "./claim-checks";

/** Keys that are checked side by side. */
const batch = 10;

/** Asks each tool whether it still knows the teams' keys, and writes back what it said. */
export async function checkIntegrations(): Promise<{ ok: number; failing: number }> {
  const counts = { ok: 0, failing: 0 };
  await runUntilIdle({
    more: { name: wakes.credentialsToCheck, data: {} },
    claim: () => claimChecks(batch),
    work: (claimed) =>
      Promise.all(
        claimed.map(async (asked) => {
          const result = await checkCredential(asked.integration, asked.config);
          await patiently(() => saveToolAnswer(asked, { operation: "check", momentId: null }, result));
          announce(asked.organizationId, "events");
          counts[result.ok ? "ok" : "failing"]++;
        }),
      ),
  });
  return counts;
}
