import { audit } from "../../changes/audit";
import { lockConfig } from "../../changes/config-versions";
import { newId, showId } from "../../domain/id";
import { unstorable } from "../../domain/json";
import { type Actor, authorize } from "../../domain/people/actor";
import { invalid, Problem } from "../../domain/problem";
import type { EnvironmentInput, EnvironmentPatch, EnvironmentShape } from "../../domain/routing/environment";
import { db, transaction } from "../../postgres/db";
import type { Environment } from "../../postgres/generated/client";
import { newestFirst, type Page, type PageInput, toPage } from "../../postgres/page";
import { findOwn } from "../find-own";

const show = (row: Environment): EnvironmentShape => ({
  id: showId("env", row.id),
  slug: row.slug,
  name: row.name,
  created_at: row.createdAt.toISOString(),
});

/** Environments, newest first. Throws 422 for a cursor that is none. */
export async function listEnvironments(actor: Actor, page: PageInput): Promise<Page<EnvironmentShape>> {
  authorize(actor, "read");
  const query = newestFirst("environments", actor, page);
  const rows = await db().environment.findMany({
    ...query,
  });
  return toPage("environments", rows, page.limit, show);
}

async function findEnvironment(actor: Actor, id: string): Promise<Environment> {
  return findOwn(actor, "env", "environment", id, (where) => db().environment.findFirst({ where }));
}

/** Throws 404. */
export async function getEnvironment(actor: Actor, id: string): Promise<EnvironmentShape> {
  authorize(actor, "read");
  return show(await findEnvironment(actor, id));
}

async function refuseTaken(organizationId: string, slug: string, exceptId?: string): Promise<void> {
  const taken = await db().environment.findUnique({ where: { organizationId_slug: { organizationId, slug } } });
  if (taken && taken.id !== exceptId) {
    throw new Problem(409, "slug_taken", `There is an environment "${slug}" already.`, { errors: [{ path: "slug", message: "is taken" }] });
  }
}

/** Throws 409 for a slug that is taken. */
export async function createEnvironment(actor: Actor, input: EnvironmentInput): Promise<EnvironmentShape> {
  authorize(actor, "admin");
  return transaction(async () => {
    await lockConfig(actor.organizationId);
    await refuseTaken(actor.organizationId, input.slug);
    const row = await db().environment.create({
      data: { id: newId(), organizationId: actor.organizationId, slug: input.slug, name: input.name ?? input.slug },
    });
    await audit(actor, "environment.created", row.id, { after: show(row) });
    return show(row);
  });
}

/** Changes what the patch names. Throws 404, and 409 for a slug that is taken. */
export async function updateEnvironment(actor: Actor, id: string, patch: EnvironmentPatch): Promise<EnvironmentShape> {
  authorize(actor, "admin");
  return transaction(async () => {
    await lockConfig(actor.organizationId);
    const before = await findEnvironment(actor, id);
    if (patch.slug) await refuseTaken(actor.organizationId, patch.slug, before.id);
    const row = await db().environment.update({ where: { id: before.id }, data: patch });
    await audit(actor, "environment.updated", row.id, { before: show(before), after: show(row) });
    return show(row);
  });
}

/** Deletes an environment that nothing uses. Throws 409 and says what does. */
export async function deleteEnvironment(actor: Actor, id: string): Promise<void> {
  authorize(actor, "admin");
  return transaction(async () => {
    await lockConfig(actor.organizationId);
    const row = await findEnvironment(actor, id);
    const where = { environmentId: row.id };
    const uses = {
      channels: await db().channel.count({ where }),
      subscriptions: await db().subscription.count({ where }),
      "API keys": await db().apiKey.count({ where: { ...where, revokedAt: null } }),
      alerts: await db().alert.count({ where, take: 1 }),
    };
    const used = Object.entries(uses).filter(([, count]) => count > 0);
    if (used.length > 0) {
      throw new Problem(
        409,
        "in_use",
        `The environment is used by ${used.map(([noun, count]) => (noun === "alerts" ? "alerts in history" : `${count} ${noun}`)).join(", ")}.`,
      );
    }
    await db().environment.delete({ where: { id: row.id } });
    await audit(actor, "environment.deleted", row.id, { before: show(row) });
  });
}

/** The UUID of the environment of that slug; null for none. Throws 422 at `path` when there is no such environment. */
export async function readEnvironment(actor: Actor, slug: string | null | undefined, path = "environment"): Promise<string | null> {
  if (slug === null || slug === undefined) return null;
  const row = unstorable(slug)
    ? null
    : await db().environment.findUnique({ where: { organizationId_slug: { organizationId: actor.organizationId, slug } } });
  if (!row) throw invalid([{ path, message: `there is no environment "${slug}"` }]);
  return row.id;
}
