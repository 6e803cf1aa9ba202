import { createHash } from "node:crypto";
import type { Actor } from "../domain/people/actor";
import { invalid, Problem } from "../domain/problem";
import { oncePerProcess } from "../once-per-process";
import { db, lookUp, transaction } from "../postgres/db";
import { type Owner, seal, sealedColumns, unseal } from "../postgres/sealed";

export interface Answer {
  status: number;
  body: unknown;
}

/** Who asks, and with which rights: what somebody else got, or the same one with other rights, is not given to them. */
const bearerOf = (actor: Actor): string =>
  actor.type === "user" ? `user:${actor.id}:${actor.role}` : `key:${actor.id}:${[...actor.scopes].sort()}:${actor.environmentId ?? ""}`;

/** What runs in this process: equal requests wait for its answer together, without a connection to the database each. */
const running = oncePerProcess("idempotency", () => new Map<string, { body: string; answer: ReturnType<typeof claimAndRun> }>());

/**
 * Runs `work` once for a key of an actor's: the same key and body again get the first answer, marked as replayed. What `work` stores and the
 * key are one transaction. While the first request runs, equal ones of this process wait for its answer; in another process it is 409. Throws
 * 422 for a key that came with another body.
 * Answers are kept 7 days, encrypted: one may hold a secret that is shown once.
 */
export async function once(
  actor: Actor,
  endpoint: string,
  key: string,
  body: string,
  work: () => Promise<Answer>,
): Promise<Answer & { replayed: boolean }> {
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) throw invalid([{ path: "Idempotency-Key", message: "must be 1–255 printable ASCII characters" }]);
  const claim = `${actor.organizationId} ${bearerOf(actor)} ${endpoint} ${key}`;
  const first = running().get(claim);
  if (first && first.body !== body) throw reused();
  if (first) return { ...(await first.answer), replayed: true };
  const answer = claimAndRun(claim, actor, endpoint, key, body, work);
  running().set(claim, { body, answer });
  try {
    return await answer;
  } finally {
    running().delete(claim);
  }
}

const reused = () =>
  new Problem(422, "idempotency_key_reused", "This Idempotency-Key came with another body before.", {
    errors: [{ path: "Idempotency-Key", message: "came with another body before" }],
  });

async function claimAndRun(claim: string, actor: Actor, endpoint: string, key: string, body: string, work: () => Promise<Answer>) {
  const { organizationId } = actor;
  const bearer = bearerOf(actor);
  const owner: Owner = { id: `${bearer} ${endpoint} ${key}`, organizationId };
  const requestHash = new Uint8Array(createHash("sha256").update(body).digest());
  // A database that hangs is noticed here within a second; the transaction's queries have longer.
  await lookUp("probe", "SELECT 1", []);
  return transaction(async () => {
    const [lock] = await db().$queryRaw<{ free: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended(${claim}, 0)) AS free`;
    if (!lock?.free) {
      const words = "A request with this Idempotency-Key is still running.";
      throw new Problem(409, "idempotency_in_progress", words, { retryAfterSeconds: 1 });
    }
    const where = { organizationId_actor_endpoint_key: { organizationId, actor: bearer, endpoint, key } };
    const first = await db().idempotencyKey.findUnique({ where });
    if (first) {
      if (Buffer.compare(first.requestHash, requestHash) !== 0) throw reused();
      return { status: first.statusCode, body: JSON.parse(unseal(sealedColumns.idempotentAnswer, owner, first.response)), replayed: true };
    }
    const answer = await work();
    const response = seal(sealedColumns.idempotentAnswer, owner, JSON.stringify(answer.body ?? null));
    await db().idempotencyKey.create({
      data: { organizationId, actor: bearer, endpoint, key, requestHash, statusCode: answer.status, response },
    });
    return { ...answer, replayed: false };
  });
}
