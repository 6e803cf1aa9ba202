import { appUrl } from "../../env";
import { log } from "../../log";
import { sendServiceMail } from "../../outbound/mail/service-mail";
import { patiently } from "../patiently";
import { runUntilIdle } from "../run-until-idle";
import { claimExpiring, type ExpiringWebhook, markWarned, releaseExpiring } from "./claim-expiring";

/** Webhooks that are claimed together. */
const batch = 20;
/**
 * Mails the teams whose tokens expire soon and are still in use, once for each expiry. A team is told once one of its addresses took the mail: a
 * repeat would mail that one again. Throws when none did; it is tried again then.
 */
export async function warnExpiring(): Promise<{ webhooks: number; mails: number }> {
  const counts = { webhooks: 0, mails: 0 };
  const untold: string[] = [];
  await runUntilIdle({
    claim: () => claimExpiring(batch),
    work: async (expiring) => {
      for (const webhook of expiring) {
        const results = await Promise.all(webhook.addresses.map((to) => tell(webhook, to)));
        const took = results.filter(Boolean).length;
        counts.mails += took;
        if (took > 0 || results.length === 0) await patiently(() => markWarned(webhook));
        else untold.push(webhook.id);
      }
      counts.webhooks += expiring.length;
      return expiring.length === batch;
    },
  });
  // Only now, so that one run tries each of them once.
  if (untold.length > 0) await releaseExpiring(untold);
  if (untold.length > 0) throw new Error(`${untold.length} of ${counts.webhooks} teams could not be told by mail`);
  return counts;
}

async function tell({ id, label, expiresAt, team, organization, requests }: ExpiringWebhook, to: string): Promise<boolean> {
  const when = `${expiresAt.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const result = await sendServiceMail({
    to,
    subject: `The webhook ${label} expires soon and is still in use`,
    paragraphs: [
      `The webhook "${label}" of the team ${team.name} (${organization}) expires on ${when}. It received ${requests} ${requests === 1 ? "request" : "requests"} in the last 24 hours.`,
      "From then on its URL answers 410, and what is posted to it is lost. Point its senders to the new URL before, or move the expiry.",
    ],
    link: { url: `${appUrl()}/settings/teams/${team.id}`, label: "Open the team's webhooks" },
    idempotencyKey: `expiring-${id}-${expiresAt.getTime()}-${to}`,
  });
  if (result.error !== null) log().error({ webhook: id, outcome: result.outcome }, "a team could not be told by mail");
  return result.error === null;
}
