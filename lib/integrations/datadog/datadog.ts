import { z } from "zod";
import { ask } from "../ask";
import type { Integration } from "../integration";
import { part } from "../shape";
import { template } from "./fields";
import { datadogMoment, doubtfulId, requestId } from "./moment";

/** https://docs.datadoghq.com/getting_started/site/ (read 2026-11-22). */
const sites = [
  "datadoghq.com",
  "us3.datadoghq.com",
  "us5.datadoghq.com",
  "datadoghq.eu",
  "ap1.datadoghq.com",
  "ap2.datadoghq.com",
  "ddog-gov.com",
  "us2.ddog-gov.com",
];

const validity = part({ valid: z.boolean() });
const denied = {
  403: "Compare the key with Datadog's (Organization Settings, API Keys), and the site with the one in your Datadog's address.",
};

export const datadog: Integration = {
  integration: "datadog",
  label: "Datadog",
  summary: "Monitors and events, through a webhook with a payload template",
  icon: "M4 17 9 9l4 5 3-4 4 7M4 20h16",
  setup: {
    steps: [
      "In Datadog, open Integrations, find Webhooks, and make a new webhook.",
      "Paste this webhook's URL, and the payload below as its payload. Leave “Encode as form” off.",
      "Mention @webhook-<its name> in the monitors that should post here.",
    ],
    link: { label: "Datadog's webhooks", url: "https://app.datadoghq.com/integrations/webhooks" },
    template: { label: "Payload", text: JSON.stringify(template, null, 2) },
  },
  signature: null,
  requestId,
  doubtfulId,
  verify: () => "missing",
  parse: datadogMoment,
  tellsCaller: false,
  contact: {
    fields: [
      {
        name: "api_key",
        label: "API key",
        input: "text",
        required: true,
        secret: true,
        help: "Datadog shows it under Organization Settings, API Keys.",
      },
      {
        name: "site",
        label: "Site",
        input: "select",
        required: true,
        options: sites.map((value) => ({ value, label: value })),
        help: "The one in your Datadog's address.",
      },
    ],
    baseUrl: ({ site }) => `https://api.${sites.find((one) => one === site) ?? sites[0]}`,
    setting: "DATADOG_API_URL",
    async check({ api_key = "" }, io) {
      const headers = { "dd-api-key": api_key, accept: "application/json" };
      const answer = await ask(io, { method: "GET", path: "/api/v1/validate", headers, body: "", label: "Datadog", fixes: denied });
      if (!answer.ok) return answer;
      if (validity.parse(answer.value)?.valid !== false) return { ok: true, value: "Datadog knows this key." };
      const error = "Datadog says that the API key is not valid.";
      return { ok: false, outcome: "http_403", statusCode: 200, error, fix: denied[403], retryAt: null };
    },
  },
};
