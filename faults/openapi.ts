import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { plainTarget } from "../lib/request/plain-target";

interface Operation {
  responses: Record<string, { content?: Record<string, { schema: Record<string, unknown> }> }>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}

/** What is answered, as far as openapi.json speaks of it. */
export interface Answer {
  status: number;
  type: string;
  text: string;
}

/** As the app takes it: slashes that are too many, and dots, are no other path. */
const pathOf = (target: string) => plainTarget(new URL(plainTarget(target.split(/[?#]/, 1)[0] ?? ""), "http://localhost").pathname);

/** Says what of an answer is other than openapi.json says of it, or null. What the document does not have is to be answered as a problem. */
export function newAnswerCheck(): (method: string, target: string, answer: Answer) => string | null {
  const document: Document = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../public/openapi.json"), "utf8"));
  const $defs = JSON.parse(JSON.stringify(document.components.schemas).replaceAll("#/components/schemas/", "#/$defs/"));
  const read = (schema: unknown): z.ZodType =>
    z.fromJSONSchema({ ...JSON.parse(JSON.stringify(schema).replaceAll("#/components/schemas/", "#/$defs/")), $defs });
  const problem = read({ $ref: "#/components/schemas/Problem" });
  const known = new Map<string, z.ZodType>();
  const schemaOf = (key: string, schema: unknown) => {
    const found = known.get(key) ?? read(schema);
    known.set(key, found);
    return found;
  };
  // A path without a parameter comes before one with: /alerts/count is no alert's id.
  const paths = Object.keys(document.paths)
    .toSorted((one, other) => one.split("{").length - other.split("{").length)
    .map((template) => ({ template, is: new RegExp(`^${template.replace(/\{\w+\}/g, "[^/]+")}$`) }));

  return (method, target, { status, type, text }) => {
    const template = paths.find(({ is }) => is.test(pathOf(target)))?.template ?? "";
    const isHead = method === "HEAD";
    const operation = document.paths[template]?.[isHead ? "get" : method.toLowerCase()];
    const isBare = isHead || (method === "OPTIONS" && status === 204);
    if (isBare) return text === "" ? null : `${method} has a body`;
    const described = operation?.responses[String(status)];
    if (described && !described.content) return text === "" ? null : `${status} has a body`;
    const [mediaType = "", content] = Object.entries(described?.content ?? {})[0] ?? ["application/problem+json"];
    if (!described && status < 400) return `${status} is not in the document`;
    if (type.split(";", 1)[0] !== mediaType) return `${status} comes as "${type}"`;
    if (!mediaType.endsWith("json")) return null;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return `${status} is no JSON`;
    }
    const parsed = (content ? schemaOf(`${template} ${method} ${status}`, content.schema) : problem).safeParse(value);
    if (!parsed.success) return `${status}: ${parsed.error.issues.map(({ path: at, message }) => `${at.join(".")} ${message}`).join("; ")}`;
    return content || (value as { status: number }).status === status ? null : `${status} says that it is another status`;
  };
}
