import { announce } from "../../changes/change-feed";
import type { RefusalReason } from "../../domain/moments/refusal";
import { oncePerProcess } from "../../once-per-process";
import { columns } from "../../postgres/columns";
import { db } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";

/** Why a request made no event: it was refused, or it repeats a delivery that has one. */
export type EventlessReason = RefusalReason | "repeated";

interface Count {
  webhookId: string;
  reason: EventlessReason;
  address: string;
  userAgent: string;
  count: number;
  firstAt: Date;
  lastAt: Date;
}

/** How long requests are counted in memory before they are written, in milliseconds. */
const flushMs = 1_000;
/**
 * Most callers counted between two writes, and kept of one webhook: a flood of made-up ones must fill neither memory nor disk. Those beyond are
 * counted together, for each webhook and reason.
 */
const maxCounts = 1_000;
const maxCallers = 200;
/** Stands for the callers beyond those. */
export const otherCallers = "(others)";

const state = oncePerProcess<{ counts: Map<string, Count>; timer: NodeJS.Timeout | undefined }>("eventless", () => ({
  counts: new Map(),
  timer: undefined,
}));

/** Counts a request that made no event, by its caller. Written within a second. */
export function countEventless(webhookId: string, reason: EventlessReason, caller: { address: string; userAgent: string }): void {
  const now = new Date();
  add({ webhookId, reason, ...caller, count: 1, firstAt: now, lastAt: now });
}

const idOf = ({ webhookId, reason, address, userAgent }: Count) => `${webhookId} ${reason} ${address} ${userAgent}`;

function add(given: Count): void {
  const of = state();
  const isNamed = of.counts.has(idOf(given)) || of.counts.size < maxCounts;
  const counted = isNamed ? given : { ...given, address: "", userAgent: otherCallers };
  const known = of.counts.get(idOf(counted));
  if (known) {
    known.count += counted.count;
    if (counted.firstAt < known.firstAt) known.firstAt = counted.firstAt;
    if (counted.lastAt > known.lastAt) known.lastAt = counted.lastAt;
  } else of.counts.set(idOf(counted), counted);
  of.timer ??= setTimeout(() => void flushEventless(), flushMs).unref();
}

/** Writes what was counted. What cannot be written now is counted on. */
export async function flushEventless(): Promise<void> {
  const of = state();
  clearTimeout(of.timer);
  of.timer = undefined;
  const counts = [...of.counts.values()];
  if (counts.length === 0) return;
  of.counts = new Map();
  const column = columns(counts);
  try {
    const told = await db().$queryRaw<{ organization_id: string }[]>(Prisma.sql`
      WITH new AS (
        SELECT * FROM unnest(${column("webhookId")}::uuid[], ${column("reason")}::text[], ${column("address")}::text[], ${column("userAgent")}::text[],
          ${column("count")}::int[], ${column("firstAt")}::timestamptz[], ${column("lastAt")}::timestamptz[])
          AS n (webhook_id, reason, address, user_agent, count, first_at, last_at)
        WHERE EXISTS (SELECT 1 FROM webhooks w WHERE w.id = n.webhook_id)
      ), kept AS (
        SELECT n.*, EXISTS (SELECT 1 FROM eventless_requests k WHERE k.webhook_id = n.webhook_id AND k.reason = n.reason
            AND k.address = n.address AND k.user_agent = n.user_agent)
          OR (SELECT count(*) FROM eventless_requests k WHERE k.webhook_id = n.webhook_id)
            + row_number() OVER (PARTITION BY n.webhook_id ORDER BY n.first_at) <= ${maxCallers} AS named
        FROM new n
      )
      INSERT INTO eventless_requests AS r (webhook_id, reason, address, user_agent, count, first_at, last_at)
      SELECT webhook_id, reason, CASE WHEN named THEN address ELSE '' END AS a, CASE WHEN named THEN user_agent ELSE ${otherCallers} END AS u,
        sum(count), min(first_at), max(last_at)
      FROM kept GROUP BY webhook_id, reason, a, u ORDER BY webhook_id, reason, a, u
      ON CONFLICT (webhook_id, reason, address, user_agent)
      DO UPDATE SET count = r.count + excluded.count, last_at = greatest(r.last_at, excluded.last_at)
      RETURNING (SELECT organization_id FROM webhooks w WHERE w.id = r.webhook_id)`);
    for (const { organization_id } of told) announce(organization_id, "events");
  } catch {
    for (const count of counts) add(count);
  }
}
