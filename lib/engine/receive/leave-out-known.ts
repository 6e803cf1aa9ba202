import type { ParsedMoment } from "../../integrations/integration";
import { actionOf, dedupKeyOf } from "./dedup-key";
import { findKnownIdentities, type Told } from "./known-identities";
import type { Origin } from "./meaning";

interface Fresh {
  /** Their identities are those that are stored. */
  fresh: readonly ParsedMoment[];
  note: string | null;
  /** What tells this request from others, where everything in it has an identity. */
  identities: readonly string[] | null;
}

/** Without what the same team was told before: a group that is told again lists what it told already. With a note on how many that were. */
export async function leaveOutKnown(moments: readonly ParsedMoment[], origin: Origin): Promise<Fresh> {
  const told = moments.flatMap((moment): Told[] => {
    const dedupKey = dedupKeyOf(origin, moment.correlation);
    return moment.identity === null ? [] : [{ identity: moment.identity, dedupKey, action: actionOf(dedupKey, moment) }];
  });
  if (told.length === 0) return { fresh: moments, note: null, identities: null };
  const { organizationId, team, integration } = origin;
  const known = await findKnownIdentities({ organizationId, teamId: team?.id ?? null, integration }, told);
  const left = [...known];
  const seen = new Set<string>();
  const fresh = moments.flatMap((moment): ParsedMoment[] => {
    if (moment.identity === null) return [moment];
    const { identity, isKnown } = left.shift() ?? { identity: moment.identity, isKnown: false };
    if (isKnown || seen.has(identity)) return [];
    seen.add(identity);
    return [{ ...moment, identity }];
  });
  const identities = told.length === moments.length ? known.map(({ identity }) => identity) : null;
  return { fresh, note: noteOf(moments.length - fresh.length, moments.length), identities };
}

function noteOf(known: number, all: number): string | null {
  if (known === 0) return null;
  const words = known === 1 ? "was received before: it makes no moment again." : "were received before: they make no moment again.";
  return `${known} of ${all} ${all === 1 ? "alert" : "alerts"} ${words}`;
}
