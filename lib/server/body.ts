import { parseJson, readUtf8 } from "../domain/json";
import { Problem } from "../domain/problem";

/** Largest request body, in bytes. */
export const maxBodyBytes = 1_048_576;

/** The text of a request's body. Throws 413 over `maxBytes` (nothing more is read then) and 400 when it is not UTF-8. */
export async function readBody(request: Request, maxBytes = maxBodyBytes): Promise<string> {
  const tooLarge = () => new Problem(413, "too_large", `The body is larger than ${maxBytes} bytes.`);
  const declared = request.headers.get("content-length");
  if (declared !== null) {
    if (Number(declared) > maxBytes) throw tooLarge();
    return readUtf8(await request.arrayBuffer());
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return readUtf8(Buffer.concat(chunks));
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
