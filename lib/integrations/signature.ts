import { createHmac } from "node:crypto";
import { isSameText } from "../domain/same-text";
import type { SignatureVerdict } from "./integration";

/** HMAC-SHA256 of the parts, one after the other, in hex. */
export function hmacHex(secret: string, ...parts: (string | Uint8Array)[]): string {
  const hmac = createHmac("sha256", secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

/** Whether one of the given signatures is the hex HMAC of the parts by one of the secrets. Looks at each pair, whatever the ones before said. */
export function verifyHex(
  secrets: readonly string[],
  given: readonly string[],
  ...parts: (string | Uint8Array)[]
): Extract<SignatureVerdict, "valid" | "missing" | "mismatch"> {
  if (given.length === 0) return "missing";
  let isKnown = false;
  for (const secret of secrets) {
    const expected = hmacHex(secret, ...parts);
    for (const signature of given) isKnown = isSameText(signature.toLowerCase(), expected) || isKnown;
  }
  return isKnown ? "valid" : "mismatch";
}
