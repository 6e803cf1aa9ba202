import { z } from "zod";
import type { Severity } from "../domain/message";
import type { MomentType } from "../domain/moment-type";
import type { Inbound, Parsed } from "./integration";
import { cut, facts, httpUrl, instant, moment, paragraphs, part, prose, text, unknownShape } from "./shape";

/** What setting up asks people to paste: the variables are Datadog's, https://docs.datadoghq.com/integrations/webhooks/ (read 2026-11-22). */
export const template = {
  id: "$ID",
  title: "$EVENT_TITLE",
  body: "$EVENT_MSG",
  link: "$LINK",
  date: "$DATE",
  event_type: "$EVENT_TYPE",
  alert_id: "$ALERT_ID",
  alert_cycle_key: "$ALERT_CYCLE_KEY",
  alert_transition: "$ALERT_TRANSITION",
  alert_type: "$ALERT_TYPE",
  alert_priority: "$ALERT_PRIORITY",
  tags: "$TAGS",
  hostname: "$HOSTNAME",
};

/** A variable that Datadog had nothing for stays as it was written, or is empty or "null". */
const given = text.transform((value) => (!value || /^\$[A-Z_]+$/.test(value) || /^(null|none|n\/a)$/i.test(value) ? "" : value.trim()));
const shape = z
  .looseObject({
    id: given,
    title: given,
    alert_title: given,
    body: given,
    link: given,
    date: given,
    last_updated: given,
    event_type: given,
    alert_id: given,
    alert_cycle_key: given,
    alert_transition: given,
    alert_type: given,
    alert_priority: given,
    priority: given,
    tags: z.union([z.array(z.string()).transform((list) => list.join(",")), given]),
    hostname: given,
    org: part({ name: text }),
  })
  .refine(({ title, alert_title }) => title !== "" || alert_title !== "", {
    path: ["title"],
    message: "is missing or empty: paste the payload template again",
  });
type Body = z.infer<typeof shape>;

/** "[P1] [Triggered on {host:web-1}] CPU is high": what stands in brackets before the name, as long as it is Datadog's own. */
const bracket = /^\[(?:(P[1-5])|(re-triggered|triggered|re-warn|warn|re-no data|no data|renotify|recovered)(?: on ([^\]]*))?)\]\s*/i;

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

/** P1 pages; P2 is an incident; a warning is a near-miss; everything else an alert. */
function typeOf(priority: string, transition: string): MomentType {
  if (/^P1$/i.test(priority)) return "page";
  if (/^P2$/i.test(priority)) return "incident";
  return /warn/i.test(transition) ? "near-miss" : "alert";
}

const severities: Readonly<Record<string, Severity>> = { error: "error", warning: "warning", success: "info", info: "info" };
function severityOf(type: string, transition: string): Severity | null {
  if (Object.hasOwn(severities, type)) return severities[type] ?? null;
  if (/warn/i.test(transition)) return "warning";
  return /^recovered$/i.test(transition) ? "info" : null;
}

const tag = (tags: string, name: string): string | null =>
  tags
    .split(",")
    .map((entry) => entry.trim())
    .find((entry) => entry.startsWith(`${name}:`))
    ?.slice(name.length + 1) || null;

/** The monitor's page, which Datadog links to in its message: the payload that it sends without a template has no link of its own. */
const monitorLink = /https:\/\/[\w.-]*\b(?:datadoghq\.(?:com|eu)|ddog-gov\.com)\/(?:monitors|event)[^\s)\]"]*/;

/** What a trigger and its recovery share: the cycle; without a template, the monitor and what it is about. */
function correlationOf({ alert_cycle_key, alert_id }: Body, link: string, { name, scope, transition }: Title): string | null {
  if (alert_cycle_key) return alert_cycle_key;
  const monitor = alert_id || /\/monitors[/#](\d+)/.exec(link)?.[1];
  if (monitor) return `monitor ${monitor} ${scope}`.trim();
  return transition ? `title ${name} ${scope}`.trim() : null;
}

/** Datadog marks Markdown by `%%%` before and behind it. */
function unmarked(body: string): string {
  const text = body.trim();
  const from = text.startsWith("%%%") ? 3 : 0;
  return text.slice(from, text.length > from + 2 && text.endsWith("%%%") ? -3 : undefined);
}

/** The moment of one webhook request of Datadog, with the payload template or Datadog's own payload. */
export function datadogMoment({ value, now }: Inbound): Parsed {
  const parsed = shape.safeParse(value);
  if (!parsed.success) return unknownShape("Datadog", parsed.error);
  const { body, date, last_updated, alert_id, tags, hostname, alert_type, event_type } = parsed.data;
  const title = readTitle(parsed.data.title || parsed.data.alert_title);
  const transition = parsed.data.alert_transition || title.transition;
  const priority = parsed.data.alert_priority || title.priority;
  const link = parsed.data.link || (monitorLink.exec(body)?.[0] ?? "");
  return {
    ok: true,
    moments: [
      moment({
        name: title.name,
        type: typeOf(priority, transition),
        source: hostname || tag(tags, "host") || tag(tags, "service") || "Datadog",
        sourceUrl: httpUrl(link),
        description: paragraphs(
          prose(unmarked(body)),
          facts({
            Transition: transition,
            Priority: priority,
            Scope: title.scope,
            Monitor: alert_id,
            Kind: event_type,
            Tags: cut(tags, 300),
          }),
        ),
        occurredAt: instant(date || last_updated, now),
        action: /^recovered$/i.test(transition) ? "resolve" : "trigger",
        correlation: correlationOf(parsed.data, link, { ...title, transition }),
        severity: severityOf(alert_type, transition),
        environment: tag(tags, "env"),
        externalId: alert_id || null,
      }),
    ],
  };
}

/** The event's id and what happened: a repeat of the one is not the other. */
export function deliveryId({ value }: Inbound): string | null {
  const parsed = shape.safeParse(value);
  return parsed.success && parsed.data.id ? `${parsed.data.id} ${parsed.data.alert_transition}`.trim() : null;
}
