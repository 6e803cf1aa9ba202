import { accountAddress } from "../domain/email-address";
import type { Actor } from "../domain/people/actor";
import type { Role } from "../domain/people/member";
import { db } from "../postgres/db";
import type { Prisma } from "../postgres/generated/client";
import { verifyPassword } from "./password";

/** Somebody who proved who they are: what a session is made of. */
export interface Person {
  id: string;
  email: string;
  name: string;
  sessionVersion: number;
  /** False for who was removed from their last organization: there is nothing that a session could show. */
  isMember: boolean;
}

/** A role as the database has it. */
export const readRole = (role: string): Role => (role === "admin" ? "admin" : "member");

/** For data functions that have proven who it is. */
export const withMemberships = { memberships: { select: { organizationId: true }, take: 1 } } as const;

export const showPerson = (user: Prisma.UserGetPayload<{ include: typeof withMemberships }>): Person => ({
  id: user.id,
  email: user.email,
  name: user.name,
  sessionVersion: user.sessionVersion,
  isMember: user.memberships.length > 0,
});

/** The person with this e-mail and password, or null; unknown people take as long as known ones. */
export async function checkCredentials(email: string, password: string): Promise<Person | null> {
  const user = await db().user.findUnique({ where: { email: accountAddress(email) }, include: withMemberships });
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  return user && right ? showPerson(user) : null;
}

/** Who holds a session, member of something or not; null when it was ended. */
export async function readPerson(userId: string, sessionVersion: number): Promise<Person | null> {
  const user = await db().user.findUnique({ where: { id: userId }, include: withMemberships });
  return user?.sessionVersion === sessionVersion ? showPerson(user) : null;
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
  return { type: "user", id: user.id, organizationId: membership.organizationId, role: readRole(membership.role) };
}

/** Ends all sessions of a person, and the links that would begin one. The new session version. The caller has authorized. */
export async function endSessions(userId: string): Promise<number> {
  await db().signInLink.deleteMany({ where: { userId } });
  const { sessionVersion } = await db().user.update({ where: { id: userId }, data: { sessionVersion: { increment: 1 } } });
  return sessionVersion;
}
