import { audit } from "../../changes/audit";
import { lockConfig } from "../../changes/config-versions";
import { showId } from "../../domain/id";
import { type Actor, authorize, type Scope } from "../../domain/people/actor";
import type { ApiKeyInput, ApiKeyPatch, ApiKeyShape } from "../../domain/people/api-key";
import { invalid } from "../../domain/problem";
import { type ApiKeyRow, forgetApiKeys, include, issueApiKey } from "../../identity/api-key";
import { afterCommit, db, transaction } from "../../postgres/db";
import type { Prisma } from "../../postgres/generated/client";
import { newestFirst, type Page, type PageInput, toPage } from "../../postgres/page";
import { readEnvironment } from "../environments/environments";
import { findOwn } from "../find-own";
import { readTeam } from "./team-access";

const show = (row: ApiKeyRow): ApiKeyShape => ({
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

/** Keys that are not revoked, newest first, masked. Throws 422 for a cursor that is none. */
export async function listApiKeys(actor: Actor, page: PageInput): Promise<Page<ApiKeyShape>> {
  authorize(actor, "read");
  const query = newestFirst("api-keys", actor, page);
  const rows = await db().apiKey.findMany({
    ...query,
    where: { ...query.where, revokedAt: null },
    include,
  });
  return toPage("api-keys", rows, page.limit, show);
}

async function findApiKey(actor: Actor, id: string): Promise<ApiKeyRow> {
  return findOwn(actor, "key", "API key", id, (where) => db().apiKey.findFirst({ where: { ...where, revokedAt: null }, include }));
}

/** Masked. Throws 404. */
export async function getApiKey(actor: Actor, id: string): Promise<ApiKeyShape> {
  authorize(actor, "read");
  return show(await findApiKey(actor, id));
}

function refusePast(expiresAt: Date | null | undefined): void {
  if (expiresAt && expiresAt.getTime() <= Date.now()) throw invalid([{ path: "expires_at", message: "must be in the future" }]);
}

/** Makes a key; its text is in this answer only. Throws 422 for an unknown environment or team, or an expiry that has passed. */
export async function createApiKey(actor: Actor, input: ApiKeyInput): Promise<ApiKeyShape & { key: string }> {
  authorize(actor, "admin");
  refusePast(input.expires_at);
  return transaction(async () => {
    await lockConfig(actor.organizationId);
    const { row, token } = await issueApiKey({
      organizationId: actor.organizationId,
      name: input.name,
      scopes: input.scopes,
      environmentId: await readEnvironment(actor, input.environment),
      teamId: await readTeam(actor, input.team_id),
      expiresAt: input.expires_at ?? null,
    });
    await audit(actor, "api_key.created", row.id, { after: show(row) });
    return { ...show(row), key: token };
  });
}

/** Changes a key: holds at once in this process, and within a second in others. Throws 404 and 422. */
export async function updateApiKey(actor: Actor, id: string, patch: ApiKeyPatch): Promise<ApiKeyShape> {
  authorize(actor, "admin");
  refusePast(patch.expires_at);
  return transaction(async () => {
    await lockConfig(actor.organizationId);
    const before = await findApiKey(actor, id);
    const data: Prisma.ApiKeyUncheckedUpdateInput = { name: patch.name, scopes: patch.scopes, expiresAt: patch.expires_at };
    if (patch.environment !== undefined) data.environmentId = await readEnvironment(actor, patch.environment);
    if (patch.team_id !== undefined) data.teamId = await readTeam(actor, patch.team_id);
    const row = await db().apiKey.update({ where: { id: before.id }, data, include });
    afterCommit(forgetApiKeys);
    await audit(actor, "api_key.updated", row.id, { before: show(before), after: show(row) });
    return show(row);
  });
}

/** Revokes a key: refused at once by this process, and within a second by others. Throws 404. */
export async function deleteApiKey(actor: Actor, id: string): Promise<void> {
  authorize(actor, "admin");
  await transaction(async () => {
    await lockConfig(actor.organizationId);
    const row = await findApiKey(actor, id);
    await db().apiKey.update({ where: { id: row.id }, data: { revokedAt: new Date() } });
    afterCommit(forgetApiKeys);
    await audit(actor, "api_key.revoked", row.id, { before: show(row) });
  });
}
