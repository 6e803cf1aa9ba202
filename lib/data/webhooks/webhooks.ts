import { audit } from "../../changes/audit";
import { lockConfig } from "../../changes/config-versions";
import { newId, readId } from "../../domain/id";
import type { WebhookInput, WebhookPatch, WebhookShape } from "../../domain/moments/webhook";
import { type Actor, authorize } from "../../domain/people/actor";
import { invalid } from "../../domain/problem";
import { hourMs } from "../../domain/time";
import { forgetDoors } from "../../engine/receive/door";
import { integrationOf, integrations } from "../../integrations";
import { afterCommit, db, transaction } from "../../postgres/db";
import type { Prisma } from "../../postgres/generated/client";
import { type Page, type PageInput, readCursor, toPage } from "../../postgres/page";
import { sealedColumns } from "../../postgres/sealed";
import { activeSecrets, rotateSigningSecrets, type SigningSecrets } from "../../postgres/signing-secrets";
import { manageableTeams, readManagedTeam } from "../people/team-access";
import { lastEvents, showNow } from "./last-events";
import { forAudit, include, show, type WebhookRow } from "./row";
import { findWebhook, insertWebhook, lockWebhook, tokenFor } from "./store";

/** Webhooks, newest first, of one team when it is given; tokens masked, but for an admin key. Throws 422 for a cursor that is none. */
export async function listWebhooks(
  actor: Actor,
  { limit, cursor, team_id }: PageInput & { team_id?: string },
): Promise<Page<WebhookShape>> {
  authorize(actor, "read");
  const teams = await manageableTeams(actor);
  const before = readCursor("webhooks", cursor);
  const rows = await db().webhook.findMany({
    where: {
      organizationId: actor.organizationId,
      ...(team_id === undefined ? {} : { teamId: readId("team", team_id) ?? newId() }),
      ...(before ? { id: { lt: before } } : {}),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
    include,
  });
  const last = await lastEvents(
    actor,
    rows.map(({ id }) => id),
  );
  const mayManage = (row: WebhookRow) => teams === null || teams.has(row.teamId);
  return toPage("webhooks", rows, limit, (row) =>
    show(row, { mayManage: mayManage(row), token: tokenFor(actor, row), lastEventAt: last.get(row.id) }),
  );
}

/** Its token masked, but for an admin key. Throws 404. */
export async function getWebhook(actor: Actor, id: string): Promise<WebhookShape> {
  authorize(actor, "read");
  const row = await findWebhook(actor, id);
  const teams = await manageableTeams(actor);
  return showNow(actor, row, { mayManage: teams === null || teams.has(row.teamId), token: tokenFor(actor, row) });
}

function refuseUnknown(integration: string): void {
  if (integrationOf(integration)) return;
  throw invalid([{ path: "integration", message: `must be one of ${integrations.map((one) => one.integration).join(", ")}` }]);
}

function refuseSecret(integration: string, secret: string | null | undefined): void {
  if (!secret) return;
  const of = integrationOf(integration);
  if (of && !of.signature) throw invalid([{ path: "signing_secret", message: `is of no use: ${of.label} does not sign its requests` }]);
  const fault = of?.signature?.fault?.(secret);
  if (fault) throw invalid([{ path: "signing_secret", message: fault }]);
}

/** Makes a webhook with a new token. Throws 403 unless the actor is an admin or of the team. */
export async function createWebhook(actor: Actor, input: WebhookInput): Promise<WebhookShape> {
  authorize(actor, "team");
  return transaction(async () => {
    await lockConfig(actor.organizationId);
    const teamId = await readManagedTeam(actor, input.team_id);
    refuseUnknown(input.integration);
    refuseSecret(input.integration, input.signing_secret);
    const secret = input.signing_secret;
    const { row, token } = await insertWebhook(actor, {
      teamId,
      label: input.label,
      integration: input.integration,
      expiresAt: input.expires_at ?? null,
      signingSecrets: secret ? [{ secret, expires_at: null }] : [],
      signatureMode: input.signature_mode,
    });
    await audit(actor, "webhook.created", row.id, { after: forAudit(row) });
    return show(row, { mayManage: true, token });
  });
}

const { webhookSigningSecrets } = sealedColumns;

/** The secrets after a change: those before stay valid for a while, so that the tool can be changed calmly. */
const nextSecrets = (row: WebhookRow, secret: string | null, oldValidHours: number): SigningSecrets =>
  secret === null ? [] : rotateSigningSecrets(webhookSigningSecrets, row, row.signingSecrets, secret, Date.now() + oldValidHours * hourMs);

/** A secret that stays must be one that the other tool can sign with. */
function refuseKeptSecrets(row: WebhookRow, integration: string): void {
  const of = integrationOf(integration);
  for (const secret of activeSecrets(webhookSigningSecrets, row, row.signingSecrets)) {
    const fault = of?.signature ? of.signature.fault?.(secret) : `${of?.label} does not sign its requests`;
    const message = `the one that is set is of no use then (${fault}): send signing_secret: null, or another one`;
    if (fault) throw invalid([{ path: "signing_secret", message }]);
  }
}

/** The secrets after a patch; undefined where they stay as they are. */
function secretsAfter(row: WebhookRow, patch: WebhookPatch): SigningSecrets | undefined {
  const { integration = row.integration, signing_secret: secret, old_valid_hours: hours = 24 } = patch;
  const isOtherTool = integration !== row.integration;
  if (isOtherTool) refuseUnknown(integration);
  if (isOtherTool && secret === undefined) refuseKeptSecrets(row, integration);
  // What the tool before signed with is none of this one's.
  return secret === undefined ? undefined : nextSecrets(row, secret, isOtherTool ? 0 : hours);
}

/** Changes what the patch names; `team_id` asks for both teams. Throws 422 for a signing secret that the integration cannot use. */
export async function updateWebhook(actor: Actor, id: string, patch: WebhookPatch): Promise<WebhookShape> {
  authorize(actor, "team");
  return transaction(async () => {
    const before = await lockWebhook(actor, id);
    const { integration = before.integration, signing_secret: secret } = patch;
    refuseSecret(integration, secret);
    const data: Prisma.WebhookUncheckedUpdateInput = { integration };
    if (patch.team_id !== undefined) data.teamId = await readManagedTeam(actor, patch.team_id);
    if (patch.label !== undefined) data.label = patch.label;
    if (patch.expires_at !== undefined) Object.assign(data, { expiresAt: patch.expires_at, warnedAt: null });
    if (patch.signature_mode !== undefined) data.signatureMode = patch.signature_mode;
    const secrets = secretsAfter(before, patch);
    if (secrets) data.signingSecrets = secrets as unknown as Prisma.InputJsonArray;
    const row = await db().webhook.update({ where: { id: before.id }, data, include });
    afterCommit(forgetDoors);
    const told = secret === undefined ? {} : { signing_secret: secret === null ? "removed" : "changed" };
    await audit(actor, "webhook.updated", row.id, { before: forAudit(before), after: { ...forAudit(row), ...told } });
    return showNow(actor, row, { mayManage: true, token: tokenFor(actor, row) });
  });
}

/** Deletes a webhook: its URL is unknown from then on. Its events stay. Throws 403 and 404. */
export async function deleteWebhook(actor: Actor, id: string): Promise<void> {
  authorize(actor, "team");
  await transaction(async () => {
    const row = await lockWebhook(actor, id);
    await db().webhook.delete({ where: { id: row.id } });
    afterCommit(forgetDoors);
    await audit(actor, "webhook.deleted", row.id, { before: forAudit(row) });
  });
}
