import { audit } from "../../changes/audit";
import { lockConfig } from "../../changes/config-versions";
import { type Actor, authorize } from "../../domain/actor";
import type { EnvironmentInput, EnvironmentPatch, EnvironmentShape } from "../../domain/environment";
import { newId, readId, showId } from "../../domain/id";
import { unstorable } from "../../domain/json";
import { type FieldError, invalid, notFound, Problem } from "../../domain/problem";
import { isSystemName } from "../../domain/system-names";
import { findEnvironmentId } from "../../engine/publish/store-alerts";
import { db, transaction } from "../../postgres/db";
import type { Environment } from "../../postgres/generated/client";
import { type Page, type PageInput, readCursor, toPage } from "../../postgres/page";

const show = (row: Environment): EnvironmentShape => ({
  id: showId("env", row.id),
  slug: row.slug,
  name: row.name,
  created_at: row.createdAt.toISOString(),
});

export async function listEnvironments(actor: Actor, { limit, cursor }: PageInput): Promise<Page<EnvironmentShape>> {
  authorize(actor, "read");
  const before = readCursor(cursor);
  const rows = await db().environment.findMany({
    where: { organizationId: actor.organizationId, ...(before ? { id: { lt: before } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  return toPage(rows, limit, show);
}

async function findEnvironment(actor: Actor, id: string): Promise<Environment> {
  const uuid = readId("env", id);
  const row = uuid && (await db().environment.findFirst({ where: { id: uuid, organizationId: actor.organizationId } }));
  if (!row) throw notFound("environment");
  return row;
}

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
export async function readEnvironment(
  organizationId: string,
  slug: string | null | undefined,
  path = "environment",
): Promise<string | null> {
  if (slug === null || slug === undefined) return null;
  const row = unstorable(slug) ? null : await db().environment.findUnique({ where: { organizationId_slug: { organizationId, slug } } });
  if (!row) throw invalid([{ path, message: `there is no environment "${slug}"` }]);
  return row.id;
}

/** The parts of an alert that say where it belongs. */
interface Placed {
  name: string;
  environment?: string | null;
  payload?: Record<string, unknown>;
}

/**
 * The environment of each alert: the one that it names, or that its payload does (system names), or that its key is bound to; null for
 * none. Throws 422 with every name that is unknown or contradicts another (`many`: their paths begin with the alert's place), and 403 for
 * another environment than the key's. The caller has authorized.
 */
export async function environmentsOf(actor: Actor, alerts: readonly Placed[], many: boolean): Promise<(string | null)[]> {
  const bound = actor.type === "key" ? actor.environmentId : null;
  const named = await Promise.all(alerts.map((alert, index) => findNamed(actor.organizationId, alert, many ? `${index}.` : "")));
  const errors = named.flatMap((of) => of.errors);
  if (errors.length > 0) throw invalid(errors.slice(0, 1_000));
  const found = named.map(({ environmentId }) => environmentId ?? bound);
  if (bound !== null && found.some((environmentId) => environmentId !== bound))
    throw new Problem(403, "other_environment", "This API key is bound to another environment.");
  return found;
}

async function findNamed(organizationId: string, { name, environment, payload }: Placed, path: string) {
  const errors: FieldError[] = [];
  const find = async (text: unknown, at: string): Promise<string | null> => {
    if (typeof text !== "string") return null;
    try {
      return await findEnvironmentId(organizationId, text, `${path}${at}`);
    } catch (error) {
      if (!(error instanceof Problem) || !error.errors) throw error;
      errors.push(...error.errors);
      return null;
    }
  };
  const ofField = await find(environment, "environment");
  const ofPayload = isSystemName(name) ? await find(payload?.env_id, "payload.env_id") : null;
  if (ofField !== null && ofPayload !== null && ofField !== ofPayload)
    errors.push({ path: `${path}payload.env_id`, message: "names another environment than the field environment" });
  return { environmentId: ofField ?? ofPayload, errors };
}
