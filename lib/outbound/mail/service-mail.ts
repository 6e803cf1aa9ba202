import type { SendResult } from "../../destinations/kind";
import { escapeHtml } from "../../domain/html";
import { clip, oneLine } from "../../domain/plain-text";
import { log } from "../../log";
import { mailer } from "./mailer";

export interface ServiceMail {
  to: string;
  subject: string;
  paragraphs: readonly string[];
  link: { url: string; label: string };
  /** A repeat with the same key is sent once. */
  idempotencyKey: string;
}

/** Mails something that Hotline itself has to say, through the configured mailer. Never throws. */
export async function sendServiceMail({ to, subject, paragraphs, link, idempotencyKey }: ServiceMail): Promise<SendResult> {
  const result = await mailer()({
    to,
    subject: clip(oneLine(subject), 200),
    text: `${[...paragraphs, `${link.label}: ${link.url}`].join("\n\n")}\n`,
    html: `${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join("")}<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p>`,
    headers: { "Auto-Submitted": "auto-generated" },
    idempotencyKey,
  });
  if (result.cause !== undefined) log().error({ err: result.cause }, "a mail could not be sent");
  return result;
}
