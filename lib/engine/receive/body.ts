import { decodeBody, readFormField } from "../../domain/charset";
import { parseExactly } from "../../domain/json";
import { sayNotJson } from "../../domain/json-fault";
import { readFully } from "../../request/body";

/** Largest body at the inbound door, in bytes. */
export const maxEventBytes = 262_144;

/** The raw bytes of a body. Throws 413 over the limit, and 400 when it ends before its time. */
export const readEventBody = (request: Request): Promise<Buffer> => readFully(request, maxEventBytes);

/** The codings of a body that is not sent as it is, or null; of any other word the header may be made. */
function compressionOf({ "content-encoding": given = "" }: Readonly<Record<string, string>>): string | null {
  const codings = given
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim());
  return codings.filter((coding) => /^(x-)?(gzip|deflate|br|zstd|compress)$/.test(coding)).join(", ") || null;
}

type Read = { ok: true; value: unknown } | { ok: false; reason: string };

/** What a body holds: JSON, or JSON in a form's `payload`; or why it is neither, in words. Header names are lower case. */
export function readValue(bytes: Uint8Array, headers: Readonly<Record<string, string>>): Read {
  const read = readJson(bytes, headers["content-type"] ?? "");
  const compression = read.ok ? null : compressionOf(headers);
  // What is readable all the same was not compressed, or was corrected since.
  if (compression === null) return read;
  return { ok: false, reason: `The body is compressed (Content-Encoding: ${compression}), which is not read here: send it as it is.` };
}

/** The content type is a hint alone: curl's default is a form. */
function readJson(bytes: Uint8Array, contentType: string): Read {
  const body = decodeBody(bytes, contentType);
  if (!body.ok) return body;
  if (body.text.trim() === "") return { ok: false, reason: "The body is empty." };
  const isForm = /^application\/x-www-form-urlencoded/i.test(contentType) && !/^\s*[{[]/.test(body.text);
  if (!isForm) return parse(body.text, "The body");
  const field = readFormField(body.text, "payload", contentType);
  // curl calls a form what a shell has left quotes or a comment around, too.
  if (field === null && /^\s*['"#/]|^[^=]*$/.test(body.text)) return parse(body.text, "The body");
  if (field === null) return { ok: false, reason: "The body is a form without the field payload." };
  return field.ok ? parse(field.text, "The form's field payload") : field;
}

function parse(text: string, what: string): Read {
  try {
    return { ok: true, value: parseExactly(text) };
  } catch {
    return { ok: false, reason: sayNotJson(text, what) };
  }
}
