import { randomBytes } from "node:crypto";
import { audit } from "../../changes/audit";
import { lockConfig, saveConfigVersion } from "../../changes/config-versions";
import { kindOf } from "../../destinations";
import type { DestinationKind } from "../../destinations/kind";
import { type Actor, authorize } from "../../domain/actor";
import type { DestinationInput, DestinationPatch, DestinationShape } from "../../domain/destination";
import { newId, readId, showId } from "../../domain/id";
import { type FieldError, invalid, notFound, Problem } from "../../domain/problem";
import { env } from "../../env";
import { db, transaction } from "../../postgres/db";
import type { Destination, Prisma } from "../../postgres/generated/client";
import { type Page, type PageInput, readCursor, toPage } from "../../postgres/page";
import { type Config, maskConfig, openConfig, sealConfig, sealedColumns } from "../../postgres/sealed";
import { DecryptError } from "../../postgres/secrets";
import { activeSecrets, rotateSigningSecrets, sealSigningSecrets } from "../../postgres/signing-secrets";
import { readConfig } from "./config";

const json = (value: unknown) => value as Prisma.InputJsonObject;
const stored = (row: Destination) => row.config as Config;
const { destinationConfig, destinationSigningSecrets } = sealedColumns;

/** 256 bits, as Standard Webhooks writes them (https://www.standardwebhooks.com, read 2026-11-22). */
const newSigningSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

function show(row: Destination): DestinationShape {
  const kind = kindOf(row.kind);
  const config = kind ? maskConfig(destinationConfig, row, kind.fields, stored(row)) : {};
  return {
    id: showId("dest", row.id),
    name: row.name,
    kind: row.kind,
    config,
    target: kind?.describe(config) ?? `unknown kind ${row.kind}`,
    enabled: row.enabled,
    disabled_reason: row.disabledReason,
    verified: row.verifiedAt !== null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

export async function listDestinations(actor: Actor, { limit, cursor }: PageInput): Promise<Page<DestinationShape>> {
  authorize(actor, "read");
  const before = readCursor(cursor);
  const rows = await db().destination.findMany({
    where: { organizationId: actor.organizationId, deletedAt: null, ...(before ? { id: { lt: before } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return toPage(rows, limit, show);
}

async function findDestination(actor: Actor, id: string): Promise<Destination> {
  const uuid = readId("dest", id);
  const row = uuid && (await db().destination.findFirst({ where: { id: uuid, organizationId: actor.organizationId, deletedAt: null } }));
  if (!row) throw notFound("destination");
  return row;
}

export async function getDestination(actor: Actor, id: string): Promise<DestinationShape> {
  authorize(actor, "read");
  return show(await findDestination(actor, id));
}

/** An address that a stranger may own waits for its confirmation, where the operator asks for that. */
const needsVerification = (kind: DestinationKind) => kind.verifiedField !== undefined && env().EMAIL_VERIFICATION === "on";

/** What is wrong with a config; nothing for a kind or a config that is none. */
export function checkConfig({ kind, config }: { kind?: unknown; config?: unknown }): readonly FieldError[] {
  if (typeof kind !== "string" || typeof config !== "object" || config === null || Array.isArray(config)) return [];
  try {
    readConfig(kind, config as Config, null);
    return [];
  } catch (error) {
    if (error instanceof Problem && error.errors) return error.errors;
    throw error;
  }
}

export async function createDestination(actor: Actor, input: DestinationInput): Promise<DestinationShape> {
  authorize(actor, "admin");
  const { organizationId } = actor;
  const { kind, config } = readConfig(input.kind, input.config, null);
  return transaction(async () => {
    await lockConfig(organizationId);
    const owner = { id: newId(), organizationId };
    const row = await db().destination.create({
      data: {
        ...owner,
        name: input.name,
        kind: kind.kind,
        config: json(sealConfig(destinationConfig, owner, kind.fields, config)),
        enabled: input.enabled,
        signingSecrets: kind.signed
          ? sealSigningSecrets(destinationSigningSecrets, owner, [{ secret: newSigningSecret(), expires_at: null }])
          : [],
        verifiedAt: needsVerification(kind) ? null : new Date(),
        state: { create: {} },
      },
    });
    await audit(actor, "destination.created", row.id, { after: show(row) });
    await saveConfigVersion(organizationId);
    return show(row);
  });
}

/** The config, or null when its key is gone: sending every field anew repairs it. */
function tryOpen(row: Destination): Config | null {
  try {
    return openConfig(destinationConfig, row, stored(row));
  } catch (error) {
    if (error instanceof DecryptError) return null;
    throw error;
  }
}

export async function updateDestination(actor: Actor, id: string, patch: DestinationPatch): Promise<DestinationShape> {
  authorize(actor, "admin");
  const { organizationId } = actor;
  return transaction(async () => {
    await lockConfig(organizationId);
    const before = await findDestination(actor, id);
    if (patch.kind !== undefined && patch.kind !== before.kind) {
      throw invalid([{ path: "kind", message: "cannot be changed; make a new destination" }]);
    }
    const data: Prisma.DestinationUpdateInput = {};
    if (patch.name !== undefined) data.name = patch.name;
    if (patch.enabled !== undefined) Object.assign(data, { enabled: patch.enabled, disabledReason: null });
    if (patch.config !== undefined) {
      const kind = kindOf(before.kind);
      const current = kind ? tryOpen(before) : null;
      const next = readConfig(before.kind, patch.config, current);
      data.config = json(sealConfig(destinationConfig, before, next.kind.fields, next.config));
      const { verifiedField } = next.kind;
      if (verifiedField && current?.[verifiedField] !== next.config[verifiedField] && needsVerification(next.kind)) {
        Object.assign(data, { verifiedAt: null, verificationMails: 0 });
      }
    }
    const row = await db().destination.update({ where: { id: before.id }, data });
    // New settings, or switched on again: what was learned of the old ones no longer holds.
    if (patch.config !== undefined)
      await db().delivery.updateMany({ where: { destinationId: row.id, status: "pending" }, data: { rendered: null } });
    if (patch.config !== undefined || patch.enabled === true) {
      await db().destinationState.updateMany({ where: { destinationId: row.id }, data: { flow: {} } });
    }
    await audit(actor, "destination.updated", row.id, { before: show(before), after: show(row) });
    await saveConfigVersion(organizationId);
    return show(row);
  });
}

/** Deletes a destination: it leaves its subscriptions, waiting deliveries are skipped, history keeps its name. */
export async function deleteDestination(actor: Actor, id: string): Promise<void> {
  authorize(actor, "admin");
  await transaction(async () => {
    await lockConfig(actor.organizationId);
    const row = await findDestination(actor, id);
    await db().subscriptionDestination.deleteMany({ where: { destinationId: row.id } });
    await db().destination.update({
      where: { id: row.id },
      data: { deletedAt: new Date(), enabled: false, signingSecrets: [], config: {} },
    });
    // What is in flight ends as its receiver answers; the next run skips what waits then.
    await db().$executeRaw`
      UPDATE deliveries d SET status = 'skipped', reason = 'destination_deleted' WHERE d.destination_id = ${row.id}::uuid AND d.status = 'pending'
        AND NOT EXISTS (SELECT 1 FROM attempts t WHERE t.delivery_id = d.id AND t.number = d.attempt_count AND t.finished_at IS NULL)`;
    await audit(actor, "destination.deleted", row.id, { before: show(row) });
    await saveConfigVersion(actor.organizationId);
  });
}

/** Switches a destination off because of what its receiver said; `reason` is a code. Nothing when it is off already. */
export async function disableDestination(organizationId: string, id: string, reason: string): Promise<boolean> {
  return transaction(async () => {
    await lockConfig(organizationId);
    const { count } = await db().destination.updateMany({ where: { id, enabled: true }, data: { enabled: false, disabledReason: reason } });
    if (count === 0) return false;
    await audit({ type: "hotline", organizationId }, "destination.disabled", id, { after: { reason } });
    await saveConfigVersion(organizationId);
    return true;
  });
}

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
 */
export async function openSaved(actor: Actor, id: string, changes?: Config) {
  authorize(actor, "admin");
  const row = await findDestination(actor, id);
  const kind = kindOf(row.kind);
  if (!kind) throw new Problem(409, "unknown_kind", `This installation has no kind of destination called "${row.kind}".`);
  const saved = openConfig(destinationConfig, row, stored(row));
  const config = changes ? readConfig(row.kind, changes, saved).config : saved;
  const isOtherAddress = kind.verifiedField !== undefined && saved[kind.verifiedField] !== config[kind.verifiedField];
  if (row.verifiedAt === null || (isOtherAddress && needsVerification(kind))) throw unverified();
  if (changes) await audit(actor, "destination.tested", row.id, { after: { target: kind.describe(config) } });
  return {
    kind,
    config,
    signingSecrets: activeSecrets(destinationSigningSecrets, row, row.signingSecrets),
  };
}

async function findSigned(actor: Actor, id: string): Promise<Destination> {
  const row = await findDestination(actor, id);
  if (!kindOf(row.kind)?.signed) throw notFound("signing secret");
  return row;
}

/** The current signing secret, in clear; the reveal is audited. */
export async function revealSigningSecret(actor: Actor, id: string): Promise<{ secret: string }> {
  authorize(actor, "admin");
  return transaction(async () => {
    const row = await findSigned(actor, id);
    const [secret] = activeSecrets(destinationSigningSecrets, row, row.signingSecrets);
    if (!secret) throw notFound("signing secret");
    await audit(actor, "destination.signing_secret_revealed", row.id);
    return { secret };
  });
}

/** A new signing secret; the old one signs beside it for `oldValidHours`. */
export async function rotateSigningSecret(actor: Actor, id: string, oldValidHours: number): Promise<{ secret: string }> {
  authorize(actor, "admin");
  return transaction(async () => {
    await lockConfig(actor.organizationId);
    const row = await findSigned(actor, id);
    const secret = newSigningSecret();
    const oldUntil = Date.now() + oldValidHours * 3_600_000;
    const signingSecrets = rotateSigningSecrets(destinationSigningSecrets, row, row.signingSecrets, secret, oldUntil);
    await db().destination.update({ where: { id: row.id }, data: { signingSecrets } });
    await audit(actor, "destination.signing_secret_rotated", row.id, { after: { old_valid_hours: oldValidHours } });
    return { secret };
  });
}
