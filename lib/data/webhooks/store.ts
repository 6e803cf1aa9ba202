import { lockConfig } from "../../changes/config-versions";
import { newId } from "../../domain/id";
import { type Actor, can } from "../../domain/people/actor";
import { newToken } from "../../domain/token";
import { db } from "../../postgres/db";
import { seal, sealedColumns, unseal } from "../../postgres/sealed";
import { DecryptError, keyedHash } from "../../postgres/secrets";
import { type SigningSecret, sealSigningSecrets } from "../../postgres/signing-secrets";
import { findOwn } from "../find-own";
import { authorizeTeam } from "../people/team-access";
import { include, type WebhookRow } from "./row";

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

/** One of the actor's organization. Throws 404. */
export async function findWebhook(actor: Actor, id: string): Promise<WebhookRow> {
  return findOwn(actor, "hook", "team webhook", id, (where) => db().webhook.findFirst({ where, include }));
}

/** A webhook of the actor's teams, that nobody else changes until the transaction ends. Throws 403 and 404. */
export async function lockWebhook(actor: Actor, id: string): Promise<WebhookRow> {
  await lockConfig(actor.organizationId);
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

/** Makes a webhook with a new token, which is in this answer only. The caller has authorized, and audits. */
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
