import { ownIdOf } from "../../domain/moments/request-id";
import { lookUp } from "../../postgres/db";

/** How long a tool may take to send again what was not answered, in milliseconds: Datadog gives up after a minute or two. */
const retriedMs = 5 * 60_000;

/**
 * The id of a request that numbers nothing, and whose words may come again with the next news: it repeats what was told of its thing last, a few
 * minutes ago; else it is one of its own. One quick query; throws as `lookUp` does.
 */
export async function tellFromLast(words: string, organizationId: string, dedupKey: string, now: Date): Promise<string> {
  const [last] = await lookUp<{ id: string; created_at: Date; request_id: string | null }>(
    "find_last_told",
    `SELECT a.id, a.created_at, e.request_id FROM alerts a LEFT JOIN events e ON e.id = a.event_id
     WHERE a.organization_id = $1 AND a.dedup_key = $2 ORDER BY a.id DESC LIMIT 1`,
    [organizationId, dedupKey],
  );
  if (!last) return words;
  const said = last.request_id && (ownIdOf(last.request_id) ?? last.request_id);
  const isSame = said === words || said?.startsWith(`${words} after `);
  return isSame && last.created_at.getTime() > now.getTime() - retriedMs ? (said as string) : `${words} after ${last.id}`;
}
