import { createHash } from "node:crypto";
import { lockConfig } from "../changes/config-versions";
import type { Actor } from "../domain/people/actor";
import { Problem } from "../domain/problem";
import { db, transaction } from "../postgres/db";

/** Of what the API shows: what changes by itself, differs by who asks, is in one answer only, or follows from other things. Nobody changes it by a PATCH. */
const passing: ReadonlySet<string> = new Set([
  "last_used_at",
  "last_event_at",
  "expired",
  "status",
  "checked_at",
  "ok_at",
  "pause_until",
  "problems",
  "may_manage",
  "you",
  "url",
  "key",
  "mail",
]);

/** The entity tag of a thing as the API shows it, to anybody: another one after each change that somebody makes. */
export function entityTag(shown: object): string {
  const kept = Object.entries(shown)
    .filter(([name]) => !passing.has(name))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `"${createHash("sha256").update(JSON.stringify(kept)).digest("base64url").slice(0, 22)}"`;
}

/** Whether a thing with this tag is one that an If-Match names (RFC 9110, 13.1.1). A weak tag names none. */
export function isMatch(ifMatch: string, tag: string): boolean {
  if (ifMatch.trim() === "*") return true;
  return [...ifMatch.matchAll(/(W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g)].some(([, weak, strong]) => !weak && strong === tag);
}

/**
 * Writes if what is to be changed is still what an If-Match names: looked at under the lock that all changes of an organization's things take, and
 * in the transaction that writes. Throws 412, and what `look` throws.
 */
export function writeIfMatch<Result>(
  actor: Actor,
  ifMatch: string,
  look: () => Promise<unknown>,
  write: () => Promise<Result>,
): Promise<Result> {
  return transaction(async () => {
    await lockConfig(actor.organizationId);
    // A person is changed from each of their organizations.
    if (actor.type === "user") await db().$executeRaw`SELECT 1 FROM users WHERE id = ${actor.id}::uuid FOR NO KEY UPDATE`;
    const tag = entityTag((await look()) as object);
    if (!isMatch(ifMatch, tag))
      throw new Problem(
        412,
        "precondition_failed",
        `This was changed meanwhile: its ETag is ${tag} now. Get it again, and send what you still want.`,
      );
    return write();
  });
}
