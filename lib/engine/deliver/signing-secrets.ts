import { randomBytes } from "node:crypto";
import { z } from "zod";
import { decrypt, encrypt, type Place } from "../../postgres/secrets";

const stored = z.array(z.object({ encrypted: z.string(), expires_at: z.number().nullable() }));
/** Encrypted Standard Webhooks secrets, newest first; `expires_at` is epoch milliseconds, null for the current one. */
export type StoredSecrets = z.infer<typeof stored>;

const place = (organizationId: string, row: string): Place => ({ table: "destinations", column: "signing_secrets", row, organizationId });

/** 256 bits, as Standard Webhooks writes them (https://www.standardwebhooks.com, read 2026-11-22). */
export const newSigningSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

export const sealSecret = (secret: string, organizationId: string, row: string): StoredSecrets => [
  { encrypted: encrypt(secret, place(organizationId, row)), expires_at: null },
];

/** The secrets that sign now, newest first. Throws DecryptError. */
export const activeSecrets = (value: unknown, organizationId: string, row: string, now: number): string[] =>
  stored
    .parse(value)
    .filter(({ expires_at }) => expires_at === null || expires_at > now)
    .map(({ encrypted }) => decrypt(encrypted, place(organizationId, row)));

/** The same secrets, encrypted with the key that writes now. */
export const resealSecrets = (value: unknown, organizationId: string, row: string): StoredSecrets =>
  stored.parse(value).map(({ encrypted, expires_at }) => ({
    encrypted: encrypt(decrypt(encrypted, place(organizationId, row)), place(organizationId, row)),
    expires_at,
  }));

/** Puts a new secret first; the others sign beside it until `oldUntil`. */
export function rotateSecrets(
  value: unknown,
  secret: string,
  organizationId: string,
  row: string,
  now: number,
  oldUntil: number,
): StoredSecrets {
  const living = stored.parse(value).filter(({ expires_at }) => expires_at === null || expires_at > now);
  const ending = living.map((entry) => ({ ...entry, expires_at: Math.min(entry.expires_at ?? oldUntil, oldUntil) }));
  return [...sealSecret(secret, organizationId, row), ...ending.filter(({ expires_at }) => expires_at > now)];
}
