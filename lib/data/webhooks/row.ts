import { type Actor, can } from "../../domain/actor";
import { newId, readId, showId, timeOf } from "../../domain/id";
import { notFound } from "../../domain/problem";
import { newToken } from "../../domain/token";
import type { WebhookShape } from "../../domain/webhook";
import { secretPlace } from "../../engine/receive/door";
import { appUrl } from "../../env";
import { db } from "../../postgres/db";
import type { Prisma } from "../../postgres/generated/client";
import { DecryptError, decrypt, encrypt, keyedHash } from "../../postgres/secrets";
import { authorizeTeam } from "../people/team-access";

export const include = { replaces: { select: { id: true }, take: 1 } } as const;
export type WebhookRow = Prisma.WebhookGetPayload<{ include: typeof include }>;
export type StoredSecret = { secret: string; expires_at: string | null };

export const tokenPlace = (row: { id: string; organizationId: string }) => ({
  table: "webhooks",
  column: "token",
  row: row.id,
  organizationId: row.organizationId,
});
export const urlOf = (token: string) => `${appUrl()}/moment/${token}`;

export const isExpired = ({ expiresAt }: { expiresAt: Date | null }): boolean => expiresAt !== null && expiresAt.getTime() <= Date.now();

export const openSecrets = (row: WebhookRow): StoredSecret[] =>
  (row.signingSecrets as StoredSecret[])
    .filter(({ expires_at }) => expires_at === null || Date.parse(expires_at) > Date.now())
    .map(({ secret, expires_at }) => ({ secret: decrypt(secret, secretPlace(row.id, row.organizationId)), expires_at }));

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
    signed: (row.signingSecrets as StoredSecret[]).length > 0,
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
    return decrypt(row.token, tokenPlace(row));
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

export function sealSecret(secret: string, row: { id: string; organizationId: string }): StoredSecret {
  return { secret: encrypt(secret, secretPlace(row.id, row.organizationId)), expires_at: null };
}

interface NewWebhook {
  teamId: string;
  label: string;
  integration: string;
  expiresAt: Date | null;
  signingSecrets: (of: { id: string; organizationId: string }) => StoredSecret[];
  signatureMode: string;
}

export async function insertWebhook(actor: Actor, { signingSecrets, ...data }: NewWebhook): Promise<{ row: WebhookRow; token: string }> {
  const of = { id: newId(), organizationId: actor.organizationId };
  const token = newToken("hook");
  const row = await db().webhook.create({
    data: {
      ...of,
      ...data,
      tokenHash: new Uint8Array(keyedHash(token)),
      token: encrypt(token, tokenPlace(of)),
      lastFour: token.slice(-4),
      signingSecrets: signingSecrets(of) as unknown as Prisma.InputJsonArray,
    },
    include,
  });
  return { row, token };
}

/** Encrypts a row's secrets with the key that writes now, within a transaction. */
export async function resealWebhook(id: string): Promise<void> {
  await db().$executeRaw`SELECT 1 FROM webhooks WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await db().webhook.findUnique({ where: { id }, include });
  if (!row) return;
  const signingSecrets = openSecrets(row).map(({ secret, expires_at }) => ({ ...sealSecret(secret, row), expires_at }));
  const token = encrypt(decrypt(row.token, tokenPlace(row)), tokenPlace(row));
  await db()
    .$executeRaw`UPDATE webhooks SET token = ${token}, signing_secrets = ${JSON.stringify(signingSecrets)}::jsonb WHERE id = ${id}::uuid`;
}
