import { z } from "zod";
import { clip } from "../../domain/plain-text";
import type { Inbound, Parsed } from "../integration";
import { facts, httpUrl, instant, list, moment, part, partOr, reader, text, unknownShape } from "../shape";

/** A person or a thing that something refers to: of some versions the name alone is filled, or stands alone. */
export const summary = partOr("summary", { summary: text, name: text });
/** What such a one is called. */
export const calledOf = (one: z.infer<typeof summary>): string | null => one?.summary || one?.name || null;
/** Webhook V3, https://developer.pagerduty.com/docs/webhooks-overview (read 2026-11-22). */
const shape = z.object({
  event: z.object({
    id: text,
    event_type: text,
    occurred_at: text,
    agent: summary,
    data: part({
      id: text,
      html_url: text,
      number: text,
      status: text,
      title: text,
      summary: text,
      name: text,
      description: text,
      created_at: text,
      service: summary,
      urgency: text,
      priority: summary,
      assignees: list(summary),
      resolve_reason: text,
    }),
  }),
});

const read = reader(shape);

/** The events whose data is the incident itself: those of notes, tasks, responders and services make no moment. */
const words: Readonly<Record<string, string>> = {
  "incident.triggered": "Triggered",
  "incident.acknowledged": "Acknowledged",
  "incident.unacknowledged": "Unacknowledged",
  "incident.escalated": "Escalated",
  "incident.delegated": "Delegated",
  "incident.reassigned": "Reassigned",
  "incident.reopened": "Reopened",
  "incident.resolved": "Resolved",
  "incident.priority_updated": "Priority changed",
  "incident.service_updated": "Moved to another service",
  "incident.incident_type.changed": "Incident type changed",
};
/** Somebody has it: news, and nobody need be woken. */
const calm = ["incident.acknowledged"];
/** What happened: as it is told, else as the incident stands. */
const kindOf = ({ event_type, data }: z.infer<typeof shape>["event"]): string =>
  (event_type || (data?.status ? `incident.${data.status}` : "")).trim().toLowerCase();
/** What opens an incident, whatever its status is by the time that it is told. */
const opening = ["incident.triggered", "incident.reopened"];

/** The names of people or teams, as one text. */
export const listOf = (people: readonly z.infer<typeof summary>[] | null | undefined) =>
  (people ?? []).map(calledOf).filter(Boolean).join(", ");

/** The moment of one webhook request of PagerDuty. */
export function pagerdutyMoment({ value, ...at }: Inbound): Parsed {
  if (typeof value === "object" && value !== null && "messages" in value) {
    const reason = "This is a V2 webhook of PagerDuty, which is no longer supported: make a V3 webhook subscription instead.";
    return { ok: false, reason, cause: "V2 webhook" };
  }
  const parsed = read(value);
  if (!parsed.success) return unknownShape("PagerDuty", parsed.error);
  const { occurred_at, agent, data } = parsed.data.event;
  const kind = kindOf(parsed.data.event);
  if (kind === "") {
    const reason = "This is not what PagerDuty is known to send: event.event_type is missing.";
    return { ok: false, reason, cause: "no event_type", errors: [{ path: "event.event_type", message: "is missing" }] };
  }
  if (kind === "pagey.ping") return { ok: true, moments: [], note: "A test ping of PagerDuty." };
  if (!Object.hasOwn(words, kind)) return { ok: true, moments: [], note: `PagerDuty's ${clip(kind, 64)} makes no moment.` };
  const isHigh = data?.urgency?.trim().toLowerCase() === "high";
  const id = data?.id || /\/incidents\/([\w-]{1,100})/.exec(data?.html_url ?? "")?.[1];
  const service = calledOf(data?.service);
  // A change after the end must not open it again.
  const isOver = kind === "incident.resolved" || (data?.status?.trim().toLowerCase() === "resolved" && !opening.includes(kind));
  return {
    ok: true,
    moments: [
      moment({
        name:
          data?.title ||
          data?.summary ||
          data?.name ||
          data?.description ||
          (data?.number ? `Incident ${data.number}` : "PagerDuty incident"),
        type: isHigh ? "page" : "incident",
        source: service || "PagerDuty",
        sourceUrl: httpUrl(data?.html_url),
        description: facts({
          Event: words[kind],
          Incident: data?.number,
          Service: service,
          Urgency: data?.urgency,
          Priority: calledOf(data?.priority),
          Assigned: listOf(data?.assignees),
          Because: data?.resolve_reason,
          By: calledOf(agent),
        }),
        occurredAt: instant(occurred_at ?? data?.created_at, at),
        action: isOver ? "resolve" : "trigger",
        correlation: id ?? null,
        severity: isOver || calm.includes(kind) ? "info" : isHigh ? "critical" : "error",
        // It goes into an address of PagerDuty's API.
        externalId: id && /^[\w-]+$/.test(id) ? id : null,
      }),
    ],
  };
}

/** The event's id, which its retries share, and what happened when: a sender in between may give its events the incident's id. */
export function requestId({ headers, value }: Inbound): string | null {
  const parsed = read(value);
  const event = parsed.success ? parsed.data.event : null;
  const id = event?.id || headers["x-webhook-id"];
  return id ? [id, event?.event_type, event?.occurred_at].filter(Boolean).join(" ") : null;
}
