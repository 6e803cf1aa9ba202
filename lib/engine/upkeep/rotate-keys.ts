import { resealWebhook } from "../../data/webhooks/row";
import { kindOf } from "../../destinations";
import { db, transaction } from "../../postgres/db";
import type { Prisma } from "../../postgres/generated/client";
import { decrypt, encrypt, isWrittenWithFirstKey, type Place } from "../../postgres/secrets";
import { type Config, openConfig, sealConfig } from "../deliver/config";
import { resealSecrets } from "../deliver/signing-secrets";
import { resealCredential } from "../tools/config";

/** Rows that are read at once. */
const batch = 200;

/**
 * Encrypts every stored secret with the first of ENCRYPTION_KEYS, so that the others can be taken out afterwards. Safe to repeat, and
 * while the app runs. Resolves with how many rows were written; throws DecryptError when a secret's key is not there.
 */
export async function rotateKeys(): Promise<{
  destinations: number;
  deliveries: number;
  idempotencyKeys: number;
  webhooks: number;
  credentials: number;
}> {
  return {
    destinations: await rotateDestinations(),
    deliveries: await rotateDeliveries(),
    idempotencyKeys: await rotateAnswers(),
    webhooks: await rotateWebhooks(),
    credentials: await rotateCredentials(),
  };
}

async function rotateWebhooks(): Promise<number> {
  const rows = await db().webhook.findMany({ select: { id: true } });
  for (const { id } of rows) await transaction(() => resealWebhook(id));
  return rows.length;
}

async function rotateCredentials(): Promise<number> {
  const rows = await db().integrationCredential.findMany({ select: { id: true } });
  for (const { id } of rows) await transaction(() => resealCredential(id));
  return rows.length;
}

async function rotateDestinations(): Promise<number> {
  let count = 0;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const ids = await db().destination.findMany({
      where: { id: { gt: after }, deletedAt: null },
      orderBy: { id: "asc" },
      take: batch,
      select: { id: true },
    });
    for (const { id } of ids) if (await transaction(() => rotateDestination(id))) count++;
    const last = ids.at(-1);
    if (!last) return count;
    after = last.id;
  }
}

async function rotateDestination(id: string): Promise<boolean> {
  await db().$executeRaw`SELECT 1 FROM destinations WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await db().destination.findUnique({ where: { id } });
  const kind = row && kindOf(row.kind);
  if (!row || !kind || row.deletedAt) return false;
  const config = sealConfig(
    kind,
    openConfig(kind, row.config as Config, row.organizationId, id),
    row.organizationId,
    id,
  ) as Prisma.InputJsonObject;
  const signingSecrets = resealSecrets(row.signingSecrets, row.organizationId, id);
  await db().destination.update({ where: { id }, data: { config, signingSecrets } });
  return true;
}

async function rotateDeliveries(): Promise<number> {
  let count = 0;
  const rows = await db().delivery.findMany({
    where: { sentWith: { not: null } },
    select: { id: true, destinationId: true, organizationId: true, sentWith: true },
  });
  for (const { id, destinationId, organizationId, sentWith } of rows) {
    if (sentWith === null || isWrittenWithFirstKey(sentWith)) continue;
    const place: Place = { table: "deliveries", column: "sent_with", row: destinationId, organizationId };
    await db().delivery.updateMany({ where: { id, sentWith }, data: { sentWith: encrypt(decrypt(sentWith, place), place) } });
    count++;
  }
  return count;
}

async function rotateAnswers(): Promise<number> {
  let count = 0;
  for (const { organizationId, endpoint, key, response } of await db().idempotencyKey.findMany()) {
    if (isWrittenWithFirstKey(response)) continue;
    const place: Place = { table: "idempotency_keys", column: "response", row: `${endpoint} ${key}`, organizationId };
    await db().idempotencyKey.updateMany({
      where: { organizationId, endpoint, key, response },
      data: { response: encrypt(decrypt(response, place), place) },
    });
    count++;
  }
  return count;
}
