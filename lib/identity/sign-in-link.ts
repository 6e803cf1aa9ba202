import { accountAddress } from "../domain/email-address";
import { ownPath } from "../domain/own-path";
import type { SignInLinkInput } from "../domain/people/profile";
import { Problem } from "../domain/problem";
import { isToken, newToken } from "../domain/token";
import { appUrl } from "../env";
import { log } from "../log";
import { sendServiceMail } from "../outbound/mail/service-mail";
import { db, transaction } from "../postgres/db";
import { keyedHash } from "../postgres/secrets";
import { type Person, showPerson, withMemberships } from "./people";
import { limitByAccount } from "./sign-in-limits";
import { signInMethods } from "./sign-in-methods";

/** Links asked for: 5 at once and then one each 5 minutes for an account, 20 and then one each 30 s for an address. */
const perAccount = { perSecond: 1 / 300, burstSeconds: 1_500 };
const perAddress = { perSecond: 1 / 30, burstSeconds: 600 };

/** Whether a link may be asked for now: the same for known and unknown accounts. Throws 409 without a mailer, 429 after too many. */
export function admitSignInLink({ email }: SignInLinkInput, headers: Headers): void {
  if (!signInMethods().link) throw new Problem(409, "no_mailer", "This installation sends no mail: sign in with your password.");
  const wait = limitByAccount("ask for link", email, headers, { account: perAccount, address: perAddress });
  // Whoever asked for them, they went to the account's address.
  const words = "Too many links were asked for. The newest one that was mailed signs in for 15 minutes.";
  if (wait !== null) throw new Problem(429, "too_many_requests", words, { retryAfterSeconds: wait });
}

/** Mails the link to who has an account. Runs after the answer, so that the answer says nothing of it. Never throws. */
export async function sendSignInLink({ email, callback_url }: SignInLinkInput): Promise<void> {
  try {
    const link = await beginSignInLink(email);
    if (!link) return;
    const path = callback_url === undefined ? null : ownPath(callback_url);
    const query = path === null ? "" : `?callbackUrl=${encodeURIComponent(path)}`;
    const result = await sendServiceMail({
      to: link.to,
      subject: "Sign in to Hotline",
      paragraphs: ["This link signs you in to Hotline. It works once, for 15 minutes.", "If you did not ask for it, do nothing."],
      // After the #, so that neither a server's log nor a mail scanner's request holds it.
      link: { url: `${appUrl()}/sign-in/link${query}#token=${link.token}`, label: "Sign in" },
      idempotencyKey: `sign-in-${link.token.slice(-12)}-${Date.now()}`,
    });
    if (result.error !== null) log().error({ outcome: result.outcome }, "a sign-in link could not be mailed");
  } catch (err) {
    log().error({ err }, "a sign-in link was not mailed");
  }
}

/** How long a link signs in, in milliseconds. */
const linkMs = 15 * 60_000;
/** Open links of one person: an older one ends when another is asked for. */
const maxOpen = 3;

/** Makes a link's token for the person with this address, and their address as they wrote it; null when there is none in any organization. */
export async function beginSignInLink(email: string): Promise<{ to: string; token: string } | null> {
  const user = await db().user.findUnique({ where: { email: accountAddress(email) }, include: withMemberships });
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
