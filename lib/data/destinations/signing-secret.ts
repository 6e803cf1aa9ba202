import { audit } from "../../changes/audit";
import { lockConfig } from "../../changes/config-versions";
import { kindOf } from "../../destinations";
import { type Actor, authorize } from "../../domain/people/actor";
import { notFound } from "../../domain/problem";
import { hourMs } from "../../domain/time";
import { startAfresh } from "../../engine/deliver/afresh";
import { db, transaction } from "../../postgres/db";
import type { Destination } from "../../postgres/generated/client";
import { sealedColumns } from "../../postgres/sealed";
import { activeSecrets, newSigningSecret, rotateSigningSecrets } from "../../postgres/signing-secrets";
import { findDestination } from "./destinations";

async function findSigned(actor: Actor, id: string): Promise<Destination> {
  const row = await findDestination(actor, id);
  if (!kindOf(row.kind)?.signed) throw notFound("signing secret");
  return row;
}

/** The current signing secret, in clear; the reveal is audited. Throws 404 for a kind that signs nothing, and DecryptError. */
export async function revealSigningSecret(actor: Actor, id: string): Promise<{ secret: string }> {
  authorize(actor, "admin");
  return transaction(async () => {
    const row = await findSigned(actor, id);
    const [secret] = activeSecrets(sealedColumns.destinationSigningSecrets, row, row.signingSecrets);
    if (!secret) throw notFound("signing secret");
    await audit(actor, "destination.signing_secret_revealed", row.id);
    return { secret };
  });
}

/** A new signing secret; the old one signs beside it for `oldValidHours`. Throws 404 for a kind that signs nothing. */
export async function rotateSigningSecret(actor: Actor, id: string, oldValidHours: number): Promise<{ secret: string }> {
  authorize(actor, "admin");
  return transaction(async () => {
    await lockConfig(actor.organizationId);
    const row = await findSigned(actor, id);
    const secret = newSigningSecret();
    const oldUntil = Date.now() + oldValidHours * hourMs;
    const signingSecrets = rotateSigningSecrets(sealedColumns.destinationSigningSecrets, row, row.signingSecrets, secret, oldUntil);
    await db().destination.update({ where: { id: row.id }, data: { signingSecrets } });
    await startAfresh(row.id, { hasOtherReceiver: false });
    await audit(actor, "destination.signing_secret_rotated", row.id, { after: { old_valid_hours: oldValidHours } });
    return { secret };
  });
}
