import { log } from "../../log";
import { pool } from "../../postgres/db";
import { messageOf } from "./message";
import type { Claimed } from "./settle-and-claim";
import type { Taken } from "./take";
/** Renders the first try of kinds whose retries must be byte-identical, and keeps it before anything is sent. */
export async function render(taken: Taken, claimed: Claimed[]): Promise<void> {
  const { kind, opened } = taken;
  if (!kind.render || !opened) return;
  const fresh: { id: string; text: string }[] = [];
  for (const one of claimed) {
    if (one.rendered !== null) continue;
    try {
      one.rendered = kind.render(messageOf(taken, one), opened.config);
      fresh.push({ id: one.id, text: one.rendered });
    } catch (err) {
      // Its attempt fails for itself; the others go on.
      log().error({ err, delivery: one.id }, "a message could not be rendered");
    }
  }
  if (fresh.length > 0) await keepRendered(fresh);
}

/** Keeps what the first try of each delivery sends, before it is sent. */
async function keepRendered(rendered: readonly { id: string; text: string }[]): Promise<void> {
  await pool().query(`UPDATE deliveries d SET rendered = r.text FROM unnest($1::uuid[], $2::text[]) AS r (id, text) WHERE d.id = r.id`, [
    rendered.map(({ id }) => id),
    rendered.map(({ text }) => text),
  ]);
}
