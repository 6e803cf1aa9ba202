import { wakes } from "../../../inngest/wakes";
import { audit } from "../../changes/audit";
import { lockConfig } from "../../changes/config-versions";
import { newId, showId } from "../../domain/id";
import type { CredentialInput, CredentialPatch, CredentialShape } from "../../domain/moments/credential";
import { type Actor, authorize } from "../../domain/people/actor";
import { notFound, Problem } from "../../domain/problem";
import type { AskedCredential } from "../../engine/tools/claim-checks";
import { wake } from "../../engine/wake";
import { integrationOf } from "../../integrations";
import { afterCommit, db, transaction } from "../../postgres/db";
import type { IntegrationCredential, Prisma } from "../../postgres/generated/client";
import { newestFirst, type Page, type PageInput, toPage } from "../../postgres/page";
import { type Config, maskConfig, openConfig, openReadable, sealConfig, sealedColumns } from "../../postgres/sealed";
import { findOwn } from "../find-own";
import { authorizeTeam, manageableTeams, readManagedTeam } from "../people/team-access";
import { contactOf, type OpenConfig, readCredential } from "./config";

const { credentialConfig } = sealedColumns;
const stored = (row: IntegrationCredential) => row.config as Config;
const open = (row: IntegrationCredential) => openConfig(credentialConfig, row, stored(row)) as OpenConfig;
const readable = (row: IntegrationCredential) => openReadable(credentialConfig, row, stored(row)) as OpenConfig;
const mask = (row: IntegrationCredential) =>
  maskConfig(credentialConfig, row, integrationOf(row.integration)?.contact?.fields ?? [], stored(row)) as OpenConfig;

function show(row: IntegrationCredential, mayManage: boolean): CredentialShape {
  return {
    id: showId("cred", row.id),
    team_id: showId("team", row.teamId),
    integration: row.integration,
    config: mask(row),
    status: row.status as CredentialShape["status"],
    checked_at: row.checkedAt?.toISOString() ?? null,
    ok_at: row.okAt?.toISOString() ?? null,
    pause_until: row.pauseUntil && row.pauseUntil.getTime() > Date.now() ? row.pauseUntil.toISOString() : null,
    may_manage: mayManage,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** The keys that teams have stored for an integration, newest first. Throws 404 for an integration that there is not. */
export async function listCredentials(actor: Actor, integration: string, page: PageInput): Promise<Page<CredentialShape>> {
  authorize(actor, "read");
  if (!integrationOf(integration)) throw notFound("integration");
  const teams = await manageableTeams(actor);
  const query = newestFirst("credentials", actor, page);
  const rows = await db().integrationCredential.findMany({
    ...query,
    where: { ...query.where, integration },
  });
  return toPage("credentials", rows, page.limit, (row) => show(row, teams === null || teams.has(row.teamId)));
}

const findCredential = (actor: Actor, id: string): Promise<IntegrationCredential> =>
  findOwn(actor, "cred", "credential", id, (where) => db().integrationCredential.findFirst({ where }));

/** Secrets masked. Throws 404. */
export async function getCredential(actor: Actor, id: string): Promise<CredentialShape> {
  authorize(actor, "read");
  const row = await findCredential(actor, id);
  const teams = await manageableTeams(actor);
  return show(row, teams === null || teams.has(row.teamId));
}

/** A team stores its key to a tool. Throws 403 unless the actor is an admin or of the team, and 409 when the team has one. */
export async function createCredential(actor: Actor, integration: string, input: CredentialInput): Promise<CredentialShape> {
  authorize(actor, "team");
  const contact = contactOf(integration);
  return transaction(async () => {
    // Two requests at once: the second waits here and finds the first one's.
    await lockConfig(actor.organizationId);
    const teamId = await readManagedTeam(actor, input.team_id);
    const config = readCredential(contact, input.config, null);
    if (await db().integrationCredential.findFirst({ where: { teamId, integration } }))
      throw new Problem(409, "credential_exists", "This team has stored a key for this integration already: change that one.");
    const owner = { id: newId(), organizationId: actor.organizationId };
    const row = await db().integrationCredential.create({
      data: {
        ...owner,
        teamId,
        integration,
        config: sealConfig(credentialConfig, owner, contact.fields, config) as Prisma.InputJsonObject,
      },
    });
    await audit(actor, "credential.created", row.id, { after: forAudit(row) });
    return show(row, true);
  });
}

const forAudit = (row: IntegrationCredential) => ({
  integration: row.integration,
  team_id: showId("team", row.teamId),
  config: mask(row),
});

async function lockCredential(actor: Actor, id: string): Promise<IntegrationCredential> {
  await lockConfig(actor.organizationId);
  const row = await findCredential(actor, id);
  await authorizeTeam(actor, row.teamId);
  return row;
}

/** Changes a key: what was learned of the old one no longer holds, and what waits is asked with the new one at once. Throws 403, 404, and 422 with every field that is wrong. */
export async function updateCredential(actor: Actor, id: string, patch: CredentialPatch): Promise<CredentialShape> {
  authorize(actor, "team");
  return transaction(async () => {
    const before = await lockCredential(actor, id);
    if (patch.config === undefined) return show(before, true);
    const contact = contactOf(before.integration);
    const config = readCredential(contact, patch.config, readable(before));
    const row = await db().integrationCredential.update({
      where: { id: before.id },
      data: {
        config: sealConfig(credentialConfig, before, contact.fields, config) as Prisma.InputJsonObject,
        status: "unchecked",
        checkedAt: null,
        pauseUntil: null,
      },
    });
    await db().moment.updateMany({
      where: { teamId: row.teamId, integration: row.integration, enrichmentStatus: "pending" },
      data: { enrichAt: null },
    });
    afterCommit(() => wake({ name: wakes.momentsReceived, data: {} }));
    await audit(actor, "credential.updated", row.id, { before: forAudit(before), after: forAudit(row) });
    return show(row, true);
  });
}

/** Forgets a key. What waited to be asked with it is not asked any more. Throws 403 and 404. */
export async function deleteCredential(actor: Actor, id: string): Promise<void> {
  authorize(actor, "team");
  await transaction(async () => {
    const row = await lockCredential(actor, id);
    await db().integrationCredential.delete({ where: { id: row.id } });
    await db().moment.updateMany({
      where: { teamId: row.teamId, integration: row.integration, enrichmentStatus: "pending" },
      data: { enrichmentStatus: "none" },
    });
    await audit(actor, "credential.deleted", row.id, { before: forAudit(row) });
  });
}

/** A stored key, open, for asking the tool whether it works. Its id is a UUID. */
export async function openStoredCredential(
  actor: Actor,
  id: string,
): Promise<AskedCredential & { integration: string; config: OpenConfig }> {
  authorize(actor, "team");
  return transaction(async () => {
    const row = await lockCredential(actor, id);
    return { id: row.id, sealed: stored(row), integration: row.integration, config: open(row) };
  });
}

/**
 * A key that is not stored yet, or changed, checked: a masked value stands for the team's own. Throws 403, 404, and 422 with every field that is
 * wrong.
 */
export async function openUnsavedCredential(actor: Actor, integration: string, input: CredentialInput): Promise<OpenConfig> {
  authorize(actor, "team");
  const contact = contactOf(integration);
  const teamId = await readManagedTeam(actor, input.team_id);
  const row = await db().integrationCredential.findFirst({ where: { teamId, integration } });
  return readCredential(contact, input.config, row ? readable(row) : null);
}
