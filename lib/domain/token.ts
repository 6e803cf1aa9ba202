import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 30 base62 characters: 178 random bits. */
const randomLength = 30;
const checksumLength = 6;

export type TokenKind = "key" | "invite" | "signin" | "hook";

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let at = 0; at < checksumLength; at++) {
    digits = alphabet[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** A new token: `hl_key_` + 178 random bits + CRC-32, in base62. The prefix lets secret scanners find it. */
export function newToken(kind: TokenKind): string {
  let random = "";
  while (random.length < randomLength) {
    for (const byte of randomBytes(randomLength)) if (byte < 248 && random.length < randomLength) random += alphabet[byte % 62];
  }
  const body = `hl_${kind}_${random}`;
  return body + checksum(body);
}

/** Whether a text has a token's form and checksum; what has not never reaches the database. */
export function isToken(kind: TokenKind, text: string): boolean {
  const prefix = `hl_${kind}_`;
  if (!text.startsWith(prefix) || text.length !== prefix.length + randomLength + checksumLength) return false;
  const body = text.slice(0, -checksumLength);
  return checksum(body) === text.slice(-checksumLength);
}
