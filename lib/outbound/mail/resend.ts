import { Resend, type Response as ResendResponse } from "resend";
import type { Mail, SendResult } from "../../destinations/kind";
import { mailOutcomes } from "../../destinations/mail-outcomes";
import { excerpt } from "../../destinations/redact";
import { httpOutcome } from "../../domain/delivering/outcome";
import { parseRetryAfter } from "../../domain/delivering/retry-after";
import type { Mailer } from "./mailer";
import { mailResult } from "./result";

/** https://resend.com/docs/dashboard/emails/tags: ASCII letters, digits, `_` and `-`, at most 256 characters. */
const maxTagLength = 256;
/** A used-up quota is asked about again after this long. */
const quotaRetryMs = 60 * 60 * 1000;

/** Of an answer, this much is read. */
const maxAnswerBytes = 64 * 1024;

/** Resend's client, but redirects are not followed and an answer without an end is not read to it; its head is the answer. */
class BoundedResend extends Resend {
  override async fetchRequest<T>(path: string, options: RequestInit = {}): Promise<ResendResponse<T>> {
    try {
      const response = await fetch(`${this.baseUrl}${path}`, { ...options, redirect: "manual" });
      const headers = Object.fromEntries(response.headers);
      const body = await readJson(response, options.signal);
      if (response.ok) return { data: body as T, error: null, headers };
      return {
        data: null,
        error: { name: "application_error", message: response.statusText, ...body, statusCode: response.status },
        headers,
      };
    } catch {
      return { data: null, error: { name: "application_error", message: "no answer", statusCode: null }, headers: null };
    }
  }
}

async function readJson(response: Response, signal: RequestInit["signal"]): Promise<object> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= maxAnswerBytes) break;
    }
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    return typeof value === "object" && value !== null ? value : {};
  } catch (error) {
    // What is still coming at the deadline is no answer; what was cut is one without a body.
    if (signal?.aborted) throw error;
    return {};
  }
}

/** Mails through Resend's API. A repeat under one idempotency key is sent once. */
export function createResendMailer(options: { apiKey: string; baseUrl?: string; deadlineMs: number }): Mailer {
  const resend = new BoundedResend(options.apiKey, { baseUrl: options.baseUrl?.replace(/\/+$/, "") });
  return async (mail) => {
    const signal = AbortSignal.timeout(options.deadlineMs);
    const { from = "", to, subject, html, text, headers, idempotencyKey } = mail;
    const answer = await resend.emails.send({ from, to, subject, html, text, headers, tags: tagsOf(mail) }, { idempotencyKey, signal });
    const fields = answer.headers ?? {};
    if (!answer.error) return { ...mailResult("http_2xx", { statusCode: 200 }), ...budgetOf(fields, Date.now()) };
    if (answer.error.statusCode === null) return mailResult(signal.aborted ? "timeout_headers" : "mail_unreachable");
    return refusal(answer.error, fields, options.apiKey);
  };
}

/** https://resend.com/docs/api-reference/errors, by name first, then by status. */
function refusal(
  error: { name: string; message: string; statusCode: number | null },
  fields: Record<string, string>,
  apiKey: string,
): SendResult {
  const statusCode = Number(error.statusCode) || 500;
  const responseExcerpt = excerpt(JSON.stringify({ name: error.name, message: error.message }), [apiKey]);
  const now = Date.now();
  if (error.name === "daily_quota_exceeded" || error.name === "monthly_quota_exceeded") {
    const retryAt = parseRetryAfter(fields["retry-after"], now) ?? now + quotaRetryMs;
    return mailResult("provider_quota", { statusCode, responseExcerpt, retryAt, pause: true });
  }
  if (Object.hasOwn(mailOutcomes, error.name)) return mailResult(error.name, { statusCode, responseExcerpt });
  const isTransient = statusCode >= 500 || statusCode === 408 || statusCode === 409 || statusCode === 425 || statusCode === 429;
  if (!isTransient) return mailResult(statusCode === 401 ? "http_401" : "mail_refused", { statusCode, responseExcerpt });
  const waits = statusCode === 429 || statusCode === 503;
  const retryAt = parseRetryAfter(fields["retry-after"] ?? (waits ? fields["ratelimit-reset"] : undefined), now) ?? null;
  return mailResult(httpOutcome(statusCode), { statusCode, responseExcerpt, retryAt, pause: waits && retryAt !== null });
}

/** A budget with nothing left makes the next mail wait until it is full again. */
function budgetOf(fields: Record<string, string>, now: number): Partial<SendResult> {
  const retryAt = fields["ratelimit-remaining"] === "0" ? parseRetryAfter(fields["ratelimit-reset"], now) : null;
  return retryAt === null ? {} : { retryAt, pause: true };
}

const tagsOf = ({ tags = {} }: Mail) =>
  Object.entries(tags).map(([name, value]) => ({ name: tagText(name), value: tagText(value) || "none" }));

const tagText = (text: string): string => text.replace(/[^A-Za-z0-9_-]+/g, "_").slice(0, maxTagLength);
