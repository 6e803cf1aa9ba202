import { hideTokens } from "../../domain/hide-tokens";
import { storable } from "../../domain/json";
import { beginning } from "../../domain/plain-text";

/** Most headers that an event keeps, and the longest value, in characters. */
const maxHeaders = 50;
const maxValue = 2_048;

/** Headers whose values are secrets, or as good as; the id of a delivery is none, nor who wrote something. */
const secretName = /auth(?!or\b|ority)|cookie|signature|\bsig\b|hmac|token|secret|key|pass|credential|jwt|session|private/;
const plainName = "idempotency-key";

/** How often a text may be percent-encoded: once by each proxy on the way. */
const maxEncodings = 5;

/**
 * A header's value without the URL's own token, nor its secret part, also where that is percent-encoded: then all of the text is shown decoded;
 * and without any other token.
 */
export function hideInHeader(text: string, token: string): string {
  // The words before it say no more than what it is for.
  const secret = token.slice(token.lastIndexOf("_") + 1);
  return hideTokens(secret === "" ? text : hideOwn(text, token, secret));
}

function hideOwn(text: string, token: string, secret: string): string {
  let read = text;
  for (let times = 0; times <= maxEncodings; times++) {
    if (read.includes(secret)) return read.replaceAll(token, "[token]").replaceAll(secret, "[token]");
    if (!read.includes("%")) return text;
    read = read.replace(/%([0-9a-f]{2})/gi, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
  return text;
}

/** A request's headers as an event shows them: lower-case names, secrets redacted, also where the URL's own token stands in a value. */
export function redactHeaders(headers: Headers, token: string): Record<string, string> {
  const kept: Record<string, string> = {};
  let count = 0;
  for (const [name, value] of headers) {
    if (name.startsWith("x-hotline-") || count++ >= maxHeaders) continue;
    const isSecret = secretName.test(name) && name !== plainName;
    kept[name] = isSecret ? "[redacted]" : beginning(storable(hideInHeader(value, token)), maxValue);
  }
  return kept;
}
