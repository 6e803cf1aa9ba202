import { ownIdOf } from "../../domain/moments/request-id";
import { unavailable } from "../../domain/problem";
import { integrations } from "../../integrations";
import { accepting, batched } from "../../postgres/batch";
import { columns } from "../../postgres/columns";
import { acceptBy, lookUp } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { insertAlerts, type NewAlert } from "../publish/store-alerts";

const { sql } = Prisma;

/** One moment to store. Ids are UUIDs. */
export interface NewMoment {
  id: string;
  organizationId: string;
  teamId: string | null;
  eventId: string;
  integration: string;
  name: string;
  type: string;
  source: string | null;
  sourceUrl: string | null;
  description: string;
  externalId: string | null;
  identity: string | null;
  occurredAt: Date;
  /** When its event was received. */
  createdAt: Date;
}

/** One alert to store, and the UUID of the moment that it is too. */
export interface AlertOfMoment extends NewAlert {
  momentId: string;
}

/** One received request to store, with what follows from it. Ids are UUIDs. */
export interface NewEvent {
  id: string;
  organizationId: string;
  teamId: string | null;
  webhookId: string | null;
  apiKeyId: string | null;
  integration: string;
  status: "success" | "error";
  reason: string | null;
  cause: string | null;
  verdict: string;
  requestId: string | null;
  /** JSON text of names and values. */
  headers: string;
  body: Buffer;
  address: string;
  userAgent: string;
  receivedAt: Date;
  moments: readonly NewMoment[];
  alerts: readonly AlertOfMoment[];
}

export interface AcceptedEvent {
  id: string;
  status: "success" | "error";
  /** It was received before, under the same delivery id. */
  repeated: boolean;
}

function insertEvents(events: readonly NewEvent[]): Prisma.Sql {
  const column = columns(events);
  return sql`
    INSERT INTO events (id, organization_id, team_id, webhook_id, api_key_id, integration, status, reason, cause, verdict, request_id, headers, body,
      address, user_agent, received_at)
    SELECT id, organization_id, team_id, webhook_id, api_key_id, integration, status, reason, cause, verdict, request_id, headers::jsonb, body,
      address, user_agent, received_at
    FROM unnest(${column("id")}::uuid[], ${column("organizationId")}::uuid[], ${column("teamId")}::uuid[], ${column("webhookId")}::uuid[], ${column("apiKeyId")}::uuid[],
      ${column("integration")}::text[], ${column("status")}::text[], ${column("reason")}::text[], ${column("cause")}::text[], ${column("verdict")}::text[],
      ${column("requestId")}::text[], ${column("headers")}::text[], ${column("body")}::bytea[], ${column("address")}::text[], ${column("userAgent")}::text[],
      ${column("receivedAt")}::timestamptz[])
      AS new (id, organization_id, team_id, webhook_id, api_key_id, integration, status, reason, cause, verdict, request_id, headers, body,
        address, user_agent, received_at)
    ON CONFLICT DO NOTHING RETURNING id`;
}

/** Integrations whose tool can be asked for more about a moment. */
const enrichable = integrations.filter(({ contact }) => contact?.enrich).map(({ integration }) => integration);

/**
 * One INSERT for any number of moments, of those rows that `where` lets through; returns the ids of those that were told by nobody else in the same
 * moment. A moment is enriched later where the team has given Hotline a key to the tool.
 */
export function insertMoments(moments: readonly NewMoment[], where = Prisma.empty): Prisma.Sql {
  // In one order everywhere, as events are: of two that tell the same, one waits for the other, and never each for the other.
  const column = columns(sortBy(moments, ({ identity }) => identity ?? ""));
  return sql`
    INSERT INTO moments (id, organization_id, team_id, event_id, integration, name, type, source, source_url, description, external_id, identity,
      occurred_at, created_at, enrichment_status)
    SELECT id, organization_id, team_id, event_id, integration, name, type, source, source_url, description, external_id, identity, occurred_at,
      created_at, CASE WHEN external_id IS NOT NULL AND integration = ANY(${enrichable}::text[]) AND EXISTS (
        SELECT 1 FROM integration_credentials c WHERE c.team_id = new.team_id AND c.integration = new.integration) THEN 'pending' ELSE 'none' END
    FROM unnest(${column("id")}::uuid[], ${column("organizationId")}::uuid[], ${column("teamId")}::uuid[], ${column("eventId")}::uuid[],
      ${column("integration")}::text[], ${column("name")}::text[], ${column("type")}::text[], ${column("source")}::text[], ${column("sourceUrl")}::text[],
      ${column("description")}::text[], ${column("externalId")}::text[], ${column("identity")}::text[],
      ${column("occurredAt")}::timestamptz[], ${column("createdAt")}::timestamptz[])
      AS new (id, organization_id, team_id, event_id, integration, name, type, source, source_url, description, external_id, identity, occurred_at,
        created_at)
    ${where}
    ON CONFLICT DO NOTHING RETURNING id, event_id`;
}

/** Bytes of bodies that weigh as much as a row: a statement holds some 8 MB of them at most. */
const bytesOfRow = 8_192;

/** Resolves with how many of its moments were stored; null for a repeat. */
const accept = batched<NewEvent, number | null>({
  ...accepting,
  name: "acceptEvents",
  rowsOf: ({ body, moments, alerts }) => 1 + moments.length + alerts.length + Math.ceil(body.length / bytesOfRow),
  ownerOf: ({ organizationId }) => organizationId,
  write,
});

/** How often an event is stored again whose first one was deleted while it was looked for. */
const maxTries = 3;

/**
 * Stores an event with its moments and alerts, and resolves once they are committed: one statement, which concurrent calls share. A repeat of
 * a delivery id stores nothing and gives the first event. Throws 503 within 2 s when the database cannot commit, and what `isReferenceGone`
 * knows when an environment was deleted meanwhile.
 */
export async function acceptEvent(event: NewEvent): Promise<AcceptedEvent> {
  const known = await findVouchedFor(event);
  if (known) return { ...known, repeated: true };
  for (let tries = 0; tries < maxTries; tries++) {
    const stored = await accept(event);
    if (stored !== null) {
      if (stored < event.moments.length) await noteToldMeanwhile(event, event.moments.length - stored);
      return { id: event.id, status: event.status, repeated: false };
    }
    const first = await findFirst(event);
    if (first) return { ...first, repeated: true };
  }
  throw unavailable();
}

/** The moments were judged before they were stored: what another request told meanwhile was left out then. */
async function noteToldMeanwhile({ id, reason }: NewEvent, count: number): Promise<void> {
  const words = count === 1 ? "1 alert was told" : `${count} alerts were told`;
  const note = `${words} at the same moment by another request: ${count === 1 ? "it makes" : "they make"} no moment again.`;
  await lookUp("note_told_meanwhile", "UPDATE events SET reason = $2 WHERE id = $1", [id, reason ? `${reason} ${note}` : note]);
}

/**
 * Every process stores the same deliveries in the same order: of two that do so at once, one waits for the other, and never each for the other.
 */
function inOrder(events: readonly NewEvent[]): NewEvent[] {
  const keyOf = ({ webhookId, apiKeyId, integration, requestId }: NewEvent) =>
    [...(webhookId === null ? [apiKeyId, integration] : [webhookId]), requestId ?? ""].join(" ");
  return sortBy(events, keyOf);
}

function sortBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const keyed = rows.map((row) => ({ key: keyOf(row), row }));
  return keyed.sort((a, b) => Number(a.key > b.key) - Number(a.key < b.key)).map(({ row }) => row);
}

/** For each event that is new, how many of its moments are; null for the others. */
async function write(events: NewEvent[], timeoutMs: number): Promise<(number | null)[]> {
  const ordered = inOrder(events);
  const alerts = ordered.flatMap((event) => event.alerts);
  const column = columns(alerts);
  const statement = sql`
    WITH stored AS (${insertEvents(ordered)}),
      stored_moments AS (${insertMoments(
        ordered.flatMap(({ moments }) => moments),
        sql`WHERE new.event_id IN (SELECT id FROM stored)`,
      )}),
      stored_alerts AS (${insertAlerts(
        alerts,
        sql`WHERE new.id IN (
          SELECT pair.alert_id FROM unnest(${column("id")}::uuid[], ${column("momentId")}::uuid[]) AS pair (alert_id, moment_id)
          JOIN stored_moments m ON m.id = pair.moment_id)`,
      )})
    SELECT stored.id, count(m.id)::int AS moments FROM stored LEFT JOIN stored_moments m ON m.event_id = stored.id GROUP BY stored.id`;
  const rows = await acceptBy<{ id: string; moments: number }>("accept_events", statement, timeoutMs);
  const stored = new Map(rows.map(({ id, moments }) => [id, moments]));
  return events.map(({ id }) => stored.get(id) ?? null);
}

/** The good event of a delivery that is not trusted this time: a person retried it, or it was signed then. */
async function findVouchedFor(event: NewEvent): Promise<Pick<AcceptedEvent, "id" | "status"> | null> {
  const requestId = event.requestId && ownIdOf(event.requestId);
  const first = requestId ? await findFirst({ ...event, requestId }) : null;
  return first?.status === "success" ? first : null;
}

/** The event that was stored under the same delivery id. */
async function findFirst({ webhookId, apiKeyId, integration, requestId }: NewEvent): Promise<Pick<AcceptedEvent, "id" | "status"> | null> {
  const [row] = await lookUp<{ id: string; status: "success" | "error" }>(
    "find_first_event",
    `SELECT id, status FROM events WHERE request_id = $1
       AND (webhook_id = $2 OR ($2::uuid IS NULL AND api_key_id = $3::uuid AND integration = $4)) LIMIT 1`,
    [requestId, webhookId, apiKeyId, integration],
  );
  return row ?? null;
}
