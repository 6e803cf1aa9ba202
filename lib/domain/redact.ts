/** Shorter parts of a secret say nothing by themselves, and taking them out would leave nothing to read. */
const minSecretLength = 4;
/** A shorter writing in another alphabet may be any word. */
const minEncodedLength = 6;
/** Secrets whose writings are remembered: a receiver's answers are looked through for the same ones. */
const maxRemembered = 1_000;

const remembered = new Map<string, readonly string[]>();

/** The text with every secret replaced by `[redacted]`: as it is, and as JSON, a URL, HTML, base64, hex, other letters or a mirror would write it. */
export function redact(text: string, secrets: readonly string[]): string {
  // No writing is much shorter than the secret: most answers are, and nothing is made for them.
  const possible = secrets.filter((secret) => secret.length >= minSecretLength && secret.length <= text.length + 2);
  if (possible.length === 0) return text;
  const forms = [...new Set(possible.flatMap(writingsOf))].filter((form) => form.length <= text.length);
  return forms.sort((a, b) => b.length - a.length).reduce((rest, form) => rest.replaceAll(form, "[redacted]"), text);
}

function writingsOf(secret: string): readonly string[] {
  const known = remembered.get(secret);
  if (known) return known;
  if (remembered.size >= maxRemembered) remembered.clear();
  const made = writings(secret);
  remembered.set(secret, made);
  return made;
}

function writings(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const html = secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const bytes = new TextEncoder().encode(secret);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0"));
  const percent = encodePercent(secret);
  const encoded = [
    ...[percent, percent.replaceAll("%20", "+"), encodeURI(wellFormed(secret))].flatMap((one) => [one, lowerPercent(one)]),
    ...["%", "\\x", ""].flatMap((before) => [
      hex.map((byte) => before + byte).join(""),
      hex.map((byte) => before + byte.toUpperCase()).join(""),
    ]),
    ...["", " ", ":", "-"].flatMap((between) => [hex.join(between), hex.join(between).toUpperCase()]),
    secret.toLowerCase(),
    secret.toUpperCase(),
    ...byNumber(secret, 16, (digits) => `\\u${digits.padStart(4, "0")}`),
    ...byNumber(secret, 16, (digits) => `&#x${digits};`),
    ...byNumber(secret, 10, (digits) => `&#${digits};`),
    ...[0, 1, 2].flatMap((before) => base64At(bytes, before)).flatMap((one) => [one, one.replaceAll("+", "-").replaceAll("/", "_")]),
    [...secret].reverse().join(""),
  ].filter((one) => one.length >= minEncodedLength);
  const escaped = json.replace(/[<>&']/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);
  return [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    json.replaceAll("/", "\\/"),
    escaped,
    html,
    html.replaceAll('"', "&quot;"),
    encodeURIComponent(wellFormed(secret)),
    ...encoded,
  ];
}

/** The text with each of its units written by its number, whose letters are small or capital. */
function byNumber(text: string, base: 10 | 16, write: (digits: string) => string): string[] {
  const numbers = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(base));
  return [numbers, numbers.map((digits) => digits.toUpperCase())].map((list) => list.map(write).join(""));
}

/** Half a character, which no URL has. */
const wellFormed = (text: string): string =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

/** As RFC 3986 has it: `encodeURIComponent` leaves some marks. */
const encodePercent = (text: string): string =>
  encodeURIComponent(wellFormed(text)).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

const lowerPercent = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());

/**
 * The base64 of the bytes where so many others come before them (of three, since three bytes are four characters), without the characters that the
 * neighbours decide too; of what stands at the beginning also the whole, as it ends alone.
 */
function base64At(bytes: Uint8Array, before: 0 | 1 | 2 | number): string[] {
  const whole = btoa(String.fromCharCode(...new Uint8Array(before), ...bytes));
  const own = whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  return before === 0 ? [whole, whole.replace(/=+$/, ""), own] : [own];
}
