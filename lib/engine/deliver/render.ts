import { log } from "../../log";
import { batched } from "../../postgres/batch";
import { columns } from "../../postgres/columns";
import { prepared } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { deliveringTogether } from "./in-turn";
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
  if (fresh.length > 0) await keepRendered({ taken, fresh });
}

/** How many alerts of a key are looked through for what was rendered last, the newest first. */
const maxBefore = 100;

interface Looked {
  taken: Taken;
  key: string;
}

/** What the newest delivery to a destination was rendered as, of a dedup key; undefined where there is none. By `alerts_dedup`. */
const findBefore = batched<Looked, string | undefined>({
  ...deliveringTogether,
  name: "findRendered",
  rowsOf: () => 1,
  ownerOf: ({ taken }) => taken.organizationId,
  write: async (looked) => {
    const rows = await prepared<{ place: number; rendered: string }>(
      "find_rendered",
      Prisma.sql`
      SELECT k.place::int, l.rendered
      FROM unnest(${looked.map(({ taken }) => taken.organizationId)}::uuid[], ${looked.map(({ taken }) => taken.id)}::uuid[],
        ${looked.map(({ key }) => key)}::text[]) WITH ORDINALITY AS k (organization_id, destination_id, key, place) CROSS JOIN LATERAL (
        SELECT d.rendered FROM (
          SELECT id FROM alerts a WHERE a.organization_id = k.organization_id AND a.dedup_key = k.key ORDER BY a.id DESC LIMIT ${maxBefore}::int) b
        JOIN deliveries d ON d.alert_id = b.id AND d.destination_id = k.destination_id AND d.rendered IS NOT NULL ORDER BY b.id DESC LIMIT 1) l`,
    );
    const byPlace = new Map(rows.map(({ place, rendered }) => [place, rendered]));
    return looked.map((_, index) => byPlace.get(index + 1));
  },
});

async function findRendered(taken: Taken, claimed: readonly Claimed[]): Promise<Map<string, string>> {
  const keys = [...new Set(claimed.flatMap(({ alert }) => alert.dedupKey ?? []))];
  const found = await Promise.all(keys.map(async (key) => [key, await findBefore({ taken, key })] as const));
  return new Map(found.flatMap(([key, rendered]) => (rendered === undefined ? [] : [[key, rendered]])));
}

/** Keeps what the first try of a delivery sends, before it is sent. */
const keepRendered = batched<{ taken: Taken; fresh: readonly { id: string; text: string }[] }, void>({
  ...deliveringTogether,
  name: "keepRendered",
  rowsOf: ({ fresh }) => fresh.length,
  ownerOf: ({ taken }) => taken.organizationId,
  write: async (calls) => {
    const column = columns(calls.flatMap(({ fresh }) => fresh));
    await prepared(
      "keep_rendered",
      Prisma.sql`
      UPDATE deliveries d SET rendered = r.text FROM unnest(${column("id")}::uuid[], ${column("text")}::text[]) AS r (id, text) WHERE d.id = r.id`,
    );
    return calls.map(() => undefined);
  },
});
