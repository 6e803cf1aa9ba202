import { beginning } from "../domain/plain-text";
import { redact } from "../domain/redact";

/** Of an answer, this much is kept as text (POLICY: 8 KiB). */
export const maxExcerptBytes = 8 * 1024;

/** The answer without the secrets, however the receiver wrote them back; null when it is empty. At most 8 KiB, ready for Postgres. */
export function excerpt(body: string, secrets: readonly string[]): string | null {
  const clean = redact(body, secrets).replaceAll("\u0000", "\ufffd");
  if (clean.length === 0) return null;
  if (clean.length * 3 <= maxExcerptBytes) return clean;
  const bytes = new TextEncoder().encode(clean);
  if (bytes.length <= maxExcerptBytes) return clean;
  // `stream` holds back the bytes of a code point that the cut went through.
  return beginning(clean, new TextDecoder().decode(bytes.subarray(0, maxExcerptBytes), { stream: true }).length);
}
