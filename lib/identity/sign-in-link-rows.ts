import { isToken, newToken } from "../domain/token";
import { db, transaction } from "../postgres/db";
import { keyedHash } from "../postgres/secrets";
import { type Person, showPerson, withMemberships } from "./people";

/** How long a link signs in, in milliseconds. */
const linkMs = 15 * 60_000;
/** Open links of one person: an older one ends when another is asked for. */
const maxOpen = 3;

/** Makes a link's token for the person with this address, and their address as they wrote it; null when there is none in any organization. */
export async function beginSignInLink(email: string): Promise<{ to: string; token: string } | null> {
  const user = await db().user.findUnique({ where: { email: email.trim().toLowerCase() }, include: withMemberships });
  if (!user || user.memberships.length === 0) return null;
  const token = newToken("signin");
  await transaction(async () => {
    const open = await db().signInLink.findMany({ where: { userId: user.id }, orderBy: { expiresAt: "desc" }, skip: maxOpen - 1 });
    const tokenHash = { in: open.map((link) => link.tokenHash) };
    await db().signInLink.deleteMany({ where: { OR: [{ tokenHash }, { expiresAt: { lt: new Date() } }] } });
    await db().signInLink.create({
      data: { tokenHash: new Uint8Array(keyedHash(token)), userId: user.id, expiresAt: new Date(Date.now() + linkMs) },
    });
  });
  return { to: user.email, token };
}

/** Uses a link up: the person whom it signs in, or null when it is unknown, used or older than 15 minutes. */
export async function redeemSignInLink(token: string): Promise<Person | null> {
  if (!isToken("signin", token)) return null;
  const tokenHash = new Uint8Array(keyedHash(token));
  const link = await db().signInLink.findUnique({ where: { tokenHash }, include: { user: { include: withMemberships } } });
  if (!link) return null;
  // Of two at once, one gets it.
  const { count } = await db().signInLink.deleteMany({ where: { tokenHash } });
  return count === 1 && link.expiresAt > new Date() ? showPerson(link.user) : null;
}
