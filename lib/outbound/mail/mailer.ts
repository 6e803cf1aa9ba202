import type { Mail, SendResult } from "../../destinations/kind";
import { beginning } from "../../domain/plain-text";
import { env } from "../../env";
import { oncePerProcess } from "../../once-per-process";
import { captureMail } from "./local-mailbox";
import { createResendMailer } from "./resend";
import { mailResult } from "./result";
import { createSmtpMailer } from "./smtp";

/** Sends one mail and resolves with what became of it. Never throws. */
export type Mailer = (mail: Mail) => Promise<SendResult>;

export interface MailerOptions {
  /** Keeps a mail in the local mailbox: where neither of the others is set. */
  capture: (mail: Mail) => Promise<void>;
  /** Who mails are from, unless they say so themselves. */
  from: string;
  resendApiKey?: string;
  resendBaseUrl?: string;
  smtpUrl?: string;
  /** POLICY, Delivery: the whole attempt. */
  deadlineMs?: number;
}

/** POLICY, Delivery: what is kept of an answer, in characters. */
const maxExcerptLength = 8_192;

export const defaultMailDeadlineMs = 15_000;

/** The configured mailer: Resend, else SMTP, else the local mailbox, whose outcome is `captured`. */
export function createMailer(options: MailerOptions): Mailer {
  const deadlineMs = options.deadlineMs ?? defaultMailDeadlineMs;
  const send = options.resendApiKey
    ? createResendMailer({ apiKey: options.resendApiKey, baseUrl: options.resendBaseUrl, deadlineMs })
    : options.smtpUrl
      ? createSmtpMailer({ url: options.smtpUrl, deadlineMs })
      : async (mail: Mail) => {
          await options.capture(mail);
          // Nobody received it: whoever opens the delivery can read it there.
          return mailResult("captured", {
            responseExcerpt: beginning(`To: ${mail.to}\nSubject: ${mail.subject}\n\n${mail.text}`, maxExcerptLength),
          });
        };
  return async (mail) => {
    try {
      return await send({ ...mail, from: mail.from ?? options.from });
    } catch (cause) {
      return mailResult("internal", { cause });
    }
  };
}

/** The mailer of this process, by the operator's settings: its connections are kept. */
export const mailer = oncePerProcess("mailer", (): Mailer => {
  const { RESEND_API_KEY, RESEND_BASE_URL, SMTP_URL, MAIL_FROM } = env();
  return createMailer({
    capture: captureMail,
    from: MAIL_FROM,
    resendApiKey: RESEND_API_KEY,
    resendBaseUrl: RESEND_BASE_URL,
    smtpUrl: SMTP_URL,
  });
});
