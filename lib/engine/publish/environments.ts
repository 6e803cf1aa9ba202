import { isSystemName } from "../../domain/alerts/system-names";
import { readId } from "../../domain/id";
import type { Actor } from "../../domain/people/actor";
import { clip } from "../../domain/plain-text";
import { type FieldError, invalid, Problem } from "../../domain/problem";
import { oncePerProcess } from "../../once-per-process";
import { lookUp } from "../../postgres/db";

interface Slugs {
  until: number;
  bySlug: Map<string, string>;
  byId: Map<string, string>;
}
const slugsByOrganization = oncePerProcess<Map<string, Slugs>>("environments", () => new Map());

/** After an environment turned out to be gone. */
export const forgetEnvironments = (): void => slugsByOrganization().clear();

/** Environments of an organization by slug and by id, remembered for a second. */
async function environments(organizationId: string, fresh: boolean): Promise<Slugs> {
  const known = slugsByOrganization().get(organizationId);
  if (known && !fresh && known.until > Date.now()) return known;
  const rows = await lookUp<{ id: string; slug: string }>(
    "list_environments",
    "SELECT id, slug FROM environments WHERE organization_id = $1",
    [organizationId],
  );
  const slugs = {
    until: Date.now() + 1_000,
    bySlug: new Map(rows.map((row) => [row.slug, row.id])),
    byId: new Map(rows.map((row) => [row.id, row.slug])),
  };
  slugsByOrganization().set(organizationId, slugs);
  return slugs;
}

/** The environment's UUID, by its slug or its id (`env_…`). Throws 422 at `path` when the organization has no such one. */
export async function findEnvironmentId(organizationId: string, text: string, path: string): Promise<string> {
  const uuid = readId("env", text);
  for (const fresh of [false, true]) {
    const { bySlug, byId } = await environments(organizationId, fresh);
    const id = bySlug.get(text) ?? (uuid && byId.has(uuid) ? uuid : undefined);
    if (id) return id;
  }
  throw invalid([{ path, message: `there is no environment "${clip(text, 64)}"` }]);
}

/** The environment of that slug or id (`env_…`), or null when the organization has none. One that was made within the last second may be missed. */
export async function lookUpEnvironmentId(organizationId: string, text: string): Promise<string | null> {
  const { bySlug, byId } = await environments(organizationId, false);
  const uuid = readId("env", text);
  return bySlug.get(text) ?? (uuid && byId.has(uuid) ? uuid : null);
}

/** The parts of an alert that say where it belongs. */
interface Placed {
  name: string;
  environment?: string | null;
  payload?: Record<string, unknown> | null;
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
