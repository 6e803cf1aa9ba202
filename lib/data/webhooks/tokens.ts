import { audit } from "../../changes/audit";
import { showId } from "../../domain/id";
import type { WebhookShape } from "../../domain/moments/webhook";
import { type Actor, authorize } from "../../domain/people/actor";
import { Problem } from "../../domain/problem";
import { forgetDoors } from "../../engine/receive/door";
import { afterCommit, db, transaction } from "../../postgres/db";
import { sealedColumns, unseal } from "../../postgres/sealed";
import { openSigningSecrets } from "../../postgres/signing-secrets";
import { authorizeTeam } from "../people/team-access";
import { isExpired, show, urlOf } from "./row";
import { findWebhook, insertWebhook, lockWebhook } from "./store";

/**
 * Makes a new webhook with a new token in this one's place; label, integration and secrets carry over, and the old token lives until
 * `oldExpiresAt`. Throws 409 for one that was rotated already, or has expired.
 */
export async function rotateWebhook(actor: Actor, id: string, oldExpiresAt: Date): Promise<WebhookShape> {
  authorize(actor, "team");
  return transaction(async () => {
    const old = await lockWebhook(actor, id);
    if (old.replacedById)
      throw new Problem(409, "already_rotated", "This webhook was rotated already: rotate the one that took its place.");
    if (isExpired(old))
      throw new Problem(409, "token_expired", "This webhook has expired. Give it another expiry first, or make a new one.");
    const { row, token } = await insertWebhook(actor, {
      teamId: old.teamId,
      label: old.label,
      integration: old.integration,
      expiresAt: null,
      signingSecrets: openSigningSecrets(sealedColumns.webhookSigningSecrets, old, old.signingSecrets),
      signatureMode: old.signatureMode,
    });
    await db().webhook.update({ where: { id: old.id }, data: { expiresAt: oldExpiresAt, warnedAt: null, replacedById: row.id } });
    afterCommit(forgetDoors);
    await audit(actor, "webhook.rotated", old.id, {
      after: { replaced_by: showId("hook", row.id), old_expires_at: oldExpiresAt.toISOString() },
    });
    return { ...show(row, { mayManage: true, token }), replaces: showId("hook", old.id) };
  });
}

/** The whole token and URL, for who may manage the webhook. Recorded. Throws 403, 404, and DecryptError. */
export async function revealWebhook(actor: Actor, id: string): Promise<{ token: string; url: string }> {
  authorize(actor, "team");
  return transaction(async () => {
    const row = await findWebhook(actor, id);
    await authorizeTeam(actor, row.teamId);
    await audit(actor, "webhook.revealed", row.id);
    const token = unseal(sealedColumns.webhookToken, row, row.token);
    return { token, url: urlOf(token) };
  });
}
