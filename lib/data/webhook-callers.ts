import { type Actor, authorize } from "../domain/actor";
import { firstIdAt, readId } from "../domain/id";
import { notFound } from "../domain/problem";
import type { WebhookCallersShape } from "../domain/webhook";
import { db } from "./db";

/** Most callers in one answer, and most of a caller's sources. */
const maxCallers = 100;
const maxSources = 5;
/** How far back requests are counted, in days. */
const countedDays = 30;
/** A token that nobody used for so long may expire, in milliseconds. */
const quietMs = 86_400_000;

interface Row {
  address: string;
  user_agent: string;
  events: number;
  recent: number;
  expired: number;
  refused: number;
  repeated: number;
  first_at: Date;
  last_at: Date;
  sources: string[] | null;
}

/**
 * Who used a webhook's token in the last 30 days, the most recent first, at most 100 callers: also who was refused, or repeated a delivery. Safe
 * to expire: nobody used it for a day.
 */
export async function listWebhookCallers(actor: Actor, id: string): Promise<WebhookCallersShape> {
  authorize(actor, "read");
  const uuid = readId("hook", id);
  const webhook = uuid && (await db().webhook.findFirst({ where: { id: uuid, organizationId: actor.organizationId } }));
  if (!webhook) throw notFound("team webhook");
  const since = new Date(Date.now() - countedDays * 86_400_000);
  const yesterday = new Date(Date.now() - quietMs);
  const rows = await db().$queryRaw<Row[]>`
    WITH requests AS (
      SELECT address, user_agent, count(*)::int AS events, (count(*) FILTER (WHERE received_at >= ${yesterday}))::int AS recent,
        0 AS expired, 0 AS repeated, 0 AS refused, min(received_at) AS first_at, max(received_at) AS last_at
      FROM events WHERE webhook_id = ${webhook.id}::uuid AND id >= ${firstIdAt(since)}::uuid GROUP BY address, user_agent
      UNION ALL
      SELECT address, user_agent, 0, CASE WHEN first_at >= ${yesterday} THEN count WHEN last_at >= ${yesterday} THEN 1 ELSE 0 END,
        CASE WHEN reason = 'expired' THEN count ELSE 0 END, CASE WHEN reason = 'repeated' THEN count ELSE 0 END,
        CASE WHEN reason IN ('expired', 'repeated') THEN 0 ELSE count END, first_at, last_at
      FROM eventless_requests WHERE webhook_id = ${webhook.id}::uuid AND last_at >= ${since}
    )
    SELECT address, user_agent, sum(events)::int AS events, sum(recent)::int AS recent, sum(expired)::int AS expired,
      sum(repeated)::int AS repeated, sum(refused)::int AS refused, min(first_at) AS first_at, max(last_at) AS last_at,
      (SELECT array_agg(DISTINCT m.source) FROM (
        SELECT id FROM events e WHERE e.webhook_id = ${webhook.id}::uuid AND e.address = r.address AND e.user_agent = r.user_agent
          AND e.id >= ${firstIdAt(since)}::uuid ORDER BY e.id DESC LIMIT 100) last JOIN moments m ON m.event_id = last.id
        WHERE m.source IS NOT NULL) AS sources
    FROM requests r GROUP BY address, user_agent ORDER BY max(last_at) DESC`;
  const requests24h = rows.reduce((sum, { recent }) => sum + recent, 0);
  const last = rows[0]?.last_at ?? null;
  return {
    data: rows.slice(0, maxCallers).map((row) => ({
      address: row.address,
      user_agent: row.user_agent,
      sources: (row.sources ?? []).slice(0, maxSources),
      count: row.events + row.expired + row.refused + row.repeated,
      events: row.events,
      repeated: row.repeated,
      refused_expired: row.expired,
      refused_other: row.refused,
      requests_24h: row.recent,
      first_at: row.first_at.toISOString(),
      last_at: row.last_at.toISOString(),
    })),
    requests_24h: requests24h,
    last_request_at: last?.toISOString() ?? null,
    quiet_since: requests24h > 0 ? null : (last ?? webhook.createdAt).toISOString(),
    safe_to_expire: requests24h === 0,
  };
}
