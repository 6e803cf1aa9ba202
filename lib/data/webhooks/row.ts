import { type Actor, can } from "../../domain/actor";
import { newId, readId, showId, timeOf } from "../../domain/id";
import { notFound } from "../../domain/problem";
import { newToken } from "../../domain/token";
import type { WebhookShape } from "../../domain/webhook";
import { appUrl } from "../../env";
import { db } from "../../postgres/db";
import type { Prisma } from "../../postgres/generated/client";
import { seal, sealedColumns, unseal } from "../../postgres/sealed";
import { DecryptError, keyedHash } from "../../postgres/secrets";
import { type SigningSecret, type SigningSecrets, sealSigningSecrets } from "../../postgres/signing-secrets";
import { authorizeTeam } from "../people/team-access";

export const include = { replaces: { select: { id: true }, take: 1 } } as const;
export type WebhookRow = Prisma.WebhookGetPayload<{ include: typeof include }>;

export const urlOf = (token: string) => `${appUrl()}/moment/${token}`;

export const isExpired = ({ expiresAt }: { expiresAt: Date | null }): boolean => expiresAt !== null && expiresAt.getTime() <= Date.now();

/** When each of these webhooks received its last event, by id. */
export async function lastEvents(ids: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  // As a range in the index's own order: by equality, Postgres may look for an unused webhook's event among all there are, newest first.
  const rows = await db().$queryRaw<{ id: string; last: string }[]>`
    SELECT w.id, e.id AS last FROM unnest(${ids}::uuid[]) AS w (id)
    CROSS JOIN LATERAL (SELECT id FROM events WHERE webhook_id >= w.id AND webhook_id <= w.id ORDER BY webhook_id, id DESC LIMIT 1) e`;
  return new Map(rows.map(({ id, last }) => [id, timeOf(last)]));
}

interface Seen {
  mayManage: boolean;
  /** The whole token, for those who may see it here. */
  token?: string | null;
  lastEventAt?: Date;
}

export function show(row: WebhookRow, { mayManage, token, lastEventAt }: Seen): WebhookShape {
  const masked = `hl_hook_••••${row.lastFour}`;
  return {
    id: showId("hook", row.id),
    team_id: showId("team", row.teamId),
    label: row.label,
    integration: row.integration,
    url: urlOf(token ?? masked),
    masked_token: masked,
    expires_at: row.expiresAt?.toISOString() ?? null,
    expired: isExpired(row),
    signed: (row.signingSecrets as SigningSecrets).length > 0,
    signature_mode: row.signatureMode === "observe" ? "observe" : "enforce",
    replaced_by: row.replacedById && showId("hook", row.replacedById),
    replaces: row.replaces[0] ? showId("hook", row.replaces[0].id) : null,
    last_event_at: lastEventAt?.toISOString() ?? null,
    may_manage: mayManage,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

export const showNow = async (row: WebhookRow, seen: Seen): Promise<WebhookShape> =>
  show(row, { ...seen, lastEventAt: (await lastEvents([row.id])).get(row.id) });

/** What the audit keeps: without what changes by itself. */
export const forAudit = (row: WebhookRow): object => {
  const { last_event_at: _last, may_manage: _may, expired: _expired, ...kept } = show(row, { mayManage: true });
  return kept;
};

/** Scripts of an admin get the whole URL; a person asks for it (`revealWebhook`), which is recorded. */
export function tokenFor(actor: Actor, row: WebhookRow): string | null {
  if (actor.type !== "key" || !can(actor, "admin")) return null;
  try {
    return unseal(sealedColumns.webhookToken, row, row.token);
  } catch (error) {
    if (error instanceof DecryptError) return null;
    throw error;
  }
}

export async function findWebhook(actor: Actor, id: string): Promise<WebhookRow> {
  const uuid = readId("hook", id);
  const row = uuid && (await db().webhook.findFirst({ where: { id: uuid, organizationId: actor.organizationId }, include }));
  if (!row) throw notFound("team webhook");
  return row;
}

/** A webhook of the actor's teams, that nobody else changes until the transaction ends. */
export async function lockWebhook(actor: Actor, id: string): Promise<WebhookRow> {
  const { id: uuid } = await findWebhook(actor, id);
  await db().$executeRaw`SELECT 1 FROM webhooks WHERE id = ${uuid}::uuid FOR UPDATE`;
  const row = await findWebhook(actor, id);
  await authorizeTeam(actor, row.teamId);
  return row;
}

interface NewWebhook {
  teamId: string;
  label: string;
  integration: string;
  expiresAt: Date | null;
  /** Open. */
  signingSecrets: readonly SigningSecret[];
  signatureMode: string;
}

export async function insertWebhook(actor: Actor, { signingSecrets, ...data }: NewWebhook): Promise<{ row: WebhookRow; token: string }> {
  const owner = { id: newId(), organizationId: actor.organizationId };
  const token = newToken("hook");
  const row = await db().webhook.create({
    data: {
      ...owner,
      ...data,
      tokenHash: new Uint8Array(keyedHash(token)),
      token: seal(sealedColumns.webhookToken, owner, token),
      lastFour: token.slice(-4),
      signingSecrets: sealSigningSecrets(sealedColumns.webhookSigningSecrets, owner, signingSecrets),
    },
    include,
  });
  return { row, token };
}
