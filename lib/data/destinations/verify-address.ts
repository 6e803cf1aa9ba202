import type { Actor } from "../../domain/actor";
import type { DestinationInput, DestinationPatch, DestinationShape } from "../../domain/destination";
import { Problem } from "../../domain/problem";
import { appUrl } from "../../env";
import { log } from "../../log";
import { sendServiceMail } from "../../outbound/mail/service-mail";
import { afterCommit } from "../../postgres/db";
import { takeTokens } from "../../request/limiter";
import { createDestination, updateDestination } from "./destinations";
import { beginVerification } from "./verification";

/** Confirmation mails to one address, from this process. */
const mailsPerDay = 6;

/** Mails the link that confirms a destination's address. Throws 409 when nothing waits, 503 when the mail could not be handed over. */
export async function sendVerification(actor: Actor, id: string): Promise<{ sent_to: string }> {
  const { address, token, organization, name } = await beginVerification(actor, id);
  // However many destinations name it, and however often they change.
  const wait = takeTokens(`verify ${address.toLowerCase()}`, 1, mailsPerDay / 86_400, 86_400);
  if (wait !== null)
    throw new Problem(429, "too_many_mails", "Too many confirmation mails were sent to this address today.", { retryAfterSeconds: wait });
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
function sendIfWaiting(actor: Actor, destination: DestinationShape): DestinationShape {
  if (!destination.verified) {
    afterCommit(() => {
      sendVerification(actor, destination.id).catch((err) =>
        log().error({ err, destination: destination.id }, "a confirmation mail was not sent"),
      );
    });
  }
  return destination;
}

export const makeDestination = async (actor: Actor, input: DestinationInput) => sendIfWaiting(actor, await createDestination(actor, input));

export async function changeDestination(actor: Actor, id: string, patch: DestinationPatch): Promise<DestinationShape> {
  const destination = await updateDestination(actor, id, patch);
  return patch.config === undefined ? destination : sendIfWaiting(actor, destination);
}
