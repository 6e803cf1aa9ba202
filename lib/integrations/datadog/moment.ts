import { createHash } from "node:crypto";
import type { Severity } from "../../domain/alerts/message";
import type { MomentType } from "../../domain/moments/moment-type";
import type { Inbound, Parsed } from "../integration";
import { notes } from "../oddities";
import { levelNote, priorityOf, severityOf } from "../severity";
import { cut, facts, httpUrl, instant, moment, paragraphs, prose, unknownShape } from "../shape";
import { type Fields, isEnd, readFields } from "./fields";

/**
 * "[P1] [Triggered on {host:web-1}] CPU is high": what stands in brackets before the name, as long as it is Datadog's own. Its documentation
 * has "[Triggered on {host:ip-012345}] Host is Down" (https://docs.datadoghq.com/integrations/webhooks/, read 2026-11-22); the priority
 * before it is not documented, and is in titles that receivers in public repositories keep.
 */
const bracket = /^\[(?:(P[1-5])|(re-triggered|triggered|re-warn|warn|re-no data|no data|renotify|recovered)(?: on ([^\]]*))?)\]\s*/i;

/** Longest title that is taken apart, in characters. */
const maxTitle = 1_000;

interface Title {
  name: string;
  transition: string;
  priority: string;
  scope: string;
}

function readTitle(text: string): Title {
  let title: Title = { name: text, transition: "", priority: "", scope: "" };
  for (let match = bracket.exec(text); match; match = bracket.exec(title.name)) {
    const [all, priority = title.priority, transition = title.transition, scope = title.scope] = match;
    title = { name: title.name.slice(all.length), priority, transition, scope };
  }
  return title.name === "" ? { ...title, name: text } : title;
}

/** P1 pages; P2 is an incident; everything else an alert. By the monitor's priority alone: a warning may become worse, and recovers (decision 0017). */
function typeOf(priority: string | null): MomentType {
  if (priority === "P1") return "page";
  return priority === "P2" ? "incident" : "alert";
}

/** Datadog's $PRIORITY, of any event. */
const ofAnyEvent = /^(normal|low)$/i;

/** What people write for how bad it is, beside Datadog's own words. */
const writtenLevels = ({ severity, priority }: Fields): string[] => [severity, ofAnyEvent.test(priority) ? "" : priority].filter(Boolean);

function levelOf(fields: Fields, transition: string): Severity | null {
  const level = severityOf(fields.level);
  if (isEnd(transition)) return "info";
  if (level === "warning" || /warn/i.test(transition)) return "warning";
  const [numbered, worded] = [true, false].map((isNumber) =>
    writtenLevels(fields).flatMap((one) => ((priorityOf(one) !== null) === isNumber ? (severityOf(one) ?? []) : [])),
  );
  return worded?.[0] ?? level ?? numbered?.[0] ?? null;
}

const tag = (tags: string, name: string): string | null =>
  tags
    .split(",")
    .map((entry) => entry.trim())
    .find((entry) => entry.startsWith(`${name}:`))
    ?.slice(name.length + 1) || null;

/** The monitor's page, which Datadog links to in its message: the payload that it sends without a template has no link of its own. */
const monitorLink = /https:\/\/[\w.-]*\b(?:datadoghq\.(?:com|eu)|ddog-gov\.com)\/(?:monitors|event)[^\s)\]"]*/;

/** What a trigger and its recovery share: the cycle; without it, the monitor and what it is about. */
function correlationOf({ cycle, aggregate, monitor, scope, host }: Fields, link: string, title: Title, transition: string): string | null {
  if (cycle) return cycle;
  if (aggregate) return `aggregate ${aggregate}`;
  const id = monitor || /\/monitors[/#](\d+)/.exec(link)?.[1];
  if (id) return `monitor ${id} ${title.scope || scope || host}`.trim();
  return transition ? `title ${title.name} ${title.scope || scope || host}`.trim() : null;
}

/** Datadog marks Markdown by `%%%` before and behind it. */
function unmarked(body: string): string {
  const text = body.trim();
  const from = text.startsWith("%%%") ? 3 : 0;
  return text.slice(from, text.length > from + 2 && text.endsWith("%%%") ? -3 : undefined);
}

/** Of a body that names no transition, its type says that it is well. */
const isRecovery = (transition: string, level: string): boolean => isEnd(transition) || (transition === "" && /^success$/i.test(level));

/** What a body's fields say together. */
function read(fields: Fields) {
  const title = readTitle(fields.title.slice(0, maxTitle));
  const transition = fields.transition || title.transition;
  const link = fields.link || (monitorLink.exec(fields.body)?.[0] ?? "");
  return { title, transition, link, correlation: correlationOf(fields, link, title, transition) };
}

/** The moment of one webhook request of Datadog, with the payload template, one of somebody's own, or Datadog's own payload. */
export function datadogMoment({ value, ...at }: Inbound): Parsed {
  const parsed = readFields(value);
  if (!parsed.success) return unknownShape("Datadog", parsed.error);
  const { body, date, monitor, tags, host, service, environment, level, kind } = parsed.data;
  const { title, transition, link, correlation } = read(parsed.data);
  const [priority = null] = [parsed.data.priority, parsed.data.severity, title.priority].flatMap((one) => priorityOf(one) ?? []);
  const odd = writtenLevels(parsed.data).filter((one) => severityOf(one) === null);
  return {
    ok: true,
    moments: [
      moment({
        name: title.name,
        type: typeOf(priority),
        source: host || tag(tags, "host") || service || tag(tags, "service") || "Datadog",
        sourceUrl: httpUrl(link),
        description: paragraphs(
          prose(unmarked(body)),
          facts({
            Transition: transition,
            Priority: priority,
            Severity: odd.join(", "),
            Scope: title.scope || parsed.data.scope,
            Monitor: monitor,
            Kind: kind,
            Tags: cut(tags, 300),
          }),
        ),
        occurredAt: instant(date, at),
        action: isRecovery(transition, level) ? "resolve" : "trigger",
        correlation,
        severity: levelOf(parsed.data, transition),
        environment: environment || tag(tags, "env") || tag(tags, "environment"),
        externalId: monitor || null,
      }),
    ],
    ...notes(...odd.map(levelNote)),
  };
}

/** Fewest digits of an event's id: a monitor's, which some write in its place, has some nine. */
const eventIdDigits = 16;

/**
 * The id that a request gives, what happened and when, and to what: some write the monitor's id there, which its groups and its cycles share.
 * `isOwn`: nothing else is told under it.
 */
function idOf(value: unknown): { id: string; isOwn: boolean } | null {
  const parsed = readFields(value);
  if (!parsed.success || !parsed.data.id) return null;
  const { id, date, cycle, aggregate, monitor, scope, host } = parsed.data;
  const { title, transition, correlation } = read(parsed.data);
  const said = [title.name, title.scope || scope, cycle, aggregate, monitor, host];
  const words = [id, transition, date, createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 16)];
  const isEvents = correlation === null && new RegExp(`^\\d{${eventIdDigits},}$`).test(id);
  return { id: words.filter(Boolean).join(" "), isOwn: date !== "" || isEvents };
}

export function requestId({ value }: Inbound): string | null {
  const found = idOf(value);
  return found?.isOwn ? found.id : null;
}

export const doubtfulId = ({ value }: Inbound): string | null => idOf(value)?.id ?? null;
