import { z } from "zod";
import type { Message } from "../../domain/alerts/message";
import type { HttpRequest } from "../../domain/delivering/http-exchange";
import { signWebhook } from "../../domain/delivering/standard-webhooks";
import { calledUrl, isBrokenUrl, parseUrl } from "../../domain/url";
import { sendHttp } from "../answer";
import type { DestinationIo, DestinationKind } from "../kind";
import { weekendSchedule } from "../retry-schedule";
import { customHeaders } from "./custom-headers";

/** What browsers and proxies take. */
const maxUrlLength = 2048;

const schema = z.strictObject({
  url: z
    .string("url is required: the address that Hotline posts to.")
    .trim()
    .superRefine((text, context) => {
      const message = urlProblem(text);
      if (message) context.addIssue({ code: "custom", message });
    })
    .overwrite(calledUrl),
  headers: customHeaders.optional(),
});

type Config = z.infer<typeof schema>;

/** Posts to any URL, signed by Standard Webhooks. */
export const webhook: DestinationKind<Config> = {
  kind: "webhook",
  label: "Webhook",
  summary: "Posts signed JSON to any URL of yours.",
  icon: "M18 16.98h-5.99c-1.1 0-1.95.94-2.48 1.9A4 4 0 0 1 2 17c.01-.7.2-1.4.57-2M6 17l3.13-5.78c.53-.97.1-2.18-.5-3.1a4 4 0 1 1 6.89-4.06M12 6l3.13 5.73C15.66 12.7 16.9 13 18 13a4 4 0 0 1 0 8",
  schema,
  fields: [
    {
      name: "url",
      label: "URL",
      input: "url",
      required: true,
      guarded: true,
      placeholder: "https://example.com/hooks/hotline",
      help: "Hotline posts JSON here and takes any 2xx as received. Redirects are not followed.",
    },
    {
      name: "headers",
      label: "Headers",
      input: "headers",
      required: false,
      secret: true,
      help: "Sent with each request, for example Authorization. At most 20; their values are kept encrypted.",
    },
  ],
  settings: {},
  outcomes: {},
  retrySeconds: weekendSchedule,
  concurrency: 64,
  signed: true,
  receiverFields: ["url"],
  describe: ({ url }) => shownUrl(url),
  send(message, config, io) {
    const values = Object.values(config.headers ?? {});
    // The token of `Bearer <token>` is as secret as the whole value.
    const secrets = [
      ...values.flatMap((value) => [value, ...value.split(/\s+/).filter((part) => part.length >= 8)]),
      ...secretsOfUrl(config.url),
    ];
    return sendHttp(io, () => signedRequest(message, config, io), { outcomes: webhook.outcomes, secrets });
  },
};

function signedRequest(message: Message, config: Config, io: DestinationIo): HttpRequest {
  const body = webhookBody(message);
  const timestamp = Math.floor(io.now() / 1000);
  const signature = signWebhook(io.signingSecrets, message.deliveryId, timestamp, body);
  const headers: Record<string, string> = { "user-agent": "Hotline/1" };
  for (const [name, value] of Object.entries(config.headers ?? {})) headers[name.toLowerCase()] = value;
  Object.assign(headers, {
    "accept-encoding": "identity",
    "content-type": "application/json",
    "webhook-id": message.deliveryId,
    "webhook-timestamp": String(timestamp),
    ...(signature ? { "webhook-signature": signature } : {}),
  });
  return { url: config.url, method: "POST", headers, body };
}

/** The body of one alert. `data` is the payload as it was published: numbers and key order survive. */
function webhookBody({ alert, url, test }: Message): string {
  const fields = {
    type: alert.action === "resolve" ? "alert.resolved" : "alert.triggered",
    alert_id: alert.id,
    name: alert.name,
    channel: alert.name,
    environment: alert.environment,
    severity: alert.severity,
    timestamp: alert.createdAt,
    dedup_key: alert.dedupKey,
    url,
    ...(test ? { test: true } : {}),
  };
  return `${JSON.stringify(fields).slice(0, -1)},"data":${alert.payloadText.trim() || "{}"}}`;
}

function urlProblem(text: string): string | null {
  if (text.length > maxUrlLength) return `url has at most ${maxUrlLength} characters.`;
  if (isBrokenUrl(text)) return "url must not hold tabs or line breaks: paste it again on one line.";
  const url = parseUrl(text);
  if (!url || !["http:", "https:"].includes(url.protocol)) return "url must be a web address, such as https://example.com/hook.";
  if (url.username || url.password) return "bad_url: url must not hold a user name or password; put them in an Authorization header.";
  return null;
}

/** Longest part of a URL's path that is taken for a word and no key, in characters. */
const maxWordLength = 15;

/** What somebody could post with who reads it: parts of the path that are no words, and the query's values. */
function secretsOfUrl(text: string): string[] {
  const url = parseUrl(text);
  if (!url) return [];
  const parts = url.pathname.split("/").filter((part) => part.length > maxWordLength);
  const values = [...url.searchParams.values()].filter((value) => value.length >= 8);
  return [...parts, ...values];
}

/** Without the query, which often holds a key. */
function shownUrl(text: string): string {
  const url = parseUrl(text);
  return url ? `${url.origin}${url.pathname.replaceAll("%E2%80%A2", "•")}${url.search ? "?…" : ""}` : "";
}
