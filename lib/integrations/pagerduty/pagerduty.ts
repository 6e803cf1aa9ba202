import { z } from "zod";
import { ask } from "../ask";
import type { Integration } from "../integration";
import { facts, list, number, part, text } from "../shape";
import { verifyHex } from "../signature";
import { calledOf, listOf, pagerdutyMoment, requestId, summary } from "./moment";

/** https://developer.pagerduty.com/api-reference/005299ed43553-get-an-incident (read 2026-11-22). */
const incident = z.object({
  incident: z.object({
    status: text,
    assignments: list(part({ assignee: summary })),
    escalation_policy: summary,
    alert_counts: part({ all: number }),
    last_status_change_at: text,
  }),
});

/** https://support.pagerduty.com/docs/service-regions (API Access URLs; read 2026-11-22). */
const regions = [
  { value: "us", label: "United States", url: "https://api.pagerduty.com" },
  { value: "eu", label: "Europe", url: "https://api.eu.pagerduty.com" },
];
const headersOf = (key: string) => ({ authorization: `Token token=${key}`, accept: "application/json" });
const denied = { 403: "Make a key in PagerDuty of an account that may read incidents, and replace the one here." };

export const pagerduty: Integration = {
  integration: "pagerduty",
  label: "PagerDuty",
  summary: "Incidents, through a V3 webhook subscription",
  icon: "M8 20V4h5.5a4.5 4.5 0 0 1 0 9H8",
  setup: {
    steps: [
      "In PagerDuty, open Integrations, then Generic Webhooks (v3), and choose New Webhook.",
      "Paste this webhook's URL, choose the scope, and tick the incident events.",
      "PagerDuty shows the webhook's secret once: paste it here as the signing secret.",
    ],
    link: { label: "PagerDuty's V3 webhooks", url: "https://support.pagerduty.com/main/docs/webhooks" },
  },
  signature: { header: "X-PagerDuty-Signature", help: "PagerDuty shows it once, when the webhook subscription is made." },
  requestId,
  verify(secrets, { headers, body }) {
    const given = (headers["x-pagerduty-signature"] ?? "")
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part.startsWith("v1="))
      .map((part) => part.slice("v1=".length));
    return verifyHex(secrets, given, body);
  },
  parse: pagerdutyMoment,
  tellsCaller: false,
  contact: {
    fields: [
      {
        name: "api_key",
        label: "API key",
        input: "text",
        required: true,
        secret: true,
        help: "A read-only key is enough: Integrations, API Access Keys, Create New API Key.",
      },
      {
        name: "region",
        label: "Service region",
        input: "select",
        required: false,
        options: regions.map(({ value, label }) => ({ value, label })),
        help: "Europe when your PagerDuty's address ends in eu.pagerduty.com.",
      },
    ],
    baseUrl: ({ region }) => (regions.find(({ value }) => value === region) ?? regions[0])?.url ?? "",
    setting: "PAGERDUTY_API_URL",
    async check({ api_key = "" }, io) {
      const headers = headersOf(api_key);
      const answer = await ask(io, { method: "GET", path: "/abilities", headers, body: "", label: "PagerDuty", fixes: denied });
      return answer.ok ? { ok: true, value: "PagerDuty knows this key." } : answer;
    },
    async enrich(incidentId, { api_key = "" }, io) {
      const path = `/incidents/${encodeURIComponent(incidentId)}`;
      const headers = headersOf(api_key);
      const answer = await ask(io, { method: "GET", path, headers, body: "", label: "PagerDuty", fixes: denied });
      if (!answer.ok) return answer;
      const parsed = incident.safeParse(answer.value);
      if (!parsed.success) return { ok: true, value: "" };
      const { status, assignments, escalation_policy, alert_counts, last_status_change_at } = parsed.data.incident;
      const value = facts({
        Status: status,
        Assigned: listOf(assignments?.map((one) => one?.assignee)),
        "Escalation policy": calledOf(escalation_policy),
        Alerts: alert_counts?.all,
        "Last change": last_status_change_at,
      });
      return { ok: true, value };
    },
  },
};
