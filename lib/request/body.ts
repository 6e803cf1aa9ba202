import { decodeBody } from "../domain/charset";
import { parseJson } from "../domain/json";
import { isProblem, Problem } from "../domain/problem";

/** Largest request body, in bytes. */
export const maxBodyBytes = 1_048_576;

/** The bytes of a request's body. Throws 413 over `maxBytes` (nothing more is read then) and 400 when it ends before its time. */
export async function readFully(request: Request, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => new Problem(413, "too_large", `The body is larger than ${maxBytes} bytes.`);
  const declared = request.headers.get("content-length");
  if (declared !== null && Number(declared) > maxBytes) throw tooLarge();
  try {
    if (declared !== null) return Buffer.from(await request.arrayBuffer());
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (isProblem(error)) throw error;
    // The caller's connection broke, which looks like the database's: an ECONNRESET.
    throw new Problem(400, "incomplete_body", "The body ended before all of it was received.");
  }
}

/** The text of a request's body, in the charset that its Content-Type names. Throws as `readFully` does, and 400 when it is none. */
export async function readBody(request: Request, maxBytes = maxBodyBytes): Promise<string> {
  const decoded = decodeBody(await readFully(request, maxBytes), request.headers.get("content-type") ?? "");
  if (decoded.ok) return decoded.text;
  throw new Problem(400, "malformed_json", decoded.reason);
}

/** The JSON of a request's body, and its text; an `optional` body that is empty is `{}`. Throws 415, 413 and 400. */
export async function readJson(request: Request, optional = false): Promise<{ text: string; value: unknown }> {
  if (optional && (request.headers.get("content-length") ?? "0") === "0" && !request.headers.has("transfer-encoding"))
    return { text: "", value: {} };
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) {
    throw new Problem(415, "unsupported_media_type", "Send the body as Content-Type: application/json.");
  }
  const text = await readBody(request);
  return { text, value: parseJson(text) };
}
