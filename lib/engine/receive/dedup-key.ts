import { createHash } from "node:crypto";
import { hideTokens } from "../../domain/hide-tokens";
import { showId } from "../../domain/id";
import { storable } from "../../domain/json";
import type { ParsedMoment } from "../../integrations/integration";
import type { Origin } from "./meaning";

/** Longest dedup_key, in characters. */
const maxKey = 255;

/** Of a team's own: another team's webhook must not resolve what this one triggered. A rotation keeps the team, and so the key. */
export function dedupKeyOf({ integration, team }: Origin, correlation: string | null): string | null {
  if (correlation === null) return null;
  // It goes to destinations: without the tokens that a sender repeats in it.
  const said = storable(hideTokens(correlation));
  const of = team ? `${integration}:${showId("team", team.id)}` : integration;
  const key = `${of}:${said}`;
  return key.length <= maxKey ? key : `${of}:sha256:${createHash("sha256").update(said).digest("hex")}`;
}

/** A resolve without anything to resolve is news of its own. */
export const actionOf = (dedupKey: string | null, { action }: ParsedMoment): ParsedMoment["action"] =>
  dedupKey === null ? "trigger" : action;
