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

/** Under way, by organization. */
const reading = new Map<string, Promise<Slugs>>();

/** Environments of an organization by slug and by id, as of the last second. */
async function environments(organizationId: string): Promise<Slugs> {
  const known = slugsByOrganization().get(organizationId);
  if (known && known.until > Date.now()) return known;
  return reading.get(organizationId) ?? readEnvironments(organizationId);
}

/** The same as of now. Whoever asks for those of the last second meanwhile gets them too. */
function readEnvironments(organizationId: string): Promise<Slugs> {
  const read = async (): Promise<Slugs> => {
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
  };
  const answer = read().finally(() => {
    if (reading.get(organizationId) === answer) reading.delete(organizationId);
  });
  reading.set(organizationId, answer);
  return answer;
}

const idIn = ({ bySlug, byId }: Slugs, text: string): string | null => {
  const uuid = readId("env", text);
  return bySlug.get(text) ?? (uuid && byId.has(uuid) ? uuid : null);
};

/** The environment of that slug or id (`env_…`), or null when the organization has none. One that was made within the last second may be missed. */
export async function lookUpEnvironmentId(organizationId: string, text: string): Promise<string | null> {
  return idIn(await environments(organizationId), text);
}

/** The organization's environments that these texts name, as slugs or ids: what is remembered, and read anew once when some text is not among them. */
async function environmentsNamed(organizationId: string, texts: readonly string[]): Promise<Slugs> {
  const known = await environments(organizationId);
  return texts.every((text) => idIn(known, text) !== null) ? known : readEnvironments(organizationId);
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
  const texts = new Set(alerts.flatMap((alert) => Object.values(textsOf(alert)).filter((text) => text !== null)));
  const known = texts.size === 0 ? null : await environmentsNamed(actor.organizationId, [...texts]);
  const named = alerts.map((alert, index) => findNamed(known, alert, many ? `${index}.` : ""));
  const errors = named.flatMap((of) => of.errors);
  if (errors.length > 0) throw invalid(errors.slice(0, 1_000));
  const found = named.map(({ environmentId }) => environmentId ?? bound);
  if (bound !== null && found.some((environmentId) => environmentId !== bound))
    throw new Problem(403, "other_environment", "This API key is bound to another environment.");
  return found;
}

const textsOf = ({ name, environment, payload }: Placed) => ({
  ofField: environment ?? null,
  ofPayload: isSystemName(name) && typeof payload?.env_id === "string" ? payload.env_id : null,
});

function findNamed(known: Slugs | null, alert: Placed, path: string) {
  const errors: FieldError[] = [];
  const find = (text: string | null, at: string): string | null => {
    const id = text === null || known === null ? null : idIn(known, text);
    if (text !== null && id === null) errors.push({ path: `${path}${at}`, message: `there is no environment "${clip(text, 64)}"` });
    return id;
  };
  const texts = textsOf(alert);
  const ofField = find(texts.ofField, "environment");
  const ofPayload = find(texts.ofPayload, "payload.env_id");
  if (ofField !== null && ofPayload !== null && ofField !== ofPayload)
    errors.push({ path: `${path}payload.env_id`, message: "names another environment than the field environment" });
  return { environmentId: ofField ?? ofPayload, errors };
}
