import type { RefusalReason } from "../../domain/moments/refusal";
import { can } from "../../domain/people/actor";
import { beginning } from "../../domain/plain-text";
import { notFound, Problem } from "../../domain/problem";
import { readApiKey } from "../../identity/api-key";
import { addressOf } from "../../request/peer";
import { type Door, findDoor, findTeamOfKey } from "./door";
import { countEventless } from "./eventless";
import { hideInHeader } from "./headers";

/** Whom a request's path lets in. */
export interface Entry {
  /** For the limiter: one bucket a token. */
  id: string;
  organizationId: string;
  door: Door | null;
  apiKeyId: string | null;
  environmentId: string | null;
  team: { id: string; name: string } | null;
  /** What the path names, else what the webhook is of. */
  integration: string;
}

/** Who sends a request, as events and counts keep it. */
export interface Caller {
  address: string;
  userAgent: string;
}

/** The caller of a request to `/moment/<path>`; the token is not said again. */
export const callerOf = ({ headers }: Pick<Request, "headers">, [token = ""]: readonly string[]): Caller => ({
  address: addressOf(headers).slice(0, 100),
  userAgent: beginning(hideInHeader(headers.get("user-agent") ?? "", token), 300),
});

const isExpired = ({ expiresAt }: Door): boolean => expiresAt !== null && expiresAt.getTime() <= Date.now();

/** Counts a request that was refused on its webhook. Whatever else is wrong with it, an expired token is why first. */
export const countRefusal = (door: Door, reason: RefusalReason, caller: Caller): void =>
  countEventless(door.id, isExpired(door) ? "expired" : reason, caller);

/** Counts a request that was refused before its token was looked at. Its webhook's owner hears of it; never throws. */
export async function countRefused(headers: Headers, path: readonly string[], reason: "method" | "path"): Promise<void> {
  const door = await findDoor(path[0] ?? "").catch(() => null);
  if (door) countRefusal(door, reason, callerOf({ headers }, path));
}

/** Who posts to `/moment/<token>[/<integration>]` or `/moment/<api key>/<integration>`. Throws 404 for what opens nothing, 403, and 410 for an expired token. */
export async function readEntry(request: Request, [token = "", given, ...rest]: readonly string[]): Promise<Entry> {
  const named = given?.toLowerCase();
  const door = await findDoor(token);
  if (rest.length > 0) {
    if (door) countRefusal(door, "path", callerOf(request, [token]));
    throw notFound("team webhook");
  }
  if (door) {
    if (isExpired(door)) {
      countRefusal(door, "expired", callerOf(request, [token]));
      throw new Problem(410, "token_expired", "This webhook's token has expired. Ask its team for the new URL.");
    }
    const { id, organizationId, team, integration } = door;
    return { id, organizationId, door, apiKeyId: null, environmentId: null, team, integration: named ?? integration };
  }
  const key = named === undefined ? null : await readApiKey(token);
  if (!key || named === undefined) throw notFound("team webhook");
  if (!can(key, "publish")) throw new Problem(403, "not_allowed", 'This API key lacks the scope "publish".');
  const { id, organizationId, environmentId } = key;
  const team = await findTeamOfKey(id);
  return { id, organizationId, door: null, apiKeyId: id, environmentId, team, integration: named };
}
