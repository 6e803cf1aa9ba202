import { createHash } from "node:crypto";
import { z } from "zod";
import { maxMomentName } from "../domain/moment-type";
import { readTime } from "../domain/occurred-at";
import type { Parsed, ParsedMoment } from "./integration";

/** Optional parts of a body: what is of another type counts as missing, so that one odd field does not lose a moment. */
export const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null);
export const number = z.number().nullish().catch(null);
export const part = <Shape extends z.ZodRawShape>(shape: Shape) => z.looseObject(shape).nullish().catch(null);
export const named = part({ name: text });

function say({ code, message, ...issue }: z.core.$ZodIssue): string {
  if (code === "invalid_value" && "values" in issue) return `must be ${issue.values.join(" or ")}`;
  const received = /received (\w+)$/.exec(message)?.[1];
  if (code !== "invalid_type" || received === undefined || !("expected" in issue)) return message;
  return received === "undefined" ? "is missing" : `must be ${/^[aeiou]/.test(issue.expected) ? "an" : "a"} ${issue.expected}`;
}

/** A body that a known sender does not send: the reason for its owner, and each field that is amiss. */
export function unknownShape(label: string, error: z.ZodError): Extract<Parsed, { ok: false }> {
  const errors = error.issues.slice(0, 20).map((issue) => ({ path: issue.path.map(String).join("."), message: say(issue) }));
  const words = errors.map(({ path, message }) => `${path || "the body"} ${message}`).join("; ");
  const reason = `This is not what ${label} is known to send: ${words}.`.slice(0, 1_000);
  return { ok: false, reason, cause: `unknown shape: ${words}`, errors };
}

/** Text cut to `most` characters, ending in "…" when something is left out. */
export function cut(text: string, most: number): string {
  const characters = Array.from(text.trim().replace(/\s+/g, " "));
  return characters.length <= most ? characters.join("") : `${characters.slice(0, most - 1).join("")}…`;
}

/** A link that a page may show, or null. */
export const httpUrl = (url: string | null | undefined): string | null =>
  url && url.length <= maxUrl && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;

/** Longest link and source that a moment keeps, in characters: as for the custom integration. */
const maxUrl = 2_000;
const maxSource = 200;
/** Longest correlation, in characters: with the integration's name it must fit a dedup_key (255). */
const maxCorrelation = 200;
/** Epoch numbers below this are seconds: as milliseconds they would be before March 1973. */
const secondsBelow = 100_000_000_000;
/** Tools write a year-1 time for none. */
const earliest = Date.UTC(2000, 0, 1);

/** An instant of a tool: ISO 8601 (UTC without a zone), epoch milliseconds or seconds; `now` for what is none, lies ahead, or before 2000. */
export function instant(time: string | number | null | undefined, now: number): number {
  const given = typeof time === "string" && /^\d+(\.\d+)?$/.test(time) ? Number(time) : time;
  const read = typeof given === "number" ? Math.floor(given < secondsBelow ? given * 1000 : given) : readTime(given ?? "");
  return read !== null && Number.isFinite(read) && read >= earliest ? Math.min(read, now) : now;
}

/** Lines of Markdown from labelled values; what is empty is left out. Values are shown as code, so that they stay what they are. */
export const facts = (entries: Readonly<Record<string, string | number | boolean | null | undefined>>): string =>
  Object.entries(entries)
    .filter(([, value]) => value !== null && value !== undefined && String(value).trim() !== "")
    .map(
      ([label, value]) =>
        `- **${label.replace(/[^\p{L}\p{N} .:/-]/gu, (odd) => (odd === "_" ? "\\_" : "?")).slice(0, 100)}**: ${inlineCode(String(value))}`,
    )
    .join("\n");

/** Code in a line of Markdown, whatever backticks the text has. */
export function inlineCode(text: string): string {
  const line = cut(text, 500);
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** A tool's own Markdown or plain text, at most 8,000 characters of it, with its HTML shown and not meant. */
export function prose(text: string | null | undefined): string {
  const most = 8_000;
  const given = (text ?? "").trim();
  const kept = given.length <= most ? given : `${given.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…`;
  return kept.replace(/<(?=[a-z/!?])/gi, "&lt;");
}

/** Paragraphs of Markdown; what is empty is left out. */
export const paragraphs = (...parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).join("\n\n");

const digest = (text: string) => `sha256 ${createHash("sha256").update(text).digest("hex")}`;

/** A moment with the parts that most tools leave out, and none longer than it may be. */
export function moment(given: Pick<ParsedMoment, "name" | "type" | "occurredAt"> & Partial<ParsedMoment>): ParsedMoment {
  const { source, correlation } = given;
  const kept = correlation && correlation.length > maxCorrelation ? digest(correlation) : correlation || null;
  return {
    sourceUrl: null,
    description: "",
    severity: null,
    externalId: null,
    system: null,
    ...given,
    name: cut(given.name, maxMomentName) || "Untitled",
    source: source ? cut(source, maxSource) || null : null,
    correlation: kept,
    // A resolve of nothing in particular is news of its own.
    action: kept === null ? "trigger" : (given.action ?? "trigger"),
    environment: given.environment ? cut(given.environment, maxSource) || null : null,
  };
}
