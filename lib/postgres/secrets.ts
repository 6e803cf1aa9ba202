import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { env } from "../env";
import { readEncryptionKeys } from "../env/fields";

/** Where a secret stands: bound to it as additional data, so that a ciphertext moved elsewhere does not open. */
export interface Place {
  table: string;
  column: string;
  row: string;
  organizationId: string;
}

const aad = (place: Place) => Buffer.from(`${place.table}|${place.column}|${place.row}|${place.organizationId}`);

/** ENCRYPTION_KEYS: the first one writes, all of them read. */
const keys = () => readEncryptionKeys(env().ENCRYPTION_KEYS ?? "") ?? [];

/** AES-256-GCM: `keyId.iv.ciphertext` in base64url. */
export function encrypt(plain: string, place: Place): string {
  const [writer] = keys();
  if (!writer) throw new Error("ENCRYPTION_KEYS is empty");
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", writer.key, iv).setAAD(aad(place));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${writer.id}.${iv.toString("base64url")}.${sealed.toString("base64url")}`;
}

/** Whether the key that writes now wrote this text. */
export const isWrittenWithFirstKey = (text: string): boolean => text.startsWith(`${keys()[0]?.id}.`);

/** Thrown when a secret's key is gone, or the text was changed or moved. */
export class DecryptError extends Error {
  override name = "DecryptError";
}

/** The plain text. Throws DecryptError; a retry helps once the key is back. */
export function decrypt(text: string, place: Place): string {
  const [id, iv, sealed] = text.split(".");
  const key = keys().find((candidate) => candidate.id === id)?.key;
  if (!key || !iv || !sealed) throw new DecryptError("no key opens this secret");
  const bytes = Buffer.from(sealed, "base64url");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64url")).setAAD(aad(place)).setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
  } catch {
    throw new DecryptError("this secret does not open with its key");
  }
}

let pepper: { secret: string; key: Buffer } | undefined;

/** A keyed SHA-256, for looking a token up without keeping it. The key is derived from NEXTAUTH_SECRET. */
export function keyedHash(text: string): Buffer {
  const secret = env().NEXTAUTH_SECRET ?? "";
  if (pepper?.secret !== secret) pepper = { secret, key: Buffer.from(hkdfSync("sha256", secret, "", "hotline token hash", 32)) };
  return createHmac("sha256", pepper.key).update(text).digest();
}
