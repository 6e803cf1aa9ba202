import { z } from "zod";
import { type Message, severities } from "../../domain/alerts/message";
import type { OutcomeInfo } from "../../domain/delivering/outcome";
import { quoteUnheldNumbers } from "../../domain/json";
import { byteLength, clip, oneLine } from "../../domain/plain-text";
import { baseUrlSetting } from "../../domain/settings";
import { headline, problem } from "../alert-text";
import { sendHttp } from "../answer";
import type { DestinationKind } from "../kind";
import { daySchedule } from "../retry-schedule";

/** https://developer.pagerduty.com/docs/send-alert-event */
const maxSummaryLength = 1024;
const maxBodyBytes = 512 * 1024;
/** About 120 events a minute and integration key: after a 429 the next minute has room again. */
const limitWindowMs = 60_000;

const schema = z.strictObject({
  routing_key: z
    .string("routing_key is required: the integration key of an Events API v2 integration.")
    .regex(/^[A-Za-z0-9]{32}$/, "An integration key has 32 letters and digits."),
  severity: z.enum(severities, `severity is one of ${severities.join(", ")}.`),
  region: z.enum(["us", "eu"], "region is us or eu.").optional(),
});

type Config = z.infer<typeof schema>;

const bases = { us: "https://events.pagerduty.com", eu: "https://events.eu.pagerduty.com" };

const outcomes: Readonly<Record<string, OutcomeInfo>> = {
  invalid_event: {
    class: "permanent",
    sentence: "PagerDuty refused the event as invalid; it is not repeated.",
    fix: "Check the integration key: it must be of an Events API v2 integration that still exists.",
  },
  unexpected_answer: {
    class: "suspect",
    sentence: "Something answered that is not PagerDuty's Events API.",
    fix: "Check PAGERDUTY_EVENTS_URL and any proxy on the way.",
  },
};

/** Triggers and resolves incidents through PagerDuty's Events API v2. */
export const pagerduty: DestinationKind<Config> = {
  kind: "pagerduty",
  label: "PagerDuty",
  summary: "Opens and resolves incidents of a PagerDuty service.",
  icon: "M12 3a6 6 0 0 0-6 6c0 6-3 7-3 8h18c0-1-3-2-3-8a6 6 0 0 0-6-6zM10 20a2 2 0 0 0 4 0",
  schema,
  fields: [
    {
      name: "routing_key",
      label: "Integration key",
      input: "text",
      required: true,
      secret: true,
      placeholder: "32 letters and digits",
      help: "The key of an Events API v2 integration, 32 letters and digits. It is kept encrypted.",
      // https://support.pagerduty.com/main/docs/services-and-integrations
      steps: {
        title: "Where do I find the integration key?",
        list: [
          "In PagerDuty, open Services, Service Directory, and the service that should be paged.",
          "On its Integrations tab choose Add an integration, then Events API V2, and Add.",
          "Open the new integration and copy its Integration Key.",
        ],
        link: {
          label: "PagerDuty's guide to integrations",
          url: "https://support.pagerduty.com/main/docs/services-and-integrations",
        },
      },
    },
    {
      name: "severity",
      label: "Severity",
      input: "select",
      required: true,
      options: severities.map((value) => ({ value, label: `${value.charAt(0).toUpperCase()}${value.slice(1)}` })),
      initial: "error",
      help: "For alerts that name no severity of their own.",
    },
    {
      name: "region",
      label: "Region",
      input: "select",
      required: false,
      options: [
        { value: "us", label: "US" },
        { value: "eu", label: "EU" },
      ],
      initial: "us",
      help: "EU when the account's address ends in eu.pagerduty.com.",
    },
  ],
  settings: { PAGERDUTY_EVENTS_URL: baseUrlSetting.optional() },
  outcomes,
  retrySeconds: daySchedule,
  concurrency: 4,
  // 100 a minute leaves room below the 120 or so that a key may send.
  pacing: { intervalMs: 600, burst: 10 },
  signed: false,
  receiverFields: ["routing_key", "region"],
  // A resolve through another key than the one that triggered is dropped without a word.
  resolveFields: ["routing_key", "region"],
  describe: ({ routing_key, region }) => `Key ••••${routing_key.slice(-4)} (${(region ?? "us").toUpperCase()})`,
  send(message, config, io) {
    const build = () => ({
      url: `${(io.settings.PAGERDUTY_EVENTS_URL ?? bases[config.region ?? "us"]).replace(/\/+$/, "")}/v2/enqueue`,
      method: "POST" as const,
      headers: { "content-type": "application/json", "user-agent": "Hotline/1", "accept-encoding": "identity" },
      body: eventBody(message, config),
    });
    return sendHttp(io, build, { outcomes, secrets: [config.routing_key], judge, pauseMs: limitWindowMs });
  },
};

function judge(status: number): string | null {
  if (status === 400) return "invalid_event";
  return status >= 200 && status < 300 && status !== 202 ? "unexpected_answer" : null;
}

function eventBody(message: Message, config: Config): string {
  const { alert, url } = message;
  const event = { routing_key: config.routing_key, event_action: alert.action, dedup_key: alert.dedupKey ?? alert.id };
  if (alert.action === "resolve") return JSON.stringify(event);
  const told = problem(message);
  const payload = {
    summary: clip(oneLine(told ? `${headline(message)}: ${told}` : headline(message)), maxSummaryLength),
    source: oneLine(alert.source) || "hotline",
    severity: alert.severity ?? config.severity,
    timestamp: alert.createdAt,
    class: alert.name,
    ...(alert.environment ? { group: alert.environment } : {}),
  };
  const rest = { ...event, client: "Hotline", client_url: url, links: [{ href: url, text: "Alert in Hotline" }] };
  const withDetails = (details: string) =>
    `${JSON.stringify(rest).slice(0, -1)},"payload":${JSON.stringify(payload).slice(0, -1)},"custom_details":${details}}}`;
  // As it was published; but PagerDuty's pages are JavaScript, and would show another number than one that a double cannot hold.
  const body = withDetails(quoteUnheldNumbers(alert.payloadText));
  if (byteLength(body) <= maxBodyBytes) return body;
  const note = "The payload is larger than PagerDuty takes (512 KB). It is on the alert's page in Hotline.";
  return withDetails(JSON.stringify({ note, alert: url }));
}
