import { sayDisabledReason } from "../../domain/delivering/disabled";
import { appUrl } from "../../env";
import { log } from "../../log";
import { sendServiceMail } from "../../outbound/mail/service-mail";
import { describeDisabled, markTold } from "./disabled";

/** Tells the admins that Hotline switched a destination off, and what happens to alerts meanwhile. Throws when a mail could not be handed over. */
export async function mailAdmins(destinationId: string, reason: string): Promise<{ mails: number }> {
  const disabled = await describeDisabled(destinationId);
  if (!disabled) return { mails: 0 };
  const unsent: string[] = [];
  for (const to of disabled.admins) {
    const result = await sendServiceMail({
      to,
      subject: `Hotline switched off ${disabled.name}`,
      paragraphs: [
        `Hotline switched off the destination "${disabled.name}" of ${disabled.organization}. ${sayDisabledReason(reason)}`,
        "Alerts for it are kept as skipped, and can be retried once it is enabled again.",
      ],
      link: { url: `${appUrl()}/alerts/destinations`, label: "Open the destinations" },
      idempotencyKey: `disabled-${destinationId}-${disabled.at.getTime()}-${to}`,
    });
    if (result.error !== null) unsent.push(to);
    if (result.error !== null) log().error({ destination: destinationId, outcome: result.outcome }, "an admin could not be told by mail");
  }
  // The function runs again; who got the mail is not mailed twice, by its key.
  if (unsent.length > 0) throw new Error(`${unsent.length} of ${disabled.admins.length} admins could not be told by mail`);
  await markTold(destinationId);
  return { mails: disabled.admins.length };
}
