import { audit } from "../changes/audit";
import { lockConfig } from "../changes/config-versions";
import { accountAddress, emailField } from "../domain/email-address";
import { newId, showId } from "../domain/id";
import { type FoundInvitationShape, newPerson } from "../domain/people/invitation";
import { invalid, Problem } from "../domain/problem";
import { isToken } from "../domain/token";
import { db, transaction } from "../postgres/db";
import type { Invitation, Organization, User } from "../postgres/generated/client";
import { keyedHash } from "../postgres/secrets";
import { hashPassword, verifyPassword } from "./password";
import { type Person, readRole, showPerson, withMemberships } from "./people";

const gone = () =>
  new Problem(410, "invitation_gone", "This invitation is no longer valid: it was used, replaced or taken back, or is older than 7 days.");

const open = () => ({ acceptedAt: null, expiresAt: { gt: new Date() } });

async function findOpen(token: string): Promise<Invitation & { organization: Organization }> {
  if (!isToken("invite", token)) throw gone();
  const where = { tokenHash: new Uint8Array(keyedHash(token)), ...open() };
  const row = await db().invitation.findFirst({ where, include: { organization: true } });
  if (!row) throw gone();
  return row;
}

/**
 * What somebody who holds an invitation's link is asked to accept; nothing of whether its address has an account here, since whoever invites may
 * hold the link. Throws 410 for a link that is worthless.
 */
export async function describeInvitation(token: string, person: Person | null): Promise<FoundInvitationShape> {
  const { organization, email, role } = await findOpen(token);
  return { organization: organization.name, email, role: readRole(role), signed_in: person?.email === email };
}

/**
 * Accepts an invitation: as the person who is signed in, when the address is theirs; else with the password of the address's account; else
 * by a name and a password for a new one. Without a name, an address that has no account is answered, in the same time, like one whose password
 * is another. Throws 410 for a link that is worthless, 422 for what is missing or wrong, 409 when somebody new names what has an account.
 */
export async function acceptInvitation(
  { token, name, password }: { token: string; name?: string; password?: string },
  person: Person | null,
): Promise<{ email: string; organizationId: string }> {
  const { id, email } = await findOpen(token);
  const user = await db().user.findUnique({ where: { email } });
  const given = name === undefined ? null : readNewPerson({ name, password });
  const isTheirs = user !== null && user.id === person?.id;
  const isProven =
    isTheirs ||
    (password !== undefined && (user !== null || given === null) && (await verifyPassword(user?.passwordHash ?? null, password)));
  if (!isProven && given === null) throw unproven(password);
  if (!isProven && user !== null) throw signInFirst();
  const create = user === null && given !== null ? { name: given.name, passwordHash: await hashPassword(given.password) } : null;
  return transaction(async () => {
    const joining = user ?? (await createUser(email, create));
    const organizationId = await join(id, joining);
    return { email, organizationId };
  });
}

const unproven = (password: string | undefined): Problem =>
  invalid([
    { path: "name", message: "is required of somebody who has no account here" },
    { path: "password", message: password === undefined ? "is required" : "is not that of an account under this address" },
  ]);

const signInFirst = (): Problem =>
  new Problem(409, "sign_in_first", "This address has an account here: sign in to it, then open the link again.");

interface NewUser {
  name: string;
  passwordHash: string | null;
}

function readNewPerson(given: { name?: string; password?: string }) {
  const parsed = newPerson.safeParse(given);
  if (!parsed.success) throw invalid(parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })));
  return parsed.data;
}

/** Somebody may have made the account since it was looked for: they must prove that it is theirs. */
async function createUser(email: string, create: NewUser | null): Promise<User> {
  const data = { id: newId(), email, name: create?.name ?? email, passwordHash: create?.passwordHash ?? null };
  const { count } = await db().user.createMany({ data, skipDuplicates: true });
  if (count === 0) throw new Problem(409, "changed_meanwhile", "This address has an account since a moment ago. Try again.");
  return db().user.findUniqueOrThrow({ where: { email } });
}

/** Uses an invitation up, once, and makes the person a member. Who is one already keeps their role. */
async function join(invitationId: string, user: User): Promise<string> {
  const found = await db().invitation.findUnique({ where: { id: invitationId }, select: { organizationId: true } });
  if (!found) throw gone();
  const { organizationId } = found;
  await lockConfig(organizationId);
  const { count } = await db().invitation.updateMany({ where: { id: invitationId, ...open() }, data: { acceptedAt: new Date() } });
  if (count === 0) throw gone();
  const { role } = await db().invitation.findUniqueOrThrow({ where: { id: invitationId } });
  const joined = await db().membership.createMany({ data: { organizationId, userId: user.id, role }, skipDuplicates: true });
  if (joined.count > 0) {
    const after = { id: showId("user", user.id), name: user.name, email: user.email, role };
    await audit({ type: "user", id: user.id, organizationId, role: readRole(role) }, "member.joined", user.id, { after });
  }
  return organizationId;
}

/**
 * The person whom another service vouches for: the first of the addresses, all verified there, that is a member's, else the first that has
 * an open invitation (the newest is accepted, and an account made where there is none). Null when nobody expects any of them.
 */
export async function signInByAddress(emails: readonly string[], name: string): Promise<Person | null> {
  // Beyond ASCII, making letters small makes one address of two: the Kelvin sign becomes a k.
  const addresses = emails.filter((email) => emailField.safeParse(email).success).map(accountAddress);
  const known = await db().user.findMany({ where: { email: { in: addresses } }, include: withMemberships });
  const byAddress = (email: string) => known.find((user) => user.email === email);
  const member = addresses.map(byAddress).find((user) => user && user.memberships.length > 0);
  if (member) return showPerson(member);
  for (const email of addresses) {
    const invitation = await db().invitation.findFirst({ where: { email, ...open() }, orderBy: { id: "desc" } });
    if (!invitation) continue;
    return transaction(async () => {
      const user = byAddress(email) ?? (await createUser(email, { name, passwordHash: null }));
      await join(invitation.id, user);
      return showPerson({ ...user, memberships: [{ organizationId: invitation.organizationId }] });
    });
  }
  return null;
}
