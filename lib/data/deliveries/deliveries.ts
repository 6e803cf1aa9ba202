import type { DeliveryFilter, DeliveryItemShape } from "../../domain/alerts/delivery";
import { readId, showId } from "../../domain/id";
import { type Actor, authorize } from "../../domain/people/actor";
import { db } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { type Page, type PageInput, readCursor, showPlace, toPage } from "../../postgres/page";
import { nextAttempt } from "./waiting";

const { sql } = Prisma;

/** Deliveries that one page looks at for those of a status: of one destination at most, and of all together, evenly. */
const maxLookedAt = { each: 10_000, together: 100_000 };

interface Row {
  id: string;
  alert_id: string;
  name: string;
  environment: string | null;
  alert_created_at: Date;
  destination_id: string;
  destination: string;
  kind: string;
  flow: unknown;
  status: DeliveryItemShape["status"];
  reason: string | null;
  attempt_count: number;
  in_flight: boolean;
  last_error: string | null;
  due_at: Date;
  sent_at: Date | null;
  created_at: Date;
}

/**
 * Deliveries, newest first. A page of one status may hold fewer than `limit`, or none, and still name a next one: so much was looked
 * through. A destination that is unknown or somebody else's has none. Throws 422 for a cursor that is none.
 */
export async function listDeliveries(actor: Actor, filter: DeliveryFilter, { limit, cursor }: PageInput): Promise<Page<DeliveryItemShape>> {
  authorize(actor, "read");
  const before = readCursor("deliveries", cursor);
  const destinations = sql`SELECT id FROM destinations WHERE organization_id = ${actor.organizationId}::uuid ${
    filter.destination_id === undefined ? Prisma.empty : sql`AND id = ${readId("dest", filter.destination_id)}::uuid`
  }`;
  const older = before ? sql`AND d.id < ${before}::uuid` : Prisma.empty;
  const horizon = filter.status === undefined ? null : await findHorizon(destinations, older);
  // By destination, so that each part is read in order from the index deliveries_of_destination.
  const rows = await db().$queryRaw<Row[]>`
    SELECT d.id, d.alert_id, a.name, e.slug AS environment, a.created_at AS alert_created_at, d.destination_id, t.name AS destination, t.kind, s.flow,
      d.status, d.reason, d.attempt_count, d.due_at, d.sent_at, d.created_at,
      EXISTS (SELECT 1 FROM attempts x WHERE x.delivery_id = d.id AND x.number = d.attempt_count AND x.finished_at IS NULL) AS in_flight,
      (SELECT error FROM attempts x WHERE x.delivery_id = d.id AND x.finished_at IS NOT NULL ORDER BY number DESC LIMIT 1) AS last_error
    FROM (
      SELECT d.* FROM (${destinations}) o CROSS JOIN LATERAL (
        SELECT * FROM deliveries d WHERE d.destination_id = o.id ${older}
          ${filter.status === undefined ? Prisma.empty : sql`AND d.status = ${filter.status}`}
          ${horizon === null ? Prisma.empty : sql`AND d.id >= ${horizon}::uuid`}
        ORDER BY d.id DESC LIMIT ${limit + 1}
      ) d ORDER BY d.id DESC LIMIT ${limit + 1}
    ) d
    JOIN alerts a ON a.id = d.alert_id LEFT JOIN environments e ON e.id = a.environment_id
    JOIN destinations t ON t.id = d.destination_id LEFT JOIN destination_states s ON s.destination_id = t.id
    ORDER BY d.id DESC`;
  const now = Date.now();
  const page = toPage("deliveries", rows, limit, (row) => show(row, now));
  return { data: page.data, next_cursor: page.next_cursor ?? (horizon && showPlace("deliveries", horizon)) };
}

/** The oldest delivery up to which every destination's are looked at; null when that is all of them. */
async function findHorizon(destinations: Prisma.Sql, older: Prisma.Sql): Promise<string | null> {
  const { each, together } = maxLookedAt;
  const rows = await db().$queryRaw<{ id: string }[]>`
    WITH o AS (${destinations})
    SELECT h.id FROM o CROSS JOIN LATERAL (
      SELECT d.id FROM deliveries d WHERE d.destination_id = o.id ${older}
      ORDER BY d.id DESC OFFSET (SELECT least(${each}::int, ${together}::int / count(*)) - 1 FROM o) LIMIT 1
    ) h ORDER BY h.id DESC LIMIT 1`;
  return rows[0]?.id ?? null;
}

function show(row: Row, now: number): DeliveryItemShape {
  return {
    id: showId("dlv", row.id),
    alert: {
      id: showId("alert", row.alert_id),
      name: row.name,
      environment: row.environment,
      created_at: row.alert_created_at.toISOString(),
    },
    destination: { id: showId("dest", row.destination_id), name: row.destination, kind: row.kind },
    status: row.status,
    ...nextAttempt({ status: row.status, reason: row.reason, inFlight: row.in_flight, dueAt: row.due_at, flow: row.flow }, now),
    attempts: row.attempt_count,
    last_error: row.last_error,
    sent_at: row.sent_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}
