import { audit } from "../../changes/audit";
import { lockConfig } from "../../changes/config-versions";
import { type Actor, authorize, type Scope } from "../../domain/actor";
import type { ApiKeyInput, ApiKeyPatch, ApiKeyShape } from "../../domain/api-key";
import { newId, readId, showId } from "../../domain/id";
import { invalid, notFound } from "../../domain/problem";
import { isToken, newToken } from "../../domain/token";
import { db, lookUp, transaction } from "../../postgres/db";
import type { ApiKey, Environment, Prisma } from "../../postgres/generated/client";
import { type Page, type PageInput, readCursor, toPage } from "../../postgres/page";
import { keyedHash } from "../../postgres/secrets";
import { readEnvironment } from "../environments/environments";
import { readTeam } from "./teams";

type Row = ApiKey & { environment: Environment | null };
const include = { environment: true } as const;

const show = (row: Row): ApiKeyShape => ({
  id: showId("key", row.id),
  name: row.name,
  masked_key: `hl_key_••••${row.lastFour}`,
  scopes: row.scopes as Scope[],
  environment: row.environment?.slug ?? null,
  team_id: row.teamId && showId("team", row.teamId),
  expires_at: row.expiresAt?.toISOString() ?? null,
  last_used_at: row.lastUsedAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
});

export async function listApiKeys(actor: Actor, { limit, cursor }: PageInput): Promise<Page<ApiKeyShape>> {
  authorize(actor, "read");
  const before = readCursor(cursor);
  const rows = await db().apiKey.findMany({
    where: { organizationId: actor.organizationId, revokedAt: null, ...(before ? { id: { lt: before } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
    include,
  });
  return toPage(rows, limit, show);
}

async function findApiKey(actor: Actor, id: string): Promise<Row> {
  const uuid = readId("key", id);
  const row =
    uuid && (await db().apiKey.findFirst({ where: { id: uuid, organizationId: actor.organizationId, revokedAt: null }, include }));
  if (!row) throw notFound("API key");
  return row;
}

export async function getApiKey(actor: Actor, id: string): Promise<ApiKeyShape> {
  authorize(actor, "read");
  return show(await findApiKey(actor, id));
}

/** Makes a key. Its text is in the answer only. For data functions: the caller has authorized. */
export async function issueApiKey(input: {
  organizationId: string;
  name: string;
  scopes: Scope[];
  environmentId: string | null;
  teamId?: string | null;
  expiresAt: Date | null;
}): Promise<{ row: Row; token: string }> {
  const token = newToken("key");
  const row = await db().apiKey.create({
    data: { id: newId(), ...input, keyHash: new Uint8Array(keyedHash(token)), lastFour: token.slice(-4) },
    include,
  });
  return { row, token };
}

function refusePast(expiresAt: Date | null | undefined): void {
  if (expiresAt && expiresAt.getTime() <= Date.now()) throw invalid([{ path: "expires_at", message: "must be in the future" }]);
}

export async function createApiKey(actor: Actor, input: ApiKeyInput): Promise<ApiKeyShape & { key: string }> {
  authorize(actor, "admin");
  refusePast(input.expires_at);
  return transaction(async () => {
    await lockConfig(actor.organizationId);
    const { row, token } = await issueApiKey({
      organizationId: actor.organizationId,
      name: input.name,
      scopes: input.scopes,
      environmentId: await readEnvironment(actor.organizationId, input.environment),
      teamId: await readTeam(actor.organizationId, input.team_id),
      expiresAt: input.expires_at ?? null,
    });
    await audit(actor, "api_key.created", row.id, { after: show(row) });
    return { ...show(row), key: token };
  });
}

/** Changes a key: holds at once in this process, and within a second in others. */
export async function updateApiKey(actor: Actor, id: string, patch: ApiKeyPatch): Promise<ApiKeyShape> {
  authorize(actor, "admin");
  refusePast(patch.expires_at);
  const shown = await transaction(async () => {
    await lockConfig(actor.organizationId);
    const before = await findApiKey(actor, id);
    const data: Prisma.ApiKeyUncheckedUpdateInput = { name: patch.name, scopes: patch.scopes, expiresAt: patch.expires_at };
    if (patch.environment !== undefined) data.environmentId = await readEnvironment(actor.organizationId, patch.environment);
    if (patch.team_id !== undefined) data.teamId = await readTeam(actor.organizationId, patch.team_id);
    const row = await db().apiKey.update({ where: { id: before.id }, data, include });
    await audit(actor, "api_key.updated", row.id, { before: show(before), after: show(row) });
    return show(row);
  });
  known().clear();
  return shown;
}

/** Revokes a key: refused at once by this process, and within a second by others. */
export async function deleteApiKey(actor: Actor, id: string): Promise<void> {
  authorize(actor, "admin");
  await transaction(async () => {
    const row = await findApiKey(actor, id);
    await db().apiKey.update({ where: { id: row.id }, data: { revokedAt: new Date() } });
    await audit(actor, "api_key.revoked", row.id, { before: show(row) });
  });
  known().clear();
}

/** How long a key's row is remembered, in milliseconds: the longest that another process takes to see it revoked. */
const rememberedMs = 1_000;
const maxRemembered = 10_000;

type Known = Map<string, { actor: Extract<Actor, { type: "key" }> | null; until: number; expiresAt: number }>;
const knownKey = Symbol.for("hotline.apiKeys");
const store = globalThis as unknown as { [knownKey]?: Known };
const known = (): Known => {
  store[knownKey] ??= new Map();
  return store[knownKey];
};

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
