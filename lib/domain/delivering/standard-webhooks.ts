import { isSameText } from "../same-text";

/**
 * Standard Webhooks 1.0 (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 * node:crypto is asked for when it is used: destination kinds import this file, and the browser imports them.
 */
const crypto = () => process.getBuiltinModule("node:crypto");

/** How far a timestamp may be from now: five minutes, as in the reference libraries. */
export const toleranceSeconds = 5 * 60;

/** The `webhook-signature` of a body: one `v1,<base64>` for each secret (`whsec_…`), separated by spaces. */
export function signWebhook(secrets: readonly string[], id: string, timestampSeconds: number, body: string | Uint8Array): string {
  return secrets.map((secret) => `v1,${digest(secret, id, String(timestampSeconds), body)}`).join(" ");
}

/** Bytes of a secret's key, by the specification. */
const keyBytes = { least: 24, most: 64 };

/** Why this is no secret to sign with, in words for its field; null when it is one. */
export function secretFault(secret: string): string | null {
  const key = /^whsec_([A-Za-z0-9+/_-]+)={0,2}$/.exec(secret)?.[1];
  const bytes = key === undefined ? 0 : Math.floor((key.length * 3) / 4);
  if (bytes >= keyBytes.least && bytes <= keyBytes.most) return null;
  const make = "openssl rand -base64 32 makes the part after it";
  return `must be whsec_ and then ${keyBytes.least} to ${keyBytes.most} bytes in base64 (Standard Webhooks): ${make}`;
}

/** What is wrong with a signature, or null when it is right. */
export type SignatureProblem = "missing" | "stale" | "mismatch";

/**
 * Checks an inbound request over its raw bytes: one of its `v1` signatures must be by one of `secrets`, and its timestamp
 * within five minutes of `nowMs`. Takes the same time wherever a signature differs. Never throws.
 */
export function verifyWebhook(
  secrets: readonly string[],
  headers: { id?: string | null; timestamp?: string | null; signature?: string | null },
  body: string | Uint8Array,
  nowMs: number,
): SignatureProblem | null {
  const { id, timestamp, signature } = headers;
  if (!id || !timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return "missing";
  if (Math.abs(Math.floor(nowMs / 1000) - Number(timestamp)) > toleranceSeconds) return "stale";
  const given = signature.split(" ").filter((part) => part.startsWith("v1,"));
  let isKnown = false;
  for (const secret of secrets) {
    const expected = digest(secret, id, timestamp, body);
    for (const part of given) isKnown = isSameText(part.slice("v1,".length), expected) || isKnown;
  }
  return isKnown ? null : "mismatch";
}

function digest(secret: string, id: string, timestamp: string, body: string | Uint8Array): string {
  const { createHmac, createSecretKey } = crypto();
  const key = createSecretKey(secret.replace(/^whsec_/, ""), "base64");
  return createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
}
