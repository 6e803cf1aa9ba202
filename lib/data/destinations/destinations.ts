import { audit } from "../../changes/audit";
import { announce } from "../../changes/change-feed";
import { lockConfig, saveConfigVersion } from "../../changes/config-versions";
import { kindOf } from "../../destinations";
import type { DestinationInput, DestinationPatch, DestinationShape } from "../../domain/delivering/destination";
import { newId, showId } from "../../domain/id";
import { type Actor, authorize, can } from "../../domain/people/actor";
import { invalid } from "../../domain/problem";
import { startAfresh } from "../../engine/deliver/afresh";
import { needsVerification, readConfig } from "../../engine/deliver/config";
import { wakeDestinations } from "../../engine/wake";
import { afterCommit, db, transaction } from "../../postgres/db";
import type { Destination, Prisma } from "../../postgres/generated/client";
import { newestFirst, type Page, type PageInput, toPage } from "../../postgres/page";
import { type Config, hideGuarded, maskConfig, openReadable, sealConfig, sealedColumns } from "../../postgres/sealed";
import { newSigningSecret, sealSigningSecrets } from "../../postgres/signing-secrets";
import { findOwn } from "../find-own";
import { confirmWhenWaiting } from "./verification";

const json = (value: unknown) => value as Prisma.InputJsonObject;
const stored = (row: Destination) => row.config as Config;
const { destinationConfig, destinationSigningSecrets } = sealedColumns;

/** As its reader sees it: whole but for its secrets to who may change it (decision 0037), and to nobody else, the audit log's readers included. */
function show(row: Destination, reader: Actor | null = null): DestinationShape {
  const kind = kindOf(row.kind);
  const masked = kind ? maskConfig(destinationConfig, row, kind.fields, stored(row)) : {};
  const config = kind && !(reader && can(reader, "admin")) ? hideGuarded(kind.fields, masked) : masked;
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

/** Destinations, newest first, secrets masked. Throws 422 for a cursor that is none. */
export async function listDestinations(actor: Actor, page: PageInput): Promise<Page<DestinationShape>> {
  authorize(actor, "read");
  const query = newestFirst("destinations", actor, page);
  const rows = await db().destination.findMany({
    ...query,
    where: { ...query.where, deletedAt: null },
  });
  return toPage("destinations", rows, page.limit, (row) => show(row, actor));
}

/** One of the actor's organization. Throws 404. */
export async function findDestination(actor: Actor, id: string): Promise<Destination> {
  return findOwn(actor, "dest", "destination", id, (where) => db().destination.findFirst({ where: { ...where, deletedAt: null } }));
}

/** Secrets masked. Throws 404. */
export async function getDestination(actor: Actor, id: string): Promise<DestinationShape> {
  authorize(actor, "read");
  return show(await findDestination(actor, id), actor);
}

/** Makes a destination; an address that must be confirmed first is mailed its link after the commit. Throws 422 with every field that is wrong. */
export async function createDestination(actor: Actor, input: DestinationInput): Promise<DestinationShape> {
  authorize(actor, "admin");
  const { organizationId } = actor;
  const { kind, config } = readConfig(input.kind, input.config, null);
  const made = await transaction(async () => {
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
    return show(row, actor);
  });
  return confirmWhenWaiting(actor, made);
}

/** Changes what the patch names; a new address that must be confirmed first is mailed its link after the commit. Throws 404 and 422. */
export async function updateDestination(actor: Actor, id: string, patch: DestinationPatch): Promise<DestinationShape> {
  authorize(actor, "admin");
  const { organizationId } = actor;
  const changed = await transaction(async () => {
    await lockConfig(organizationId);
    const before = await findDestination(actor, id);
    if (patch.kind !== undefined && patch.kind !== before.kind) {
      throw invalid([{ path: "kind", message: "cannot be changed; make a new destination" }]);
    }
    const data: Prisma.DestinationUpdateInput = {};
    let hasOtherReceiver = false;
    if (patch.name !== undefined) data.name = patch.name;
    if (patch.enabled !== undefined) Object.assign(data, { enabled: patch.enabled, disabledReason: null });
    if (patch.config !== undefined) {
      const current = openReadable(destinationConfig, before, stored(before));
      const next = readConfig(before.kind, patch.config, current);
      data.config = json(sealConfig(destinationConfig, before, next.kind.fields, next.config));
      const { verifiedField, receiverFields } = next.kind;
      hasOtherReceiver = receiverFields.some((field) => current[field] !== next.config[field]);
      if (verifiedField && current[verifiedField] !== next.config[verifiedField] && needsVerification(next.kind)) {
        Object.assign(data, { verifiedAt: null, verificationMails: 0 });
      }
    }
    const row = await db().destination.update({ where: { id: before.id }, data });
    // New settings, or switched on again: what was learned of the old ones no longer holds.
    if (patch.config !== undefined || patch.enabled === true) await startAfresh(row.id, { hasOtherReceiver });
    if (patch.config !== undefined)
      await db().delivery.updateMany({ where: { destinationId: row.id, status: "pending" }, data: { rendered: null } });
    await audit(actor, "destination.updated", row.id, { before: show(before), after: show(row) });
    await saveConfigVersion(organizationId);
    // What waits is skipped now, and not when it would have been due.
    if (patch.enabled === false) afterCommit(() => wakeDestinations([row.id]));
    return show(row, actor);
  });
  return patch.config === undefined ? changed : confirmWhenWaiting(actor, changed);
}

/** Deletes a destination: it leaves its subscriptions, waiting deliveries are skipped, history keeps its name. Throws 404. */
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
    afterCommit(() => announce(actor.organizationId, "alerts"));
  });
}
