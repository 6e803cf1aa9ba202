import type { QueryConfig } from "pg";
import { type Actor, authorize } from "../domain/actor";
import { newId, readId, showId, timeOf } from "../domain/id";
import { invalid, notFound, Problem, unavailable } from "../domain/problem";
import { acceptingPool, db, inTransaction, isUnavailable, lookUp } from "./db";
import { Prisma } from "./generated/client";

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
  createdAt: Date;
}

/** One statement for any number of alerts. Null bytes and the like were refused before; Postgres checks the JSON again. */
function insertStatement(alerts: readonly NewAlert[]): Prisma.Sql {
  const of = <Key extends keyof NewAlert>(key: Key) => alerts.map((alert) => alert[key]);
  return Prisma.sql`
    INSERT INTO alerts (id, organization_id, environment_id, api_key_id, name, payload, source, severity, action, dedup_key, replay_of, created_at, channel_ids)
    SELECT id, organization_id, environment_id, api_key_id, name, payload::json, source, severity, action, dedup_key, replay_of, created_at, '{}'
    FROM unnest(${of("id")}::uuid[], ${of("organizationId")}::uuid[], ${of("environmentId")}::uuid[], ${of("apiKeyId")}::uuid[], ${of("name")}::text[],
      ${of("payload")}::text[], ${of("source")}::text[], ${of("severity")}::text[], ${of("action")}::text[], ${of("dedupKey")}::text[],
      ${of("replayOf")}::uuid[], ${of("createdAt")}::timestamptz[])
      AS new (id, organization_id, environment_id, api_key_id, name, payload, source, severity, action, dedup_key, replay_of, created_at)`;
}

/** Longest that accepting may take before the caller is told 503, in milliseconds (POLICY: within 2 s). */
const acceptMs = 1_600;
/** Most alerts in one statement. */
const maxRows = 1_000;

interface Waiting {
  alerts: readonly NewAlert[];
  since: number;
  resolve: () => void;
  reject: (error: unknown) => void;
}

const key = Symbol.for("hotline.accept");
const store = globalThis as unknown as { [key]?: { waiting: Waiting[]; busy: boolean } };

/**
 * Stores alerts and resolves once they are committed. Concurrent calls share one INSERT: a batch is whatever arrived while the
 * last one was being written. Each call's alerts are stored together or not at all. Throws 503 within 2 s when the database
 * cannot commit; the same call can be made again. Joins a transaction that is open.
 */
export async function acceptAlerts(alerts: readonly NewAlert[]): Promise<void> {
  if (inTransaction()) {
    await db().$executeRaw(insertStatement(alerts));
    return;
  }
  store[key] ??= { waiting: [], busy: false };
  const of = store[key];
  return new Promise((resolve, reject) => {
    of.waiting.push({ alerts, since: Date.now(), resolve, reject });
    if (!of.busy) {
      of.busy = true;
      void drain(of);
    }
  });
}

async function drain(of: { waiting: Waiting[]; busy: boolean }): Promise<void> {
  while (of.waiting.length > 0) {
    const batch = takeBatch(of.waiting);
    try {
      await insert(
        batch.flatMap((entry) => entry.alerts),
        batch[0]?.since ?? Date.now(),
      );
      for (const entry of batch) entry.resolve();
    } catch (error) {
      if (isUnavailable(error)) {
        // Whoever waits behind would wait as long again: everyone is told now.
        for (const entry of [...batch, ...of.waiting.splice(0)]) entry.reject(unavailable());
      } else if (batch.length === 1) batch[0]?.reject(error);
      else await insertOneByOne(batch);
    }
  }
  // In the same turn as the last look at the queue, so that nobody waits behind a loop that has ended.
  of.busy = false;
}

function takeBatch(waiting: Waiting[]): Waiting[] {
  let rows = 0;
  let count = 0;
  for (const entry of waiting) {
    if (count > 0 && rows + entry.alerts.length > maxRows) break;
    rows += entry.alerts.length;
    count++;
  }
  return waiting.splice(0, count);
}

/** One caller's bad row never fails another's. */
async function insertOneByOne(batch: Waiting[]): Promise<void> {
  for (const entry of batch) {
    try {
      if (Date.now() - entry.since > acceptMs) throw unavailable();
      await insert(entry.alerts, entry.since);
      entry.resolve();
    } catch (error) {
      entry.reject(isUnavailable(error) ? unavailable() : error);
    }
  }
}

async function insert(alerts: readonly NewAlert[], since: number): Promise<void> {
  const statement = insertStatement(alerts);
  const query_timeout = Math.max(200, acceptMs - (Date.now() - since));
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
    slugStore[slugsKey]?.clear();
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
    createdAt: timeOf(copy),
  };
}

export const showAlertId = (uuid: string): string => showId("alert", uuid);
