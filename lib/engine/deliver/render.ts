import { log } from "../../log";
import { pool, prepared } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { messageOf } from "./message";
import type { Claimed } from "./settle-and-claim";
import type { Taken } from "./take";

/** Renders the first try of kinds whose retries must be byte-identical, and keeps it before anything is sent. */
export async function render(taken: Taken, claimed: Claimed[]): Promise<void> {
  const { kind, opened } = taken;
  if (!kind.render || !opened) return;
  const unrendered = claimed.filter(({ rendered }) => rendered === null);
  const before = await findRendered(taken, unrendered);
  const fresh: { id: string; text: string }[] = [];
  for (const one of unrendered) {
    const { dedupKey } = one.alert;
    try {
      one.renderedBefore = dedupKey === null ? null : before.get(dedupKey);
      one.rendered = kind.render(messageOf(taken, one), opened.config);
      fresh.push({ id: one.id, text: one.rendered });
      if (dedupKey !== null) before.set(dedupKey, one.rendered);
    } catch (err) {
      // Its attempt fails for itself; the others go on.
      log().error({ err, delivery: one.id }, "a message could not be rendered");
    }
  }
  if (fresh.length > 0) await keepRendered(fresh);
}

/** How many alerts of a key are looked through for what was rendered last, the newest first. */
const maxBefore = 100;

/** What the newest delivery to this destination was rendered as, by dedup key. By `alerts_dedup`; asks only where there is a key. */
async function findRendered({ id, organizationId }: Taken, claimed: readonly Claimed[]): Promise<Map<string, string>> {
  const keys = [...new Set(claimed.flatMap(({ alert }) => alert.dedupKey ?? []))];
  if (keys.length === 0) return new Map();
  const rows = await prepared<{ key: string; rendered: string }>(
    "find_rendered",
    Prisma.sql`
    SELECT k.key, l.rendered FROM unnest(${keys}::text[]) AS k (key) CROSS JOIN LATERAL (
      SELECT d.rendered FROM (
        SELECT id FROM alerts a WHERE a.organization_id = ${organizationId}::uuid AND a.dedup_key = k.key ORDER BY a.id DESC LIMIT ${maxBefore}::int) b
      JOIN deliveries d ON d.alert_id = b.id AND d.destination_id = ${id}::uuid AND d.rendered IS NOT NULL ORDER BY b.id DESC LIMIT 1) l`,
  );
  return new Map(rows.map(({ key, rendered }) => [key, rendered]));
}

/** Keeps what the first try of each delivery sends, before it is sent. */
async function keepRendered(rendered: readonly { id: string; text: string }[]): Promise<void> {
  await pool().query(`UPDATE deliveries d SET rendered = r.text FROM unnest($1::uuid[], $2::text[]) AS r (id, text) WHERE d.id = r.id`, [
    rendered.map(({ id }) => id),
    rendered.map(({ text }) => text),
  ]);
}
