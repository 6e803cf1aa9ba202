import { expect } from "vitest";
import { type Fixture, iso, minutesAgo } from "../fixture";
import { hmacHex } from "../signature";

const source = "https://developer.pagerduty.com/docs/webhooks-overview";

const signed: Fixture["signed"] = {
  secret: "a secret of PagerDuty",
  stamped: false,
  // While a secret is changed PagerDuty signs by both.
  sign: (body, _now, secret) => ({ "x-pagerduty-signature": `v1=${hmacHex("the one before", body)}, v1=${hmacHex(secret, body)}` }),
};
const incident = {
  id: "QINC1",
  type: "incident",
  html_url: "https://acme.pagerduty.com/incidents/QINC1",
  number: 77,
  status: "triggered",
  title: "Checkout is down",
  created_at: iso(minutesAgo(20)),
  service: { id: "PSVC1", summary: "Checkout", type: "service_reference" },
  assignees: [{ id: "PUSR1", summary: "Ada", type: "user_reference" }],
  priority: { id: "PPRI1", summary: "P1" },
  urgency: "high",
  resolve_reason: null,
};
const event = (event_type: string, data: object | null = incident): object => ({
  event: {
    id: `01${event_type}`,
    event_type,
    resource_type: event_type.split(".")[0],
    occurred_at: iso(minutesAgo(5)),
    agent: { id: "PUSR1", summary: "Ada", type: "user_reference" },
    client: null,
    data,
  },
});
const page = {
  name: "Checkout is down",
  type: "page",
  source: "Checkout",
  sourceUrl: "https://acme.pagerduty.com/incidents/QINC1",
  occurredAt: minutesAgo(5),
  action: "trigger",
  correlation: "QINC1",
  externalId: "QINC1",
} as const;
const ofIncident = {
  id: "QINC1",
  html_url: "https://acme.pagerduty.com/incidents/QINC1",
  summary: "Checkout is down",
  type: "incident_reference",
};

export const pagerduty: readonly Fixture[] = [
  {
    title: "an incident of high urgency",
    source,
    headers: { "x-webhook-id": "w-1" },
    body: event("incident.triggered"),
    signed,
    expected: { moments: [{ ...page, severity: "critical" }] },
  },
  {
    title: "an incident of low urgency, by an automation",
    source,
    body: {
      event: {
        id: "02low",
        event_type: "incident.triggered",
        occurred_at: iso(minutesAgo(5)),
        agent: null,
        data: { ...incident, urgency: "low" },
      },
    },
    expected: { moments: [{ ...page, type: "incident", severity: "error" }] },
  },
  {
    title: "an incident that is resolved",
    source,
    body: event("incident.resolved"),
    expected: { moments: [{ ...page, action: "resolve", severity: "info" }] },
  },
  {
    title: "an incident that somebody has",
    source,
    body: event("incident.acknowledged"),
    expected: { moments: [{ ...page, severity: "info" }] },
  },
  ...["escalated", "reassigned", "delegated", "reopened", "unacknowledged", "priority_updated"].map(
    (what): Fixture => ({
      title: `an incident that is ${what}`,
      source,
      body: event(`incident.${what}`),
      expected: { moments: [{ ...page, severity: "critical" }] },
    }),
  ),
  {
    title: "an incident whose id is none that an address may hold",
    source,
    body: { event: { id: "03odd", event_type: "incident.triggered", data: { ...incident, id: "../users/me" } } },
    expected: { moments: [{ correlation: "../users/me", externalId: null }] },
  },
  {
    title: "an incident whose service and people have names alone, and no id but in its address",
    source,
    body: {
      event: {
        id: "04named",
        event_type: "incident.triggered",
        occurred_at: iso(minutesAgo(5)),
        agent: { name: "Ada" },
        data: {
          ...incident,
          id: null,
          title: "",
          summary: null,
          name: "Checkout is down",
          urgency: "HIGH",
          service: { id: "PSVC1", name: "Checkout" },
          assignees: [{ name: "Grace" }],
          priority: { name: "P1" },
        },
      },
    },
    expected: {
      moments: [
        {
          ...page,
          severity: "critical",
          description: expect.stringMatching(/Service.*`Checkout`[\s\S]*Priority.*`P1`[\s\S]*Assigned.*`Grace`[\s\S]*By.*`Ada`/),
        },
      ],
    },
  },
  {
    title: "a note",
    source,
    body: event("incident.annotated", { id: "PNOTE", type: "incident_note", content: "On it.", incident: ofIncident }),
    expected: { note: /PagerDuty's incident.annotated makes no moment/ },
  },
  {
    title: "a status update",
    source,
    body: event("incident.status_update_published", { id: "PUPD", type: "incident_status_update", message: "Soon.", incident: ofIncident }),
    expected: { note: /status_update_published makes no moment/ },
  },
  {
    title: "a responder",
    source,
    body: event("incident.responder.added", { type: "incident_responder", state: "pending", incident: ofIncident }),
    expected: { note: /responder.added makes no moment/ },
  },
  {
    title: "a service that was changed",
    source,
    body: event("service.updated", {
      id: "PSVC1",
      type: "service",
      summary: "Checkout",
      html_url: "https://acme.pagerduty.com/services/PSVC1",
    }),
    expected: { note: /service.updated makes no moment/ },
  },
  {
    title: "a test ping",
    source: "https://support.pagerduty.com/main/docs/webhooks",
    body: event("pagey.ping", { type: "ping", message: "Can you hear this?" }),
    signed,
    expected: { note: /test ping/ },
  },
  {
    title: "a webhook of version 2",
    source: "https://developer.pagerduty.com/docs/webhooks-v2-overview",
    body: { messages: [{ event: "incident.trigger", incident: { id: "QINC1", title: "Checkout is down" } }] },
    expected: { error: /V2 webhook of PagerDuty.*V3/ },
  },
  { title: "something else", source, body: { hello: true }, expected: { error: /not what PagerDuty is known to send: event is missing/ } },
];
