import type { DestinationShape } from "../../domain/delivering/destination";
import { type Actor, authorize } from "../../domain/people/actor";
import { Problem } from "../../domain/problem";
import { appUrl } from "../../env";
import { addressToConfirm, newAddressToken } from "../../identity/confirm-address";
import { log } from "../../log";
import { sendServiceMail } from "../../outbound/mail/service-mail";
import { afterCommit, db, transaction } from "../../postgres/db";
import { takeTokens } from "../../request/limiter";
import { findOwn } from "../find-own";

/** The first mail and five more: a stranger's mailbox must not be flooded. */
const maxMails = 6;

/** Counts one more confirmation mail and resolves with what it says. Throws 409 when nothing waits or too many were sent. */
export async function beginVerification(
  actor: Actor,
  id: string,
): Promise<{ address: string; token: string; organization: string; name: string }> {
  authorize(actor, "admin");
  return transaction(async () => {
    const row = await findOwn(actor, "dest", "destination", id, (where) =>
      db().destination.findFirst({ where: { ...where, deletedAt: null }, include: { organization: true } }),
    );
    const address = addressToConfirm(row);
    if (row.verifiedAt !== null || address === null)
      throw new Problem(409, "nothing_to_verify", "This destination has no address to confirm.");
    limitMails(actor, address);
    const { count } = await db().destination.updateMany({
      where: { id: row.id, verificationMails: { lt: maxMails } },
      data: { verificationMails: { increment: 1 }, updatedAt: row.updatedAt },
    });
    if (count === 0)
      throw new Problem(
        409,
        "too_many_mails",
        `${maxMails} confirmation mails were sent to this address; change the address to begin anew.`,
      );
    return { address, token: newAddressToken(row.id, address), organization: row.organization.name, name: row.name };
  });
}

/** Confirmation mails to one address, however many destinations name it, and by one organization, from this process. */
const mailsPerDay = { address: 6, organization: 100 };
const daySeconds = 86_400;

function limitMails({ organizationId }: Actor, address: string): void {
  const limits = [
    {
      name: `verify by ${organizationId}`,
      most: mailsPerDay.organization,
      words: "Your organization sent too many confirmation mails today.",
    },
    {
      name: `verify ${address.toLowerCase()}`,
      most: mailsPerDay.address,
      words: "Too many confirmation mails were sent to this address today.",
    },
  ];
  for (const { name, most, words } of limits) {
    const wait = takeTokens(name, 1, most / daySeconds, daySeconds);
    if (wait !== null) throw new Problem(429, "too_many_mails", words, { retryAfterSeconds: wait });
  }
}

/** Mails the link that confirms a destination's address. Throws 409 when nothing waits, 503 when the mail could not be handed over. */
export async function sendVerification(actor: Actor, id: string): Promise<{ sent_to: string }> {
  const { address, token, organization, name } = await beginVerification(actor, id);
  const result = await sendServiceMail({
    to: address,
    subject: `Confirm this address for alerts from ${organization}`,
    paragraphs: [
      `${organization} wants to send alerts to this address, as the Hotline destination "${name}".`,
      "The link works for 24 hours. Without it, nothing more is sent here.",
    ],
    link: { url: `${appUrl()}/confirm-address?token=${encodeURIComponent(token)}`, label: "Confirm this address" },
    idempotencyKey: `verify-${token.slice(-64)}`,
  });
  if (result.error !== null)
    throw new Problem(503, "mail_failed", `The mail could not be sent: ${result.error}`, { retryAfterSeconds: 60 });
  return { sent_to: address };
}

/** A new address that must be confirmed first gets its link at once. */
export function confirmWhenWaiting(actor: Actor, destination: DestinationShape): DestinationShape {
  if (!destination.verified) {
    afterCommit(() => {
      sendVerification(actor, destination.id).catch((err) =>
        log().error({ err, destination: destination.id }, "a confirmation mail was not sent"),
      );
    });
  }
  return destination;
}
