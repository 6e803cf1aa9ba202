import { clip } from "../../domain/plain-text";
import { ask } from "../ask";
import type { Integration } from "../integration";
import { verifyHex } from "../signature";
import { readers, resourceOf } from "./moment";

export const sentry: Integration = {
  integration: "sentry",
  label: "Sentry",
  summary: "Issue alerts, metric alerts and issues, through an internal integration",
  icon: "M4 18h4.5a8 8 0 0 0-4-7M8 8a12 12 0 0 1 5.5 10H20L12 4z",
  setup: {
    steps: [
      "In Sentry, open Settings, then Developer Settings (Custom Integrations), and create an internal integration.",
      "Paste this webhook's URL, switch on Alert Rule Action, and subscribe to issues.",
      "Copy the integration's Client Secret and paste it here as the signing secret.",
    ],
    link: { label: "Sentry's webhooks", url: "https://docs.sentry.io/organization/integrations/integration-platform/webhooks/" },
  },
  signature: { header: "Sentry-Hook-Signature", help: "The Client Secret of the internal integration." },
  requestId: ({ headers }) => headers["request-id"] ?? null,
  verify: (secrets, { headers, body }) => verifyHex(secrets, [headers["sentry-hook-signature"] ?? ""].filter(Boolean), body),
  parse({ headers, value, ...at }) {
    const resource = headers["sentry-hook-resource"]?.trim().toLowerCase() || resourceOf(value);
    if (!resource) {
      const reason = "The request names no resource of Sentry (Sentry-Hook-Resource), and its body is none that makes a moment.";
      return { ok: false, reason, cause: "no Sentry-Hook-Resource" };
    }
    const read = Object.hasOwn(readers, resource) ? readers[resource] : undefined;
    if (read) return read(value, at, headers["sentry-hook-timestamp"]);
    return { ok: true, moments: [], note: `Sentry's ${clip(resource, 64)} makes no moment.` };
  },
  tellsCaller: false,
  contact: {
    fields: [
      {
        name: "api_key",
        label: "Auth token",
        input: "text",
        required: true,
        secret: true,
        help: "The internal integration's token: Settings, Developer Settings, the integration, Tokens.",
      },
    ],
    baseUrl: () => "https://sentry.io",
    setting: "SENTRY_API_URL",
    async check({ api_key = "" }, io) {
      const headers = { authorization: `Bearer ${api_key}`, accept: "application/json" };
      const answer = await ask(io, { method: "GET", path: "/api/0/", headers, body: "", label: "Sentry" });
      return answer.ok ? { ok: true, value: "Sentry knows this token." } : answer;
    },
  },
};
