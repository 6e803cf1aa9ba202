import type { Actor } from "../domain/actor";
import { showId } from "../domain/id";
import { db } from "./db";
import { verifyPassword } from "./passwords";

/** The person with this e-mail and password, or null; unknown people take as long as known ones. */
export async function checkCredentials(
  email: string,
  password: string,
): Promise<{ id: string; email: string; name: string; sessionVersion: number } | null> {
  const user = await db().user.findUnique({ where: { email: email.trim().toLowerCase() } });
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  return user && right ? { id: user.id, email: user.email, name: user.name, sessionVersion: user.sessionVersion } : null;
}

/**
 * Who a session speaks for: the person, in the organization they chose, else in their first one. Null when the session was ended
 * (its version is old), the person is gone, or belongs to no organization.
 */
export async function readSession(
  userId: string,
  sessionVersion: number,
  organizationId: string | null,
): Promise<Extract<Actor, { type: "user" }> | null> {
  const user = await db().user.findUnique({ where: { id: userId }, include: { memberships: { orderBy: { createdAt: "asc" } } } });
  if (!user || user.sessionVersion !== sessionVersion) return null;
  const membership = user.memberships.find((of) => of.organizationId === organizationId) ?? user.memberships[0];
  if (!membership) return null;
  return { type: "user", id: user.id, organizationId: membership.organizationId, role: membership.role === "admin" ? "admin" : "member" };
}

/** What the page shows of the caller: who they are, and where. */
export async function describeActor(actor: Actor) {
  const organization = await db().organization.findUniqueOrThrow({ where: { id: actor.organizationId } });
  const user = actor.type === "user" ? await db().user.findUniqueOrThrow({ where: { id: actor.id } }) : null;
  return {
    organization: { id: showId("org", organization.id), name: organization.name },
    user: user && { id: showId("user", user.id), email: user.email, name: user.name },
    role: actor.type === "user" ? actor.role : null,
    scopes: actor.type === "key" ? [...actor.scopes] : null,
  };
}
