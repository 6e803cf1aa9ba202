import { z } from "zod";
import { clip } from "../../domain/plain-text";
import type { Inbound, Parsed } from "../integration";
import { facts, httpUrl, instant, list, moment, part, reader, text, unknownShape } from "../shape";

export const summary = part({ summary: text });
/** Webhook V3, https://developer.pagerduty.com/docs/webhooks-overview (read 2026-11-22). */
const shape = z.object({
  event: z.object({
    id: text,
    event_type: z.string(),
    occurred_at: text,
    agent: summary,
    data: part({
      id: text,
      html_url: text,
      number: text,
      status: text,
      title: text,
      summary: text,
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
/** What opens an incident, whatever its status is by the time that it is told. */
const opening = ["incident.triggered", "incident.reopened"];

/** The names of people or teams, as one text. */
export const listOf = (people: readonly z.infer<typeof summary>[] | null | undefined) =>
  (people ?? [])
    .map((one) => one?.summary)
    .filter(Boolean)
    .join(", ");

/** The moment of one webhook request of PagerDuty. */
export function pagerdutyMoment({ value, ...at }: Inbound): Parsed {
  if (typeof value === "object" && value !== null && "messages" in value) {
    const reason = "This is a V2 webhook of PagerDuty, which is no longer supported: make a V3 webhook subscription instead.";
    return { ok: false, reason, cause: "V2 webhook" };
  }
  const parsed = read(value);
  if (!parsed.success) return unknownShape("PagerDuty", parsed.error);
  const { event_type: kind, occurred_at, agent, data } = parsed.data.event;
  if (kind === "pagey.ping") return { ok: true, moments: [], note: "A test ping of PagerDuty." };
  if (!Object.hasOwn(words, kind)) return { ok: true, moments: [], note: `PagerDuty's ${clip(kind, 64)} makes no moment.` };
  const isHigh = data?.urgency === "high";
  // A change after the end must not open it again.
  const isOver = kind === "incident.resolved" || (data?.status === "resolved" && !opening.includes(kind));
  return {
    ok: true,
    moments: [
      moment({
        name: data?.title || data?.summary || (data?.number ? `Incident ${data.number}` : "PagerDuty incident"),
        type: isHigh ? "page" : "incident",
        source: data?.service?.summary || "PagerDuty",
        sourceUrl: httpUrl(data?.html_url),
        description: facts({
          Event: words[kind],
          Incident: data?.number,
          Service: data?.service?.summary,
          Urgency: data?.urgency,
          Priority: data?.priority?.summary,
          Assigned: listOf(data?.assignees),
          Because: data?.resolve_reason,
          By: agent?.summary,
        }),
        occurredAt: instant(occurred_at ?? data?.created_at, at),
        action: isOver ? "resolve" : "trigger",
        correlation: data?.id ?? null,
        severity: isOver || calm.includes(kind) ? "info" : isHigh ? "critical" : "error",
        // It goes into an address of PagerDuty's API.
        externalId: /^[\w-]+$/.test(data?.id ?? "") ? data?.id : null,
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
