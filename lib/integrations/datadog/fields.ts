import { z } from "zod";
import { asText, reader } from "../shape";

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

/** What people call each variable in a payload of their own: lower case, letters alone. The first that is filled counts. */
const names = {
  id: ["id", "eventid"],
  title: ["title", "eventtitle", "alerttitle", "monitorname", "alertname", "subject", "headline", "name"],
  body: [
    "body",
    "eventmsg",
    "textonlymsg",
    "textonly",
    "textmsg",
    "message",
    "alertmessage",
    "eventmessage",
    "msg",
    "text",
    "content",
    "summary",
    "description",
    "details",
    "alertbody",
    "eventbody",
    "eventtext",
    "comment",
    "error",
    "alertstatus",
  ],
  link: ["link", "url", "eventurl", "alerturl", "monitorurl"],
  date: ["date", "lastupdated", "dateposix", "lastupdatedposix", "timestamp"],
  kind: ["eventtype"],
  monitor: ["alertid", "monitorid"],
  cycle: ["alertcyclekey", "cyclekey", "alertcycle", "cycle"],
  aggregate: ["aggregkey", "alertaggregkey", "aggregationkey", "aggregate", "eventaggregate", "aggregatekey"],
  transition: ["alerttransition", "transition", "alertstate", "status", "state", "alertstatus"],
  level: ["alerttype"],
  priority: ["alertpriority", "priority"],
  severity: ["severity"],
  scope: ["alertscope", "scope", "scopes"],
  tags: ["tags", "eventtags"],
  host: ["hostname", "host"],
  service: ["service"],
  environment: ["env", "environment"],
} as const;
export type Fields = Record<keyof typeof names, string>;

/** Where such payloads nest their variables: some lend them their own name, as in `alert: {id}`. */
const containers = { alert: "alert", event: "event", monitor: "monitor", metadata: "", payload: "", data: "", details: "" };
/** Longest text that is taken apart, in characters. */
const maxText = 20_000;

/** A variable that Datadog had nothing for stays as it was written, or is empty or "null". */
function given(value: unknown): string {
  const text = Array.isArray(value) ? value.slice(0, 500).map(asText).filter(Boolean).join(",") : (asText(value) ?? "");
  const trimmed = text.trim().slice(0, maxText);
  return /^\$[A-Z_]+(\[[^\]]*\])?$/.test(trimmed) || /^(null|none|n\/a)$/i.test(trimmed) ? "" : trimmed;
}

/** Datadog's own word for the end, what its pages call the state after it, and what people write in their own payloads. */
export const isEnd = (transition: string): boolean => /^((warn |no data )?recover(ed|y)|ok|resolved|closed)$/i.test(transition);
/** What may stand in fields that often hold something else. */
const isTransition = (text: string): boolean => /^((re-)?(triggered|warn|no data)|renotify|alert|firing)$/i.test(text) || isEnd(text);
/** Where a transition may stand, and often something else does. */
const sometimes: readonly string[] = ["alertstate", "status", "state", "alertstatus"];

/** Adds what an object of a body says, by the letters of its keys; what is there already stays. */
function collect(from: object, into: Map<string, string>, of = ""): void {
  let left = 200;
  for (const key in from) {
    if (left-- === 0) return;
    const value = given((from as Record<string, unknown>)[key]);
    const letters = key
      .slice(0, 40)
      .toLowerCase()
      .replace(/[^a-z]/g, "");
    // An alert's id is not the event's.
    const name = of && ["id", "type", "name", "title"].includes(letters) ? `${of}${letters}` : letters;
    if (value !== "" && !into.has(name)) into.set(name, value);
  }
}

function fieldsOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const found = new Map<string, string>();
  collect(value, found);
  for (const [name, of] of Object.entries(containers)) {
    const nested = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : null;
    if (typeof nested === "object" && nested !== null && !Array.isArray(nested)) collect(nested, found, of);
  }
  const said = (field: string, key: string): string => {
    const text = found.get(key) ?? "";
    return sometimes.includes(key) && (field === "transition") !== isTransition(text) ? "" : text;
  };
  const entries = Object.entries(names).map(([field, keys]) => [field, keys.map((key) => said(field, key)).find(Boolean) ?? ""]);
  return Object.fromEntries(entries);
}

/** Some leave the title out: the first words of the message stand for it, or the monitor, so that a recovery is not lost. */
function entitle(fields: unknown): unknown {
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) return fields;
  const { title, body, monitor, cycle, aggregate, transition } = fields as Fields;
  const line = body
    .replace(/^[\s%#*]+/, "")
    .split("\n", 1)[0]
    ?.trim();
  const instead = line || (monitor && `Monitor ${monitor}`) || ((cycle || aggregate || transition) && "Datadog monitor");
  return { ...fields, title: title || instead };
}

const isTitled = ({ title }: Fields): boolean => title !== "";
const untitled = { path: ["title"], message: "is missing or empty: paste the payload template again" };
/** What a body says of each variable, "" where it says nothing; fails where there is no title. */
export const readFields = reader(
  z.preprocess(
    (value) => entitle(fieldsOf(value)),
    z
      .custom<Fields>((value) => typeof value === "object" && value !== null && !Array.isArray(value), "must be an object")
      .refine(isTitled, untitled),
  ),
);
