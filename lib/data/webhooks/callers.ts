import { hideTokens } from "../../domain/hide-tokens";
import { firstIdAt } from "../../domain/id";
import { isRefusal, refusals } from "../../domain/moments/refusal";
import type { WebhookCallersShape } from "../../domain/moments/webhook";
import { type Actor, authorize } from "../../domain/people/actor";
import { dayMs } from "../../domain/time";
import { db } from "../../postgres/db";
import { remember } from "../../postgres/remember";
import { limitSearches } from "../../request/limit-searches";
import { findWebhook } from "./store";

/** Most callers in one answer, and most of a caller's sources. */
const maxCallers = 100;
const maxSources = 5;
/** How far back requests are counted, in days. */
const countedDays = 30;
/** The webhook's newest events among which the callers' sources are looked for. */
const maxLookedAt = 5_000;
/** A token that nobody used for so long may expire, in milliseconds. */
const quietMs = dayMs;

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
  /** Of all callers, also of those that are not shown. */
  all_recent: number;
  sources: string[] | null;
}

/**
 * Who used a webhook's token in the last 30 days, the most recent first, at most 100 callers: also who was refused, or repeated a delivery. Safe
 * to expire: nobody used it for a day. What was refused is summed up by why, the most recent first, with what helps. The figures are of the last seconds. Throws 429 while too many searches run.
 */
export async function listWebhookCallers(actor: Actor, id: string): Promise<WebhookCallersShape> {
  authorize(actor, "read");
  const webhook = await findWebhook(actor, id);
  return remember(`callers ${webhook.id}`, () => limitSearches(actor, () => readCallers(webhook)));
}

async function readCallers(webhook: { id: string; createdAt: Date }): Promise<WebhookCallersShape> {
  const since = new Date(Date.now() - countedDays * dayMs);
  const yesterday = new Date(Date.now() - quietMs);
  // All callers are counted in one pass, and sources are looked up of those that are shown.
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
    ), shown AS MATERIALIZED (
      SELECT address, user_agent, sum(events)::int AS events, sum(recent)::int AS recent, sum(expired)::int AS expired,
        sum(repeated)::int AS repeated, sum(refused)::int AS refused, min(first_at) AS first_at, max(last_at) AS last_at,
        (sum(sum(recent)) OVER ())::int AS all_recent
      FROM requests GROUP BY address, user_agent ORDER BY max(last_at) DESC LIMIT ${maxCallers}
    ), newest AS MATERIALIZED (
      SELECT id, address, user_agent FROM events WHERE webhook_id = ${webhook.id}::uuid AND id >= ${firstIdAt(since)}::uuid
      ORDER BY id DESC LIMIT ${maxLookedAt}
    ), named AS (
      SELECT address, user_agent, array_agg(DISTINCT m.source) AS sources
      FROM shown JOIN newest USING (address, user_agent) JOIN moments m ON m.event_id = newest.id WHERE m.source IS NOT NULL
      GROUP BY address, user_agent
    )
    SELECT shown.*, named.sources FROM shown LEFT JOIN named USING (address, user_agent) ORDER BY last_at DESC`;
  const refused = await db().$queryRaw<{ reason: string; count: number; last_at: Date }[]>`
    SELECT reason, sum(count)::int AS count, max(last_at) AS last_at FROM eventless_requests
    WHERE webhook_id = ${webhook.id}::uuid AND last_at >= ${since} GROUP BY reason ORDER BY max(last_at) DESC`;
  const requests24h = rows[0]?.all_recent ?? 0;
  const last = rows[0]?.last_at ?? null;
  return {
    data: rows.map((row) => ({
      address: row.address,
      // What was counted before tokens were hidden there.
      user_agent: hideTokens(row.user_agent),
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
    refusals: refused.flatMap(({ reason, count, last_at }) =>
      isRefusal(reason) ? { reason, count, last_at: last_at.toISOString(), ...refusals[reason] } : [],
    ),
    requests_24h: requests24h,
    last_request_at: last?.toISOString() ?? null,
    quiet_since: requests24h > 0 ? null : (last ?? webhook.createdAt).toISOString(),
    safe_to_expire: requests24h === 0,
  };
}
