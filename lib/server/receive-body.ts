import { Problem } from "../domain/problem";

/** Largest body at the inbound door, in bytes. */
export const maxEventBytes = 262_144;

/** The raw bytes of a body. Throws 413 over the limit; nothing more is read then. */
export async function readBytes(request: Request): Promise<Buffer> {
  const tooLarge = () => new Problem(413, "too_large", `The body is larger than ${maxEventBytes} bytes.`);
  const declared = request.headers.get("content-length");
  if (declared !== null) {
    if (Number(declared) > maxEventBytes) throw tooLarge();
    return Buffer.from(await request.arrayBuffer());
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxEventBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const decoder = new TextDecoder("utf-8", { fatal: true });

/** What a body holds: JSON, or JSON in a form's `payload`; or why it is neither, in words. The content type is a hint alone: curl's default is a form. */
export function readValue(bytes: Uint8Array, contentType: string): { ok: true; value: unknown } | { ok: false; reason: string } {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return { ok: false, reason: "The body is not valid UTF-8." };
  }
  if (text.trim() === "") return { ok: false, reason: "The body is empty." };
  if (/^application\/x-www-form-urlencoded/i.test(contentType) && !/^\s*[{[]/.test(text)) {
    const payload = new URLSearchParams(text).get("payload");
    if (payload === null) return { ok: false, reason: "The body is a form without the field payload." };
    text = payload;
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, reason: `The body is not valid JSON: ${(error as Error).message}`.slice(0, 300) };
  }
}
