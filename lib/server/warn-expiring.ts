import { claimExpiring, type ExpiringWebhook, unmarkWarned } from "../data/expiring";
import { appUrl } from "../env";
import { log } from "./log";
import { sendServiceMail } from "./service-mail";

/** Webhooks of one run. */
const batch = 500;

/** Mails the teams whose tokens expire soon and are still in use, once for each expiry. Throws when a mail could not be handed over. */
export async function warnExpiring(): Promise<{ webhooks: number; mails: number }> {
  const expiring = await claimExpiring(batch);
  let mails = 0;
  const unsent: string[] = [];
  for (const webhook of expiring) {
    const results = await Promise.all(webhook.addresses.map((to) => tell(webhook, to)));
    mails += results.filter(Boolean).length;
    if (results.every(Boolean)) continue;
    unsent.push(webhook.id);
    await unmarkWarned(webhook.id);
  }
  // The function runs again; who got the mail is not mailed twice, by its key.
  if (unsent.length > 0) throw new Error(`${unsent.length} of ${expiring.length} teams could not be told by mail`);
  return { webhooks: expiring.length, mails };
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
