import { createHash } from "node:crypto";
import { z } from "zod";
import { secretFault, verifyWebhook } from "../../domain/delivering/standard-webhooks";
import type { Integration, ParsedMoment, Times } from "../integration";
import { notes } from "../oddities";
import { cut, facts, instant, moment, number, paragraphs, part, prose, reader, text, unknownShape } from "../shape";

const error = z
  .union([z.string().transform((message) => ({ name: null, message, error: null })), z.object({ name: text, message: text, error: text })])
  .nullish()
  .catch(null);
/** Inngest's own events, https://www.inngest.com/docs/reference/system-events/inngest-function-failed (read 2026-11-22). */
const event = z.object({
  name: z.string(),
  id: text,
  ts: number,
  data: part({ function_id: text, run_id: text, error, event: part({ name: text }) }),
});
const maxEvents = 1_000;
/** One event, or a batch of them; or what a function is called with, which holds its event, and with batchEvents all of them. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== "object" || value === null) return [];
  const { name, event, events } = value as Record<string, unknown>;
  if (name !== undefined) return [value];
  return Array.isArray(events) ? events : [event];
}

const others = "must be one of Inngest's events (an object with a name), or an array of them";
/** Those of a list that are events; what is none loses no other. */
const shape = z
  .unknown()
  .transform(listOf)
  .transform((list) => ({ all: list.length, events: list.slice(0, maxEvents).flatMap((one) => event.safeParse(one).data ?? []) }))
  .refine(({ events }) => events.length > 0, others);
const read = reader(shape);
type Event = z.infer<typeof event>;

function noteOf({ all, events }: z.output<typeof shape>): { note?: string } {
  const taken = Math.min(all, maxEvents);
  const many = `The batch lists ${all.toLocaleString("en")} events, of which the first 1,000 were taken.`;
  const odd = `${taken - events.length} of ${taken} are no events: they make no moment.`;
  return notes(all > maxEvents ? many : null, taken > events.length ? odd : null);
}

const names = {
  "inngest/function.failed": "run:failed",
  "inngest/function.cancelled": "run:cancelled",
  "inngest/function.canceled": "run:cancelled",
} as const;
type Name = keyof typeof names;
const nameOf = ({ name }: Event): string => name.trim().toLowerCase();

const sha256 = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex");

/** What a batch lists twice, or again, is one: a run fails once, and is cancelled once, whatever ids its events have. */
function identityOf(event: Event): string | null {
  const of = event.data?.run_id ? ["run", event.data.run_id] : event.id ? ["id", event.id] : null;
  return of && sha256([nameOf(event), ...of]);
}

function readEvent(one: Event, at: Times): ParsedMoment[] {
  const { ts, data } = one;
  const name = nameOf(one);
  if (!Object.hasOwn(names, name)) return [];
  const system = names[name as Name];
  const failed = system === "run:failed";
  const functionId = data?.function_id || "a function";
  const runId = data?.run_id ? cut(data.run_id, 200) : null;
  const time = instant(ts, at);
  const said = data?.error?.message || data?.error?.error || "";
  const payload = { run_id: runId, timestamp: new Date(time).toISOString() };
  return [
    moment({
      name: `${functionId} ${failed ? "failed" : "was cancelled"}`,
      type: failed ? "alert" : "near-miss",
      source: "Inngest",
      description: paragraphs(prose(said), facts({ Function: functionId, Run: runId, Error: data?.error?.name, Event: data?.event?.name })),
      occurredAt: time,
      correlation: runId && `run ${runId}`,
      severity: failed ? "error" : "info",
      identity: identityOf(one),
      system: runId
        ? {
            name: system,
            payload: failed
              ? { ...payload, error: cut(said, 4_000) || "It failed." }
              : { ...payload, reason: cut(said, 4_000) || undefined },
          }
        : null,
    }),
  ];
}

export const inngest: Integration = {
  integration: "inngest",
  label: "Inngest",
  summary: "Functions that failed or were cancelled",
  icon: "M5 12a7 7 0 0 1 14 0M8 12a4 4 0 0 1 8 0M12 12v8",
  setup: {
    steps: [
      "Make a function in your app that is triggered by inngest/function.failed and inngest/function.cancelled.",
      "Let it post its event, as JSON, to this webhook's URL.",
      "Sign the request by Standard Webhooks if you like, and give the secret to the webhook.",
    ],
    link: { label: "Inngest's system events", url: "https://www.inngest.com/docs/reference/system-events/inngest-function-failed" },
  },
  signature: {
    header: "webhook-signature",
    help: "A Standard Webhooks secret: whsec_ and 24 to 64 bytes in base64.",
    fault: secretFault,
  },
  requestId({ value, headers }) {
    const parsed = read(value);
    const ids = parsed.success ? parsed.data.events.map(({ id, name }) => id && `${id} ${name}`) : [];
    if (ids.length === 0 || !ids.every(Boolean)) return headers["webhook-id"] ?? null;
    return ids.length === 1 ? (ids[0] ?? null) : sha256(ids);
  },
  verify(secrets, { headers, body, now }) {
    const given = { id: headers["webhook-id"], timestamp: headers["webhook-timestamp"], signature: headers["webhook-signature"] };
    return verifyWebhook(secrets, given, body, now) ?? "valid";
  },
  parse({ value, ...at }) {
    const parsed = read(value);
    if (!parsed.success) return unknownShape("Inngest", parsed.error);
    const { events } = parsed.data;
    const moments = events.flatMap((event) => readEvent(event, at));
    if (moments.length > 0) return { ok: true, moments, ...noteOf(parsed.data) };
    return { ok: true, moments, note: `Inngest's ${cut(events[0]?.name ?? "event", 100)} makes no moment.` };
  },
  tellsCaller: false,
};
