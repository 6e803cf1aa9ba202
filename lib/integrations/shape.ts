import { createHash } from "node:crypto";
import { z } from "zod";
import { maxMomentName } from "../domain/moments/moment-type";
import { readTime } from "../domain/moments/occurred-at";
import { beginning, clip, oneLine } from "../domain/plain-text";
import { parseUrl } from "../domain/url";
import type { Parsed, ParsedMoment, Times } from "./integration";

/** What JSON takes for a number, and a point with nothing behind it. */
const numeric = /^-?\d{1,400}(\.\d{0,400})?(e[+-]?\d{1,9})?$/i;

/** A string, or a number as one; null for what is neither. */
export const asText = (value: unknown): string | null =>
  typeof value === "string" ? value : typeof value === "number" && Number.isFinite(value) ? String(value) : null;

/** A number, also one that is written as a text; null for what is none. */
function asNumber(value: unknown): number | null {
  const read = typeof value === "string" && numeric.test(value) ? Number(value) : value;
  return typeof read === "number" && Number.isFinite(read) ? read : null;
}

/** Optional parts of a body: what is of another type counts as missing, so that one odd field does not lose a moment. */
export const text = z.unknown().transform(asText).optional();
export const number = z.unknown().transform(asNumber).optional();
export const part = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).nullish().catch(null);
/** The same, in whose place some write one of its fields alone. */
export const partOr = <Shape extends z.ZodRawShape>(field: keyof Shape & string, shape: Shape) =>
  z.preprocess((value) => (asText(value) === null ? value : { [field]: value }), part(shape)).optional();
export const named = partOr("name", { name: text });

/** No more than the first `most` of a list are looked at: a body may hold a hundred thousand. */
export const first = (most: number) => (value: unknown) => (Array.isArray(value) ? value.slice(0, most) : value);
/** The first 50 of a list that may be missing; null when one of them is not what it should be. */
export const list = <Item extends z.ZodType>(item: Item) => z.preprocess(first(50), z.array(item).nullish().catch(null)).optional();

/** Reads bodies by a schema, each of them once: for the request's id, its signature's time and its moments. */
export function reader<Schema extends z.ZodType>(schema: Schema): (value: unknown) => z.ZodSafeParseResult<z.output<Schema>> {
  const known = new WeakMap<object, z.ZodSafeParseResult<z.output<Schema>>>();
  return (value) => {
    if (typeof value !== "object" || value === null) return schema.safeParse(value);
    const read = known.get(value) ?? schema.safeParse(value);
    known.set(value, read);
    return read;
  };
}

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
  const reason = `This is not what ${label} is known to send: ${words}.`;
  return { ok: false, reason: clip(reason, 1_000), cause: `unknown shape: ${words}`, errors };
}

/** Text on one line, cut to `most` code points, ending in "…" when something is left out. */
export function cut(text: string, most: number): string {
  if (text.length <= most && !/^\s|\s\s|[^\S ]|\s$/.test(text)) return text;
  const whole = text.trim();
  // Enough for so many characters and much white space: the rest of a long text is not walked.
  const looked = beginning(whole, 8 * most);
  const line = looked.replace(/\s+/g, " ");
  const isWhole = looked.length === whole.length;
  if (isWhole && line.length <= most) return line;
  const points = Array.from(line);
  if (isWhole && points.length <= most) return line;
  return `${beginning(line, points.slice(0, most - 1).join("").length)}…`;
}

/** A link that a page may show, or null. */
export const httpUrl = (url: string | null | undefined): string | null =>
  url && url.length <= maxUrl && /^https?:$/.test(parseUrl(url)?.protocol ?? "") ? url : null;

/** Longest link and source that a moment keeps, in characters: as for the custom integration. */
const maxUrl = 2_000;
const maxSource = 200;
/** Longest correlation, in characters: with the integration's name it must fit a dedup_key (255). */
const maxCorrelation = 200;
/** Longest id that a tool is asked about, in characters. */
const maxExternalId = 200;
/** Epoch numbers below this are seconds: as milliseconds they would be before March 1973. */
const secondsBelow = 100_000_000_000;
/** Longest text that may be a time, in characters. */
const maxTime = 64;
/** Tools write a year-1 time for none. */
const earliest = Date.UTC(2000, 0, 1);

/** The instant that a tool writes: ISO 8601 or Go's String() (UTC without a zone), epoch milliseconds or seconds; null for what is none. */
function parseTime(time: string | number | null | undefined): number | null {
  if (typeof time === "string" && time.length > maxTime) return null;
  const given = typeof time === "string" && numeric.test(time) ? Number(time) : time;
  const read = typeof given === "number" ? Math.floor(given < secondsBelow ? given * 1000 : given) : readTime(given ?? "");
  return read !== null && Number.isFinite(read) ? read : null;
}

/** Whether a text is a time, of whatever year. */
export const isTime = (time: string | number | null | undefined): boolean => parseTime(time) !== null;

/** As `parseTime`; null also for what lies before 2000, as tools write for none. */
export function readInstant(time: string | number | null | undefined): number | null {
  const read = parseTime(time);
  return read !== null && read >= earliest ? read : null;
}

/** An instant of a tool; `now` for what is none, lies ahead, or before 2000. */
export function instant(time: string | number | null | undefined, { now, latest = now }: Times): number {
  const read = readInstant(time);
  return read !== null && read <= latest ? read : now;
}

/** A label without marks of Markdown: within a word, `_` is none. */
const plain = (label: string): string =>
  /^[a-z0-9 ]{0,100}$/i.test(label)
    ? label
    : beginning(label, 100)
        .replace(/[^\p{L}\p{N} ._:/-]/gu, "?")
        .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_");

/** Lines of Markdown from labelled values; what is empty is left out. Values are shown as code, so that they stay what they are. */
export const facts = (entries: Readonly<Record<string, string | number | boolean | null | undefined>>): string =>
  Object.entries(entries)
    .filter(([, value]) => value !== null && value !== undefined && String(value).trim() !== "")
    .map(([label, value]) => `- **${plain(label)}**: ${inlineCode(String(value))}`)
    .join("\n");

/** Code in a line of Markdown, whatever backticks the text has. */
export function inlineCode(text: string): string {
  const line = cut(text, 500);
  if (!line.includes("`")) return `\`${line}\``;
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence} ${line} ${fence}`;
}

/** A tool's own Markdown or plain text, at most 8,000 characters of it, with its HTML shown and not meant. */
export function prose(text: string | null | undefined): string {
  const most = 8_000;
  const given = (text ?? "").trim();
  return clip(given, most + 1).replace(/<(?=[a-z/!?])/gi, "&lt;");
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
    identity: null,
    system: null,
    ...given,
    externalId: given.externalId && given.externalId.length <= maxExternalId ? given.externalId : null,
    name: cut(oneLine(given.name), maxMomentName) || "Untitled",
    source: source ? cut(oneLine(source), maxSource) || null : null,
    correlation: kept,
    // A resolve of nothing in particular is news of its own.
    action: kept === null ? "trigger" : (given.action ?? "trigger"),
    environment: given.environment ? cut(given.environment, maxSource) || null : null,
  };
}
