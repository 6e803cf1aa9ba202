import { storable } from "../domain/json";

/** Most headers that an event keeps, and the longest value, in characters. */
const maxHeaders = 50;
const maxValue = 2_048;

/** Headers whose values are secrets, or as good as; the id of a delivery is none, nor who wrote something. */
const secretName = /auth(?!or\b|ority)|cookie|signature|\bsig\b|hmac|token|secret|key|pass|credential|jwt|session|private/;
const plainName = "idempotency-key";

/** A request's headers as an event shows them: lower-case names, secrets redacted, also where the URL's own token stands in a value. */
export function redactHeaders(headers: Headers, token: string): Record<string, string> {
  const kept: Record<string, string> = {};
  let count = 0;
  for (const [name, value] of headers) {
    if (name.startsWith("x-hotline-") || count++ >= maxHeaders) continue;
    const isSecret = secretName.test(name) && name !== plainName;
    kept[name] = isSecret ? "[redacted]" : storable(value.replaceAll(token, "[token]")).slice(0, maxValue);
  }
  return kept;
}
