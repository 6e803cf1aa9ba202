import { constants } from "node:os";
import nodemailer from "nodemailer";
import { excerpt } from "../../destinations/redact";
import { readSmtpUrl } from "../../env/fields";
import type { Mailer } from "./mailer";
import { mailResult } from "./result";

/** As many connections as mails may be in flight for one destination. */
const maxConnections = 8;
/** POLICY, Delivery: a connection opens within 5 s. */
const connectMs = 5_000;

interface SmtpError {
  code?: string;
  responseCode?: number;
  response?: string;
  command?: string;
  /** Of the socket's own error, which nodemailer gives another code. */
  syscall?: string;
  errno?: number;
}

/** Mails through an SMTP server: 4xx answers are repeated, 5xx are not. */
export function createSmtpMailer(options: { url: string; deadlineMs: number }): Mailer {
  const server = readSmtpUrl(options.url);
  if (typeof server === "string") throw new Error(`SMTP_URL: ${server}`);
  const transport = nodemailer.createTransport({
    ...server,
    pool: true,
    maxConnections,
    connectionTimeout: Math.min(connectMs, options.deadlineMs),
    greetingTimeout: Math.min(connectMs, options.deadlineMs),
    socketTimeout: options.deadlineMs,
    // A mail holds only what is in it: no files, no URLs.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const secrets = server.auth ? [server.auth.pass] : [];

  return async (mail) => {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<"late">((resolve) => {
      timer = setTimeout(() => resolve("late"), options.deadlineMs);
    });
    try {
      const { from, to, subject, html, text, headers, idempotencyKey } = mail;
      const messageId = `<${idempotencyKey.replace(/[^A-Za-z0-9._-]/g, "_")}@hotline>`;
      const sent = await Promise.race([
        transport.sendMail({ from, to: { name: "", address: to }, subject, html, text, headers, messageId }),
        deadline,
      ]);
      if (sent === "late") return mailResult("timeout_headers");
      return mailResult("http_2xx", {
        statusCode: Number.parseInt(sent.response, 10) || null,
        responseExcerpt: excerpt(sent.response, secrets),
      });
    } catch (error) {
      const { responseCode, response = "" } = error as SmtpError;
      return mailResult(smtpOutcome(error as SmtpError), { statusCode: responseCode ?? null, responseExcerpt: excerpt(response, secrets) });
    } finally {
      clearTimeout(timer);
    }
  };
}

/** nodemailer's codes, https://nodemailer.com/errors, and SMTP's: 4xx transient, 5xx permanent (RFC 5321 section 4.2.1). */
function smtpOutcome({ code, responseCode, command, syscall, errno }: SmtpError): string {
  if (code === "EAUTH" && responseCode !== undefined && responseCode >= 500) return "mail_auth";
  if (responseCode !== undefined && responseCode >= 500) return "mail_refused";
  if (responseCode !== undefined && responseCode >= 400) return "mail_deferred";
  if (code === "EENVELOPE") return "mail_refused";
  if (code === "ETIMEDOUT") return command === "CONN" ? "connect_timeout" : "timeout_headers";
  if (syscall === "connect") return errno === -constants.errno.ECONNREFUSED ? "connect_refused" : "connect_timeout";
  return code === "EDNS" ? "dns_servfail" : "mail_unreachable";
}
