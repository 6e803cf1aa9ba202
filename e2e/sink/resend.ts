import type { Answer, Received } from "./server";

export interface SentMail {
  id: string;
  from: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  tags: { name: string; value: string }[];
  idempotencyKey: string | null;
}

const address = /^([^<>\r\n]*<)?[^\s@<>]+@[^\s@<>]+>?$/;
const tagText = /^[A-Za-z0-9_-]{1,256}$/;
const maxRecipients = 50;

/** Resend's `POST /emails`: the answers of https://resend.com/docs/api-reference/errors, and one mail a key. */
export function createResend() {
  const mails: SentMail[] = [];
  const byKey = new Map<string, { body: string; id: string }>();

  const answer = ({ method, headers, body, json }: Received): Answer => {
    if (method !== "POST") return refuse(405, "method_not_allowed", "Method is not allowed for the requested path.");
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1];
    if (!token) return refuse(401, "missing_api_key", "Missing API key in the authorization header.");
    if (!token.startsWith("re_")) return refuse(403, "invalid_api_key", "API key is invalid.");
    const key = headers["idempotency-key"] ?? null;
    if (key !== null && (key.length === 0 || key.length > 256))
      return refuse(400, "invalid_idempotency_key", "The key must be between 1-256 chars.");
    const problem = problemOf(json);
    if (problem) return refuse(422, ...problem);
    const before = key === null ? undefined : byKey.get(key);
    if (before && before.body !== body) {
      return refuse(409, "invalid_idempotent_request", "Same idempotency key used with a different request payload.");
    }
    if (before) return reply(200, { id: before.id });
    const id = crypto.randomUUID();
    const { from, to, subject, html = "", text = "", tags = [] } = json as Omit<SentMail, "to"> & { to: string | string[] };
    mails.push({ id, from, to: [to].flat(), subject, html, text, tags, idempotencyKey: key });
    if (key !== null) byKey.set(key, { body, id });
    return reply(200, { id });
  };
  return { answer, mails: () => [...mails] };
}

const reply = (status: number, value: unknown): Answer => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

const refuse = (statusCode: number, name: string, message: string): Answer => reply(statusCode, { statusCode, name, message });

function problemOf(json: unknown): [string, string] | null {
  const { from, to, subject, html, text, tags } = (json ?? {}) as Record<string, unknown>;
  const recipients = [to].flat();
  if (typeof from !== "string") return ["missing_required_field", "Missing `from` field."];
  if (!address.test(from)) return ["invalid_from_address", "Invalid `from` field."];
  if (!recipients.every((one) => typeof one === "string" && address.test(one))) return ["validation_error", "Invalid `to` field."];
  if (recipients.length > maxRecipients) return ["validation_error", "At most 50 recipients."];
  if (typeof subject !== "string") return ["missing_required_field", "Missing `subject` field."];
  if (/[\r\n]/.test(subject)) return ["validation_error", "The `\\n` is not allowed in the `subject` field."];
  if (typeof html !== "string" && typeof text !== "string") return ["missing_required_field", "Missing `html` or `text` field."];
  const isTagged =
    tags === undefined || (Array.isArray(tags) && tags.every(({ name, value }) => tagText.test(name) && tagText.test(value)));
  return isTagged ? null : ["validation_error", "Tags should only contain ASCII letters, numbers, underscores, or dashes."];
}
