import { decodeBody } from "../../domain/charset";
import { findHookTokens, hideTokens } from "../../domain/hide-tokens";
import { firstIdAt, newId, readId, showId } from "../../domain/id";
import { type EventFilter, type EventItemShape, type EventShape, maxItemMoments } from "../../domain/moments/event";
import type { MomentType } from "../../domain/moments/moment-type";
import { type Actor, authorize } from "../../domain/people/actor";
import { db } from "../../postgres/db";
import type { Prisma } from "../../postgres/generated/client";
import { type Page, type PageInput, readCursor, toPage } from "../../postgres/page";
import { keyedHash } from "../../postgres/secrets";
import { limitSearches } from "../../request/limit-searches";
import { findOwn } from "../find-own";
import { showMoment } from "../moments/row";
import { manageableTeams } from "../people/team-access";

/** Without the body, which may be large. */
const itemSelect = {
  id: true,
  teamId: true,
  webhookId: true,
  integration: true,
  status: true,
  reason: true,
  cause: true,
  verdict: true,
  address: true,
  userAgent: true,
  correctedBody: true,
  retryBy: true,
  receivedAt: true,
} as const satisfies Prisma.EventSelect;
type ItemRow = Prisma.EventGetPayload<{ select: typeof itemSelect }>;

/** What the webhooks of these events are called; those that were deleted since are missing. */
async function labelsOf(rows: readonly { webhookId: string | null }[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap(({ webhookId }) => webhookId ?? []))];
  const webhooks = await db().webhook.findMany({ where: { id: { in: ids } }, select: { id: true, label: true } });
  return new Map(webhooks.map(({ id, label }) => [id, label]));
}

function showWebhook(id: string | null, labels: ReadonlyMap<string, string>): { id: string; label: string } | null {
  const label = id === null ? undefined : labels.get(id);
  return id === null || label === undefined ? null : { id: showId("hook", id), label };
}

/** Of each of these events, the first moments and how many there are. */
async function momentsOf(rows: readonly { id: string }[]): Promise<ReadonlyMap<string, Pick<EventItemShape, "moments" | "moment_count">>> {
  const found = await db().$queryRaw<{ event_id: string; id: string; name: string; type: MomentType; count: number }[]>`
    SELECT m.* FROM unnest(${rows.map(({ id }) => id)}::uuid[]) AS e (id) CROSS JOIN LATERAL (
      SELECT event_id, id, name, type, (count(*) OVER ())::int AS count FROM moments WHERE event_id = e.id ORDER BY id LIMIT ${maxItemMoments}) m
    ORDER BY m.id`;
  const said = new Map<string, Pick<EventItemShape, "moments" | "moment_count">>();
  for (const { event_id, id, name, type, count } of found) {
    const moments = said.get(event_id)?.moments ?? [];
    said.set(event_id, { moments: [...moments, { id: showId("moment", id), name, type }], moment_count: count });
  }
  return said;
}

const showItem = (row: ItemRow, labels: ReadonlyMap<string, string>): Omit<EventItemShape, "moments" | "moment_count"> => ({
  id: showId("event", row.id),
  webhook_id: row.webhookId && showId("hook", row.webhookId),
  webhook: showWebhook(row.webhookId, labels),
  team_id: row.teamId && showId("team", row.teamId),
  integration: row.integration,
  status: row.status as EventItemShape["status"],
  // What was stored before tokens were hidden there.
  reason: row.reason && hideTokens(row.reason),
  cause: row.cause,
  verdict: row.verdict,
  received_at: row.receivedAt.toISOString(),
  caller: { address: row.address, user_agent: hideTokens(row.userAgent) },
  corrected: row.correctedBody !== null,
  retry_pending: row.retryBy !== null,
});

/** An id that is malformed or somebody else's matches nothing. */
const idOr = (prefix: "hook" | "team", text: string) => readId(prefix, text) ?? newId();

/** What a filter asks of events, in the actor's organization. An id that is malformed or somebody else's matches nothing. */
export function whereEvents(actor: Actor, filter: EventFilter): Prisma.EventWhereInput {
  // Prisma leaves the pattern's own characters as they are.
  const contains = { contains: (filter.q ?? "").replace(/[\\%_]/g, "\\$&"), mode: "insensitive" } as const;
  return {
    organizationId: actor.organizationId,
    webhookId: filter.webhook_id === undefined ? undefined : idOr("hook", filter.webhook_id),
    teamId: filter.team_id === undefined ? undefined : idOr("team", filter.team_id),
    integration: filter.integration,
    status: filter.status,
    cause: filter.cause,
    retryBy: filter.retry_pending === undefined ? undefined : { not: null },
    ...(filter.q === undefined
      ? {}
      : { OR: [{ reason: contains }, { address: contains }, { userAgent: contains }, { moments: { some: { name: contains } } }] }),
    AND: [
      ...(filter.from ? [{ id: { gte: firstIdAt(filter.from) } }] : []),
      ...(filter.to ? [{ id: { lt: firstIdAt(new Date(filter.to.getTime() + 1)) } }] : []),
    ],
  };
}

/** Events, newest first, with the first moments of each. Throws 422 for a cursor that is none, and 429 while too many searches run. */
export async function listEvents(actor: Actor, filter: EventFilter, { limit, cursor }: PageInput): Promise<Page<EventItemShape>> {
  authorize(actor, "read");
  const before = readCursor("events", cursor);
  const find = () =>
    db().event.findMany({
      where: { ...whereEvents(actor, filter), ...(before ? { id: { lt: before } } : {}) },
      orderBy: { id: "desc" },
      take: limit + 1,
      select: itemSelect,
    });
  const rows = await (filter.q === undefined ? find() : limitSearches(actor, find));
  const [labels, moments] = [await labelsOf(rows), await momentsOf(rows)];
  const none = { moments: [], moment_count: 0 };
  return toPage("events", rows, limit, (row) => ({ ...showItem(row, labels), ...(moments.get(row.id) ?? none) }));
}

/** The UUID of an event of the actor's organization. Throws 404. */
export async function findEventId(actor: Actor, id: string): Promise<string> {
  return (await findOwn(actor, "event", "event", id, (where) => db().event.findFirst({ where, select: { id: true } }))).id;
}

/** A body as a text, in its charset; bytes that are none of it are read as UTF-8, and as U+FFFD. */
function showBody(bytes: Uint8Array, contentType: string): string {
  const decoded = decodeBody(bytes, contentType);
  return decoded.ok ? decoded.text : Buffer.from(bytes).toString("utf8");
}

/** Tokens that one look-up asks for at most: an honest body repeats one or two. */
const maxLookedUp = 100;

/** The tokens in these texts that the actor may reveal: of their teams' webhooks (record 0016). */
async function findOpenTokens(actor: Actor, teams: ReadonlySet<string> | null, texts: readonly string[]): Promise<ReadonlySet<string>> {
  const tokens = teams?.size === 0 ? [] : [...findHookTokens(texts.join("\n"))].slice(0, maxLookedUp);
  if (tokens.length === 0) return new Set();
  const byHash = new Map(tokens.map((token) => [keyedHash(token).toString("hex"), token]));
  const rows = await db().webhook.findMany({
    where: {
      organizationId: actor.organizationId,
      tokenHash: { in: tokens.map((token) => new Uint8Array(keyedHash(token))) },
      ...(teams === null ? {} : { teamId: { in: [...teams] } }),
    },
    select: { tokenHash: true },
  });
  return new Set(rows.flatMap(({ tokenHash }) => byHash.get(Buffer.from(tokenHash).toString("hex")) ?? []));
}

/**
 * One event whole: its request, its moments and the alerts that they became. Tokens in its body are hidden from whoever may not reveal them.
 * Throws 404.
 */
export async function getEvent(actor: Actor, id: string): Promise<EventShape> {
  authorize(actor, "read");
  const row = await db().event.findUniqueOrThrow({
    where: { id: await findEventId(actor, id) },
    include: {
      moments: { orderBy: { id: "asc" } },
      alerts: { select: { id: true, name: true }, orderBy: { id: "asc" } },
    },
  });
  const teams = await manageableTeams(actor);
  const headers = row.headers as Record<string, string>;
  const body = showBody(row.body, headers["content-type"] ?? "");
  const open = await findOpenTokens(actor, teams, [body, row.correctedBody ?? ""]);
  return {
    ...showItem(row, await labelsOf([row])),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, hideTokens(value)])),
    body: hideTokens(body, open),
    corrected_body: row.correctedBody && hideTokens(row.correctedBody, open),
    request_id: row.requestId && hideTokens(row.requestId),
    retries: row.retries,
    may_manage: teams === null || (row.teamId !== null && teams.has(row.teamId)),
    moments: row.moments.map(showMoment),
    moment_count: row.moments.length,
    alerts: row.alerts.map((alert) => ({ id: showId("alert", alert.id), name: alert.name })),
  };
}
