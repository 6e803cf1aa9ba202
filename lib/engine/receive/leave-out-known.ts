import type { ParsedMoment } from "../../integrations/integration";
import { findKnownIdentities } from "./known-identities";
import type { Origin } from "./meaning";

/** Without what the same team was told before: a group that is told again lists what it told already. With a note on how many that were. */
export async function leaveOutKnown(
  moments: readonly ParsedMoment[],
  { organizationId, team, integration }: Origin,
): Promise<{ fresh: readonly ParsedMoment[]; note: string | null }> {
  const identities = moments.flatMap(({ identity }) => identity ?? []);
  if (identities.length === 0) return { fresh: moments, note: null };
  const seen = new Set(await findKnownIdentities({ organizationId, teamId: team?.id ?? null, integration }, identities));
  const fresh = moments.filter(({ identity }) => {
    if (identity === null) return true;
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
  const known = moments.length - fresh.length;
  if (known === 0) return { fresh, note: null };
  const words = known === 1 ? "was received before: it makes no moment again." : "were received before: they make no moment again.";
  return { fresh, note: `${known} of ${moments.length} ${moments.length === 1 ? "alert" : "alerts"} ${words}` };
}
