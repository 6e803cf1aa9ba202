import { audit } from "../../changes/audit";
import { kindOf } from "../../destinations";
import type { TestShape } from "../../domain/delivering/destination";
import { type Actor, authorize } from "../../domain/people/actor";
import { Problem } from "../../domain/problem";
import { needsVerification, readConfig } from "../../engine/deliver/config";
import { sendTest } from "../../engine/deliver/send-test";
import { db } from "../../postgres/db";
import { type Config, openConfig, sealedColumns } from "../../postgres/sealed";
import { activeSecrets, newSigningSecret } from "../../postgres/signing-secrets";
import { findDestination } from "./destinations";

const unverified = () => new Problem(409, "destination_unverified", "Nothing is sent to this address before its owner has confirmed it.");

/** What a test of an unsaved destination sends with: its kind and its checked config. */
export function openUnsaved(actor: Actor, input: { kind: string; config: Config }) {
  authorize(actor, "admin");
  const { kind, config } = readConfig(input.kind, input.config, null);
  if (needsVerification(kind)) throw unverified();
  return { kind, config, signingSecrets: kind.signed ? [newSigningSecret()] : [] };
}

/**
 * What a test of a saved destination sends with, decrypted. With `changes` it is what the config would be then: masked
 * values stand for the saved secrets, so where they would go is audited.
 * Throws 404, 409 for an address that is not confirmed, 422, and DecryptError.
 */
export async function openSaved(actor: Actor, id: string, changes?: Config) {
  authorize(actor, "admin");
  const row = await findDestination(actor, id);
  const kind = kindOf(row.kind);
  if (!kind) throw new Problem(409, "unknown_kind", `This installation has no kind of destination called "${row.kind}".`);
  const saved = openConfig(sealedColumns.destinationConfig, row, row.config as Config);
  const config = changes ? readConfig(row.kind, changes, saved).config : saved;
  const isOtherAddress = kind.verifiedField !== undefined && saved[kind.verifiedField] !== config[kind.verifiedField];
  if (row.verifiedAt === null || (isOtherAddress && needsVerification(kind))) throw unverified();
  if (changes) await audit(actor, "destination.tested", row.id, { after: { target: kind.describe(config) } });
  return {
    kind,
    config,
    signingSecrets: activeSecrets(sealedColumns.destinationSigningSecrets, row, row.signingSecrets),
  };
}

const organizationOf = async ({ organizationId }: Actor): Promise<string> =>
  (await db().organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })).name;

/** Sends a sample message to a saved destination; with `changes`, as it would be then. Throws 404, 409 and 422. */
export async function testDestination(actor: Actor, id: string, changes?: Config): Promise<TestShape> {
  const opened = await openSaved(actor, id, changes);
  return sendTest(await organizationOf(actor), opened);
}

/** Sends a sample message to a destination that is not saved. Throws 409 and 422. */
export async function testUnsaved(actor: Actor, input: { kind: string; config: Config }): Promise<TestShape> {
  const opened = openUnsaved(actor, input);
  return sendTest(await organizationOf(actor), opened);
}
