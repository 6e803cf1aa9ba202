/** What windows-1252 has where ISO-8859-1 has controls. The web takes the one for the other; Node's decoder, in some versions, leaves the controls. */
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** The charset that a Content-Type names, lower case, or null. */
function charsetOf(contentType: string): string | null {
  const [, quoted, plain] = /;\s*charset\s*=\s*(?:"([^"]*)"|'?([^\s;'"]+))/i.exec(contentType) ?? [];
  return (quoted ?? plain)?.trim().toLowerCase() || null;
}

/** The same Content-Type for a text that is UTF-8 by now. */
export const asUtf8 = (contentType: string): string => contentType.replace(/(;\s*charset\s*=\s*)(?:"[^"]*"|[^\s;]+)/i, "$1utf-8");

/** UTF-16's order by the first character, which is ASCII in JSON and in a form. */
function utf16Of([first, second]: Uint8Array): "utf-16le" | "utf-16be" | null {
  if ((first === 0xff && second === 0xfe) || (first !== undefined && first > 0 && second === 0)) return "utf-16le";
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== undefined && second > 0) ? "utf-16be" : null;
}

/** The charset of these bytes: a byte order mark says, else what is named, else UTF-8; UTF-16 is known without a name. */
function findCharset(bytes: Uint8Array, named: string | null): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  const utf16 = utf16Of(bytes);
  if (utf16 && (named === null || /^(utf-?16|ucs-?2|unicode)$/.test(named) || (bytes[0] ?? 0) >= 0xfe)) return utf16;
  // ASCII is UTF-8 too.
  return named === null || /^(us-)?ascii$/.test(named) ? "utf-8" : named;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The text, without a byte order mark. Throws RangeError for an unknown charset, and TypeError for bytes that are none of it. */
function decode(bytes: Uint8Array, charset: string): string {
  const decoder = charset === "utf-8" ? utf8 : new TextDecoder(charset, { fatal: true });
  if (decoder.encoding !== "windows-1252") return decoder.decode(bytes);
  const latin1 = Buffer.from(bytes).toString("latin1");
  return latin1.replace(/[\u0080-\u009f]/g, (control) => windows1252[control.charCodeAt(0) - 0x80] ?? control);
}

type Decoded = { ok: true; text: string } | { ok: false; reason: string };

/** The text of a body, by its byte order mark or the charset that its Content-Type names, else as UTF-8; or why it has none, in words. */
export function decodeBody(bytes: Uint8Array, contentType: string): Decoded {
  const charset = findCharset(bytes, charsetOf(contentType));
  try {
    return { ok: true, text: decode(bytes, charset) };
  } catch (error) {
    const shown = charset.slice(0, 40).toUpperCase();
    const reason =
      error instanceof RangeError
        ? `The body's charset ${shown} is not known here: send UTF-8.`
        : `The body is not valid ${shown}: send UTF-8, or name its charset in the Content-Type.`;
    return { ok: false, reason };
  }
}

/** Text of a form without its escapes. Throws as `decode` does. */
const unquote = (written: string, charset: string): string =>
  written.replaceAll("+", " ").replace(/(?:%[0-9a-f]{2})+/gi, (run) => decode(Buffer.from(run.replaceAll("%", ""), "hex"), charset));

/**
 * A field of a form (`application/x-www-form-urlencoded`), null where it is not there; or why it cannot be read, in words. `text` is the form,
 * decoded; bytes that it writes as %XX are of the charset that the Content-Type names, else of UTF-8.
 */
export function readFormField(text: string, name: string, contentType: string): Decoded | null {
  const written = text.split("&").find((part) => part.split("=", 1)[0] === name);
  if (written === undefined) return null;
  const value = written.slice(name.length + 1);
  const bad = /%(?![0-9a-f]{2}).{0,2}/i.exec(value)?.[0];
  if (bad !== undefined) return { ok: false, reason: `The form's field ${name} has ${bad}, which is no byte: write % as %25.` };
  const named = charsetOf(contentType);
  try {
    return { ok: true, text: unquote(value, named === null || /^(us-?ascii|ascii|utf-?16.*)$/.test(named) ? "utf-8" : named) };
  } catch {
    return { ok: false, reason: `The form's field ${name} holds bytes that are no text of its charset: send UTF-8.` };
  }
}
