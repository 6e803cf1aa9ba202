import { z } from "zod";
import { secretFault, verifyWebhook } from "../../domain/delivering/standard-webhooks";
import { unstorable } from "../../domain/json";
import { type MomentType, maxMomentName, momentTypes } from "../../domain/moments/moment-type";
import { readTime } from "../../domain/moments/occurred-at";
import { oneLine } from "../../domain/plain-text";
import { parseUrl } from "../../domain/url";
import type { Integration, ParsedMoment, Times } from "../integration";

/** How far a sender's clock may be ahead, in milliseconds. */
const clockSkewMs = 5 * 60_000;

const list = `${momentTypes.slice(0, -1).join(", ")} or ${momentTypes.at(-1)}`;

const text = (most: number) =>
  z
    .string({ error: (issue) => (issue.input === undefined ? "is required" : "must be a string") })
    .trim()
    .max(most, `must have at most ${most} characters`)
    .refine((value) => unstorable(value) === null, "must be valid Unicode text without NUL characters");

/** On one line, whatever controls it has. */
const title = (most: number) => text(most).transform(oneLine);

const isHttpUrl = (url: string): boolean => /^https?:$/.test(parseUrl(url)?.protocol ?? "");

/** Longest text that is read as a time, in characters. */
const maxTime = 64;

/** What a script or a bot posts. */
const body = z.object(
  {
    name: title(maxMomentName).pipe(z.string().min(1, "must not be empty")),
    type: text(20).transform((type, context): MomentType => {
      const known = momentTypes.find((one) => one === type.toLowerCase());
      if (!known) context.addIssue({ code: "custom", message: `must be ${list}` });
      return known ?? "alert";
    }),
    source: title(200).nullish(),
    source_url: text(2_000)
      .refine((url) => url === "" || isHttpUrl(url), "must be an http or https URL")
      .nullish(),
    description: text(65_536).nullish(),
    occurred_at: text(maxTime)
      .transform((given, context): number => {
        const time = readTime(given);
        if (time === null) context.addIssue({ code: "custom", message: "must be a time like 2023-04-01T12:31:26Z or 2023-04-01 12:31:26" });
        return time ?? 0;
      })
      .nullish(),
  },
  "must be a JSON object",
);

/** Beside the schema, which is made once and knows no time. */
function isAhead(value: unknown, latest: number): boolean {
  if (typeof value !== "object" || value === null || !("occurred_at" in value)) return false;
  const { occurred_at: given } = value;
  const time = typeof given === "string" && given.trim().length <= maxTime ? readTime(given) : null;
  return time !== null && time > latest + clockSkewMs;
}

/** A script, a bot, anything without an integration of its own. */
export const custom: Integration = {
  integration: "custom",
  label: "Custom",
  summary: "A script, a deploy bot, or any tool that can post JSON",
  icon: "M8 5 3 12l5 7M16 5l5 7-5 7",
  setup: {
    steps: [
      "Copy this webhook's URL.",
      `Post JSON to it: name and type (${list}) are required; source, source_url, description (Markdown) and occurred_at are optional.`,
      "Sign the request by Standard Webhooks if you like, and give the secret to the webhook.",
    ],
    link: { label: "Standard Webhooks", url: "https://www.standardwebhooks.com" },
  },
  signature: {
    header: "webhook-signature",
    help: "A Standard Webhooks secret: whsec_ and 24 to 64 bytes in base64.",
    fault: secretFault,
  },
  requestId: ({ headers }) => headers["idempotency-key"] ?? headers["webhook-id"] ?? null,
  verify(secrets, { headers, body, now }) {
    const given = { id: headers["webhook-id"], timestamp: headers["webhook-timestamp"], signature: headers["webhook-signature"] };
    return verifyWebhook(secrets, given, body, now) ?? "valid";
  },
  parse({ value, now, latest = now }) {
    const parsed = body.safeParse(value);
    const ahead = isAhead(value, latest) ? [{ path: "occurred_at", message: "must not be in the future" }] : [];
    if (parsed.success && ahead.length === 0) return { ok: true, moments: [toMoment(parsed.data, { now, latest })] };
    const issues = parsed.error?.issues ?? [];
    const errors = [...issues.map((issue) => ({ path: issue.path.map(String).join("."), message: issue.message })), ...ahead];
    const words = errors.map(({ path, message }) => (path ? `${path} ${message}` : `The body ${message}`));
    return { ok: false, reason: `${words.join("; ")}.`, cause: errors.map(({ path, message }) => `${path} ${message}`).join("; "), errors };
  },
  tellsCaller: true,
};

function toMoment(given: z.infer<typeof body>, { now, latest }: Required<Times>): ParsedMoment {
  return {
    name: given.name,
    type: given.type,
    source: given.source || null,
    sourceUrl: given.source_url || null,
    description: given.description ?? "",
    occurredAt: Math.min(given.occurred_at ?? now, latest),
    action: "trigger",
    correlation: null,
    severity: null,
    environment: null,
    externalId: null,
    identity: null,
    system: null,
  };
}
