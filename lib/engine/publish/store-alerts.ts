import type { QueryConfig } from "pg";
import { type Actor, authorize } from "../../domain/actor";
import { newId, readId, showId, timeOf } from "../../domain/id";
import { invalid, notFound, Problem } from "../../domain/problem";
import { batched } from "../../postgres/batch";
import { acceptingPool, db, inTransaction, lookUp } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";

/** One alert to store. Ids are UUIDs; the payload is JSON source text. */
export interface NewAlert {
  id: string;
  organizationId: string;
  environmentId: string | null;
  apiKeyId: string | null;
  name: string;
  payload: string;
  source: string;
  severity: string | null;
  action: string;
  dedupKey: string | null;
  replayOf: string | null;
  /** The event that it came with. */
  eventId: string | null;
  createdAt: Date;
}

/** One INSERT for any number of alerts, of those rows that `where` lets through. Null bytes and the like were refused before; Postgres checks the JSON again. */
export function insertAlerts(alerts: readonly NewAlert[], where = Prisma.empty): Prisma.Sql {
  const of = <Key extends keyof NewAlert>(key: Key) => alerts.map((alert) => alert[key]);
  return Prisma.sql`
    INSERT INTO alerts (id, organization_id, environment_id, api_key_id, name, payload, source, severity, action, dedup_key, replay_of, event_id, created_at, channel_ids)
    SELECT id, organization_id, environment_id, api_key_id, name, payload::json, source, severity, action, dedup_key, replay_of, event_id, created_at, '{}'
    FROM unnest(${of("id")}::uuid[], ${of("organizationId")}::uuid[], ${of("environmentId")}::uuid[], ${of("apiKeyId")}::uuid[], ${of("name")}::text[],
      ${of("payload")}::text[], ${of("source")}::text[], ${of("severity")}::text[], ${of("action")}::text[], ${of("dedupKey")}::text[],
      ${of("replayOf")}::uuid[], ${of("eventId")}::uuid[], ${of("createdAt")}::timestamptz[])
      AS new (id, organization_id, environment_id, api_key_id, name, payload, source, severity, action, dedup_key, replay_of, event_id, created_at) ${where}`;
}

/**
 * Stores alerts and resolves once they are committed, each call's together or not at all; concurrent calls share one INSERT (lib/postgres/batch.ts).
 * Throws 503 within 2 s when the database cannot commit; the same call can be made again. Joins a transaction that is open.
 */
export async function acceptAlerts(alerts: readonly NewAlert[]): Promise<void> {
  if (inTransaction()) await db().$executeRaw(insertAlerts(alerts));
  else await accept(alerts);
}

const accept = batched<readonly NewAlert[], void>({
  name: "hotline.accept",
  rowsOf: (alerts) => alerts.length,
  write: async (calls, timeoutMs) => {
    await insert(calls.flat(), timeoutMs);
    return calls.map(() => undefined);
  },
});

async function insert(alerts: readonly NewAlert[], query_timeout: number): Promise<void> {
  const statement = insertAlerts(alerts);
  const query: QueryConfig & { query_timeout: number } = {
    name: "accept_alerts",
    text: statement.text,
    values: statement.values,
    query_timeout,
  };
  try {
    await acceptingPool().query(query);
  } catch (error) {
    // An environment that was deleted within the second that its slug is remembered.
    if ((error as { code?: string }).code !== "23503") throw error;
    forgetEnvironments();
    throw invalid([{ path: "environment", message: "was deleted" }]);
  }
}

interface Slugs {
  until: number;
  bySlug: Map<string, string>;
  byId: Map<string, string>;
}
const slugsKey = Symbol.for("hotline.environments");
const slugStore = globalThis as unknown as { [slugsKey]?: Map<string, Slugs> };

/** After an environment turned out to be gone. */
export const forgetEnvironments = (): void => slugStore[slugsKey]?.clear();

/** Environments of an organization by slug and by id, remembered for a second. */
async function environments(organizationId: string, fresh: boolean): Promise<Slugs> {
  slugStore[slugsKey] ??= new Map();
  const known = slugStore[slugsKey].get(organizationId);
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
  slugStore[slugsKey].set(organizationId, slugs);
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
  throw invalid([{ path, message: `there is no environment "${text.slice(0, 64)}"` }]);
}

/** The environment of that slug or id (`env_…`), or null when the organization has none. One that was made within the last second may be missed. */
export async function lookUpEnvironmentId(organizationId: string, text: string): Promise<string | null> {
  const { bySlug, byId } = await environments(organizationId, false);
  const uuid = readId("env", text);
  return bySlug.get(text) ?? (uuid && byId.has(uuid) ? uuid : null);
}

/** A copy of an alert, to be routed by today's configuration. */
export async function copyForReplay(actor: Actor, id: string): Promise<NewAlert> {
  authorize(actor, "admin");
  const uuid = readId("alert", id);
  const [row] = uuid
    ? await db().$queryRaw<
        {
          environment_id: string | null;
          name: string;
          payload: string;
          source: string;
          severity: string | null;
          action: string;
          dedup_key: string | null;
        }[]
      >`SELECT environment_id, name, payload::text AS payload, source, severity, action, dedup_key FROM alerts
        WHERE id = ${uuid}::uuid AND organization_id = ${actor.organizationId}::uuid`
    : [];
  if (!row || !uuid) throw notFound("alert");
  if (actor.type === "key" && actor.environmentId !== null && actor.environmentId !== row.environment_id) {
    throw new Problem(403, "other_environment", "This API key is bound to another environment.");
  }
  const copy = newId();
  return {
    id: copy,
    organizationId: actor.organizationId,
    environmentId: row.environment_id,
    apiKeyId: actor.type === "key" ? actor.id : null,
    name: row.name,
    payload: row.payload,
    source: row.source,
    severity: row.severity,
    action: row.action,
    dedupKey: row.dedup_key,
    replayOf: uuid,
    eventId: null,
    createdAt: timeOf(copy),
  };
}

export const showAlertId = (uuid: string): string => showId("alert", uuid);
