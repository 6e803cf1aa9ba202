import { wakes } from "../../../inngest/wakes";
import { announce } from "../../changes/change-feed";
import { showId } from "../../domain/id";
import { invalid } from "../../domain/problem";
import { metrics } from "../../metrics";
import { accepting, batched } from "../../postgres/batch";
import { columns } from "../../postgres/columns";
import { acceptBy, afterCommit, db, inTransaction } from "../../postgres/db";
import { isReferenceGone } from "../../postgres/errors";
import { Prisma } from "../../postgres/generated/client";
import { wake } from "../wake";
import { forgetEnvironments } from "./environments";

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
  const column = columns(alerts);
  return Prisma.sql`
    INSERT INTO alerts (id, organization_id, environment_id, api_key_id, name, payload, source, severity, action, dedup_key, replay_of, event_id, created_at, channel_ids)
    SELECT id, organization_id, environment_id, api_key_id, name, payload::json, source, severity, action, dedup_key, replay_of, event_id, created_at, '{}'
    FROM unnest(${column("id")}::uuid[], ${column("organizationId")}::uuid[], ${column("environmentId")}::uuid[], ${column("apiKeyId")}::uuid[], ${column("name")}::text[],
      ${column("payload")}::text[], ${column("source")}::text[], ${column("severity")}::text[], ${column("action")}::text[], ${column("dedupKey")}::text[],
      ${column("replayOf")}::uuid[], ${column("eventId")}::uuid[], ${column("createdAt")}::timestamptz[])
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
  ...accepting,
  name: "accept",
  rowsOf: (alerts) => alerts.length,
  ownerOf: (alerts) => alerts[0]?.organizationId ?? "",
  write: async (calls, timeoutMs) => {
    await insert(calls.flat(), timeoutMs);
    return calls.map(() => undefined);
  },
});

async function insert(alerts: readonly NewAlert[], timeoutMs: number): Promise<void> {
  try {
    await acceptBy("accept_alerts", insertAlerts(alerts), timeoutMs);
  } catch (error) {
    // An environment that was deleted within the second that its slug is remembered.
    if (!isReferenceGone(error)) throw error;
    forgetEnvironments();
    throw invalid([{ path: "environment", message: "was deleted" }]);
  }
}

/** After alerts of one organization are committed: counts them, and says to the functions and to open pages that they are there. */
export function announceAlerts(alerts: readonly NewAlert[]): void {
  if (!alerts[0]) return;
  metrics().published.inc(alerts.length);
  announce(alerts[0].organizationId, "alerts");
  wake({ name: wakes.alertsPublished, data: {} });
}

/** Stores one request's alerts, and wakes whoever routes them. Throws as `acceptAlerts` does. */
export async function storeAlerts(alerts: readonly NewAlert[]): Promise<void> {
  await acceptAlerts(alerts);
  afterCommit(() => announceAlerts(alerts));
}

/** What the publisher gets: the alert is committed, and will be routed. */
export interface Accepted {
  id: string;
  name: string;
  status: "accepted";
  created_at: string;
}

export const showAccepted = ({ id, name, createdAt }: NewAlert): Accepted => ({
  id: showId("alert", id),
  name,
  status: "accepted",
  created_at: createdAt.toISOString(),
});
