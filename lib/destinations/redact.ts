import { beginning } from "../domain/plain-text";

/** Of an answer, this much is kept as text (POLICY: 8 KiB). */
export const maxExcerptBytes = 8 * 1024;
/** Shorter parts of a secret say nothing by themselves, and taking them out would leave nothing to read. */
const minSecretLength = 4;

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

/** The text with every secret replaced: as it is, and as JSON, a URL or HTML would write it. */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.filter((secret) => secret.length >= minSecretLength).flatMap(writings));
  return [...forms].sort((a, b) => b.length - a.length).reduce((rest, form) => rest.replaceAll(form, "[redacted]"), text);
}

function writings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const html = secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return [secret, json, json.replaceAll("/", "\\/"), encodeURIComponent(secret), encodeURI(secret), html, html.replaceAll('"', "&quot;")];
}
