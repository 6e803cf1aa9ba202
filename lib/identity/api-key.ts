import { newId } from "../domain/id";
import type { Actor, Scope } from "../domain/people/actor";
import { isToken, newToken } from "../domain/token";
import { oncePerProcess } from "../once-per-process";
import { db, lookUp } from "../postgres/db";
import type { ApiKey, Environment } from "../postgres/generated/client";
import { keyedHash } from "../postgres/secrets";

export type ApiKeyRow = ApiKey & { environment: Environment | null };
export const include = { environment: true } as const;

/** Makes a key. Its text is in the answer only. The caller has authorized. */
export async function issueApiKey(input: {
  organizationId: string;
  name: string;
  scopes: Scope[];
  environmentId: string | null;
  teamId?: string | null;
  expiresAt: Date | null;
}): Promise<{ row: ApiKeyRow; token: string }> {
  const token = newToken("key");
  const row = await db().apiKey.create({
    data: { id: newId(), ...input, keyHash: new Uint8Array(keyedHash(token)), lastFour: token.slice(-4) },
    include,
  });
  return { row, token };
}

/** How long a key's row is remembered, in milliseconds: the longest that another process takes to see it revoked. */
const rememberedMs = 1_000;
const maxRemembered = 10_000;

type Known = Map<string, { actor: Extract<Actor, { type: "key" }> | null; until: number; expiresAt: number }>;
const known = oncePerProcess<Known>("apiKeys", () => new Map());

/** After a change of any key, in this process. */
export const forgetApiKeys = (): void => known().clear();

interface FoundKey {
  id: string;
  organizationId: string;
  scopes: Scope[];
  environmentId: string | null;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
}

/** Who an API key speaks for, or null when it is unknown, revoked or expired. Remembered for a second. */
export async function readApiKey(token: string): Promise<Extract<Actor, { type: "key" }> | null> {
  if (!isToken("key", token)) return null;
  const now = Date.now();
  const hit = known().get(token);
  if (hit && hit.until > now) return hit.expiresAt > now ? hit.actor : null;
  const [row] = await lookUp<FoundKey>(
    "find_api_key",
    `SELECT id, organization_id AS "organizationId", scopes, environment_id AS "environmentId", expires_at AS "expiresAt", last_used_at AS "lastUsedAt"
     FROM api_keys WHERE key_hash = $1 AND revoked_at IS NULL`,
    [keyedHash(token)],
  );
  const actor: Extract<Actor, { type: "key" }> | null = row
    ? { type: "key", id: row.id, organizationId: row.organizationId, scopes: row.scopes, environmentId: row.environmentId }
    : null;
  const expiresAt = row?.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
  if (known().size >= maxRemembered) known().clear();
  known().set(token, { actor, until: now + rememberedMs, expiresAt });
  if (row && (row.lastUsedAt?.getTime() ?? 0) < now - 60_000) {
    // Nobody waits for it: a database that is slow to write it would hold up the request.
    void db()
      .apiKey.updateMany({ where: { id: row.id }, data: { lastUsedAt: new Date(now) } })
      .catch(() => {});
  }
  return expiresAt > now ? actor : null;
}
