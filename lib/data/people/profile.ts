import { audit } from "../../changes/audit";
import { readId, showId } from "../../domain/id";
import { type Actor, authorize } from "../../domain/people/actor";
import type { MeShape, PasswordChange, ProfilePatch } from "../../domain/people/profile";
import { invalid, notFound, Problem } from "../../domain/problem";
import { hashPassword, verifyPassword } from "../../identity/password";
import { endSessions } from "../../identity/people";
import { db, transaction } from "../../postgres/db";
import type { User } from "../../postgres/generated/client";
import { describeActor } from "./me";

/** The caller's own account. An API key has none: 403. */
async function findSelf(actor: Actor): Promise<User> {
  authorize(actor, "person");
  return db().user.findUniqueOrThrow({ where: { id: actor.id } });
}

/** Changes the caller's name. Throws 403 for a key. */
export async function updateProfile(actor: Actor, { name }: ProfilePatch): Promise<MeShape> {
  const before = await findSelf(actor);
  await transaction(async () => {
    await db().user.update({ where: { id: before.id }, data: { name } });
    const id = showId("user", before.id);
    await audit(actor, "user.updated", before.id, { before: { id, name: before.name }, after: { id, name } });
  });
  return describeActor(actor);
}

/**
 * Sets the caller's password and ends their sessions; the new session version is for the one that asks. Throws 422 when the current
 * password is missing or wrong; an account without one needs none.
 */
export async function changePassword(
  actor: Actor,
  { current_password, new_password }: PasswordChange,
): Promise<{ sessionVersion: number }> {
  const user = await findSelf(actor);
  if (user.passwordHash !== null) {
    if (current_password === undefined) throw invalid([{ path: "current_password", message: "is required" }]);
    if (!(await verifyPassword(user.passwordHash, current_password))) throw invalid([{ path: "current_password", message: "is wrong" }]);
  }
  const passwordHash = await hashPassword(new_password);
  return transaction(async () => {
    // Whoever changed it meanwhile has ended this session.
    const { count } = await db().user.updateMany({ where: { id: user.id, passwordHash: user.passwordHash }, data: { passwordHash } });
    if (count === 0) throw new Problem(409, "changed_meanwhile", "The password was changed meanwhile.");
    const sessionVersion = await endSessions(user.id);
    await audit(actor, "user.password_changed", user.id);
    return { sessionVersion };
  });
}

/** Ends all sessions of the caller, this one too. Throws 403 for a key. */
export async function signOutEverywhere(actor: Actor): Promise<void> {
  const user = await findSelf(actor);
  await transaction(async () => {
    await endSessions(user.id);
    await audit(actor, "user.signed_out", user.id);
  });
}

/** The UUID of one of the caller's organizations. Throws 404 for any other. */
export async function chooseOrganization(actor: Actor, id: string): Promise<string> {
  const user = await findSelf(actor);
  const organizationId = readId("org", id);
  const membership =
    organizationId && (await db().membership.findUnique({ where: { organizationId_userId: { organizationId, userId: user.id } } }));
  if (!membership) throw notFound("organization");
  return membership.organizationId;
}
