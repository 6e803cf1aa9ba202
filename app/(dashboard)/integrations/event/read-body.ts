import { indentJson } from "@/components/code/json-source";

/** What a body is, for reading: JSON source text, JSON in a form's `payload`, other text, or nothing. */
export interface ReadBody {
  kind: "json" | "form" | "text" | "empty";
  text: string;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Reads a body as the inbound door does. The content type is a hint alone: curl's default is a form. */
export function readBody(body: string, contentType = ""): ReadBody {
  if (body.trim() === "") return { kind: "empty", text: "" };
  if (isJson(body)) return { kind: "json", text: body };
  const payload = /^application\/x-www-form-urlencoded/i.test(contentType) ? new URLSearchParams(body).get("payload") : null;
  return payload !== null && isJson(payload) ? { kind: "form", text: payload } : { kind: "text", text: body };
}

/** The same, for writing in: JSON a line an entry, with its own digits and key order; other text as it is. */
export const toDraft = ({ kind, text }: ReadBody): string =>
  kind === "json" || kind === "form"
    ? indentJson(text)
        .map((token) => token.text)
        .join("")
    : text;
