import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Owner, type SealedColumn, seal, unseal } from "./sealed";

const stored = z.array(z.object({ encrypted: z.string(), expires_at: z.iso.datetime().nullable() }));
/** Signing secrets as a row keeps them, newest first; `expires_at` is null for the current one. */
export type SigningSecrets = z.infer<typeof stored>;

/** A secret that counts, open. */
export interface SigningSecret {
  secret: string;
  expires_at: string | null;
}

/** 256 bits, as Standard Webhooks writes them (https://www.standardwebhooks.com, read 2026-11-22). */
export const newSigningSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

/** Most secrets of one row: the current one, and those that changes leave valid for a while. */
const maxSecrets = 10;

const activeOf = (value: unknown, now: number): SigningSecrets =>
  stored.parse(value).filter(({ expires_at }) => expires_at === null || Date.parse(expires_at) > now);

/** Secrets, for a row. */
export const sealSigningSecrets = (column: SealedColumn, owner: Owner, secrets: readonly SigningSecret[]): SigningSecrets =>
  secrets.map(({ secret, expires_at }) => ({ encrypted: seal(column, owner, secret), expires_at }));

/** Those of a row that count at `now` (epoch milliseconds), newest first. Throws DecryptError. */
export const openSigningSecrets = (column: SealedColumn, owner: Owner, value: unknown, now = Date.now()): SigningSecret[] =>
  activeOf(value, now).map(({ encrypted, expires_at }) => ({ secret: unseal(column, owner, encrypted), expires_at }));

/** The same, without when they expire: what signs, or is signed with. Throws DecryptError. */
export const activeSecrets = (column: SealedColumn, owner: Owner, value: unknown, now = Date.now()): string[] =>
  openSigningSecrets(column, owner, value, now).map(({ secret }) => secret);

/** A new secret first; those before count beside it until `oldUntil` (epoch milliseconds) at the latest. */
export function rotateSigningSecrets(
  column: SealedColumn,
  owner: Owner,
  value: unknown,
  secret: string,
  oldUntil: number,
  now = Date.now(),
): SigningSecrets {
  const until = new Date(oldUntil).toISOString();
  const ending = activeOf(value, now).map((entry) => ({
    ...entry,
    expires_at: entry.expires_at !== null && entry.expires_at < until ? entry.expires_at : until,
  }));
  const living = ending.filter(({ expires_at }) => Date.parse(expires_at) > now);
  return [...sealSigningSecrets(column, owner, [{ secret, expires_at: null }]), ...living].slice(0, maxSecrets);
}
