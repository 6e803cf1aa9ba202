import { ownIdOf } from "../../domain/moments/request-id";
import { unavailable } from "../../domain/problem";
import { integrations } from "../../integrations";
import { batched } from "../../postgres/batch";
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
  alerts: readonly NewAlert[];
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

/** One INSERT for any number of moments, of those rows that `where` lets through. A moment is enriched later where the team has given Hotline a key to the tool. */
export function insertMoments(moments: readonly NewMoment[], where = Prisma.empty): Prisma.Sql {
  const column = columns(moments);
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
    ${where}`;
}

/** Bytes of bodies that weigh as much as a row: a statement holds some 8 MB of them at most. */
const bytesOfRow = 8_192;

const accept = batched<NewEvent, boolean>({
  name: "acceptEvents",
  rowsOf: ({ body, moments, alerts }) => 1 + moments.length + alerts.length + Math.ceil(body.length / bytesOfRow),
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
    if (await accept(event)) return { id: event.id, status: event.status, repeated: false };
    const first = await findFirst(event);
    if (first) return { ...first, repeated: true };
  }
  throw unavailable();
}

/**
 * Every process stores the same deliveries in the same order: of two that do so at once, one waits for the other, and never each for the other.
 */
function inOrder(events: readonly NewEvent[]): NewEvent[] {
  const keyOf = ({ webhookId, apiKeyId, integration, requestId }: NewEvent) =>
    [...(webhookId === null ? [apiKeyId, integration] : [webhookId]), requestId ?? ""].join(" ");
  const keyed = events.map((event) => ({ key: keyOf(event), event }));
  return keyed.sort((a, b) => Number(a.key > b.key) - Number(a.key < b.key)).map(({ event }) => event);
}

/** One true for each event that is new. */
async function write(events: NewEvent[], timeoutMs: number): Promise<boolean[]> {
  const ordered = inOrder(events);
  const onlyNew = sql`WHERE new.event_id IN (SELECT id FROM stored)`;
  const statement = sql`
    WITH stored AS (${insertEvents(ordered)}),
      stored_moments AS (${insertMoments(
        ordered.flatMap(({ moments }) => moments),
        onlyNew,
      )}),
      stored_alerts AS (${insertAlerts(
        ordered.flatMap(({ alerts }) => alerts),
        onlyNew,
      )})
    SELECT id FROM stored`;
  const rows = await acceptBy<{ id: string }>("accept_events", statement, timeoutMs);
  const stored = new Set(rows.map(({ id }) => id));
  return events.map(({ id }) => stored.has(id));
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
