import type { Actor } from "../../domain/people/actor";
import type { InvitationInput, SentInvitationShape } from "../../domain/people/invitation";
import { Problem } from "../../domain/problem";
import { appUrl, env } from "../../env";
import { log } from "../../log";
import { oncePerProcess } from "../../once-per-process";
import { sendServiceMail } from "../../outbound/mail/service-mail";
import { inTransaction, transaction } from "../../postgres/db";
import { takeTokens } from "../../request/limiter";
import { createInvitation, type FreshInvitation, renewInvitation } from "./invitations";

/** Invitations mailed to one address, and by one organization, from this process. */
const mailsPerDay = { address: 6, organization: 200 };
const daySeconds = 86_400;
/** Longest wait for the mailer, in milliseconds: with an Idempotency-Key a transaction is open meanwhile, which has 10 s. */
const mailMs = 5_000;

/** A stranger's mailbox must not be flooded. */
function limitMails({ invitation: { email }, organizationId }: FreshInvitation): void {
  const wait =
    takeTokens(`invite ${email}`, 1, mailsPerDay.address / daySeconds, daySeconds) ??
    takeTokens(`invite by ${organizationId}`, 1, mailsPerDay.organization / daySeconds, daySeconds);
  if (wait !== null) throw new Problem(429, "too_many_mails", "Too many invitations were mailed today.", { retryAfterSeconds: wait });
}

async function send(fresh: FreshInvitation): Promise<SentInvitationShape> {
  const { invitation, token, organization, inviter } = fresh;
  const url = `${appUrl()}/accept-invitation#token=${token}`;
  const sent = sendServiceMail({
    to: invitation.email,
    subject: `Join ${organization} on Hotline`,
    paragraphs: [
      inviter ? `${inviter} invites you to join ${organization} on Hotline.` : `You are invited to join ${organization} on Hotline.`,
      "The link works once, for 7 days.",
    ],
    link: { url, label: "Accept the invitation" },
    idempotencyKey: `${invitation.id}-${new Date(invitation.expires_at).getTime()}`,
  });
  const result = await Promise.race([sent, new Promise<null>((resolve) => setTimeout(resolve, mailMs, null).unref())]);
  if (!result || result.error !== null)
    log().error({ invitation: invitation.id, outcome: result?.outcome ?? "timeout" }, "an invitation could not be mailed");
  const mail = !result || result.error !== null ? "failed" : result.outcome === "captured" ? "captured" : "sent";
  // Where admins may be strangers, only the mail proves whose the address is.
  return { ...invitation, mail, url: env().EMAIL_VERIFICATION === "on" ? null : url };
}

/** Makes the invitation unless its address was mailed too often. */
function unlessTooMany(make: () => Promise<FreshInvitation>): Promise<FreshInvitation> {
  return transaction(async () => {
    const fresh = await make();
    limitMails(fresh);
    return fresh;
  });
}

/**
 * Invitations with an Idempotency-Key that this process mails at once, one an organization: until the mailer is done, each holds a database
 * connection, and its organization's other changes wait.
 */
const maxHeld = 3;
const heldInvitations = oncePerProcess<Set<string>>("heldInvitations", () => new Set());

async function makeAndSend({ organizationId }: Actor, make: () => Promise<FreshInvitation>): Promise<SentInvitationShape> {
  if (!inTransaction()) return send(await unlessTooMany(make));
  const held = heldInvitations();
  if (held.has(organizationId) || held.size >= maxHeld)
    throw new Problem(429, "too_many_requests", "Another invitation is being mailed.", { retryAfterSeconds: 1 });
  held.add(organizationId);
  try {
    return await send(await unlessTooMany(make));
  } finally {
    held.delete(organizationId);
  }
}

/** Invites an address and mails it the link. Throws what createInvitation throws, and 429 after too many mails. */
export const invite = (actor: Actor, input: InvitationInput): Promise<SentInvitationShape> =>
  makeAndSend(actor, () => createInvitation(actor, input));

/** Mails an invitation again, with another link. */
export const reinvite = (actor: Actor, id: string): Promise<SentInvitationShape> => makeAndSend(actor, () => renewInvitation(actor, id));
