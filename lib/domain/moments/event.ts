import { z } from "zod";
import { textField, timeField, timeShape } from "../fields";
import { unstorable } from "../json";
import { momentShape } from "./moment";
import { momentTypes } from "./moment-type";

const statuses = ["success", "error"] as const;

/** Moments that an event shows in a list: a group may hold 1,000. */
export const maxItemMoments = 20;

export const eventItemShape = z
  .object({
    id: z.string(),
    webhook_id: z.string().nullable(),
    webhook: z.object({ id: z.string(), label: z.string() }).nullable().meta({ description: "Null also for one that was deleted since" }),
    team_id: z.string().nullable(),
    integration: z.string(),
    status: z.enum(statuses),
    reason: z.string().nullable(),
    cause: z.string().nullable().meta({ description: "What errors of one cause have in common" }),
    verdict: z.string().meta({ description: "Of the signature: valid, unsigned, missing, stale or mismatch" }),
    received_at: timeShape,
    caller: z.object({ address: z.string(), user_agent: z.string() }),
    corrected: z.boolean(),
    retry_pending: z.boolean().meta({ description: "It waits to be read again" }),
    moments: z
      .array(z.object({ id: z.string(), name: z.string(), type: z.enum(momentTypes) }))
      .meta({ description: `The first ${maxItemMoments} of them` }),
    moment_count: z.number().int(),
  })
  .meta({ id: "EventItem" });

export const eventShape = eventItemShape
  .extend({
    headers: z.record(z.string(), z.string()).meta({ description: "Secrets redacted" }),
    body: z
      .string()
      .meta({ description: "As it was received, but for tokens that the caller may not reveal; bytes that are no UTF-8 as U+FFFD" }),
    corrected_body: z.string().nullable(),
    request_id: z.string().nullable(),
    retries: z.number().int(),
    may_manage: z.boolean(),
    moments: z.array(momentShape),
    alerts: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: "Event" });

const text = textField(200);
export const eventFilter = z.object({
  webhook_id: text.optional(),
  integration: text.optional(),
  team_id: text.optional(),
  status: z.enum(statuses, "must be success or error").optional(),
  cause: text.optional(),
  retry_pending: z.literal("true", "must be true").optional().meta({ description: "Only those that wait to be read again" }),
  q: text.optional().meta({ description: "Part of the reason, of a moment's name, or of the caller" }),
  from: timeField.optional(),
  to: timeField.optional(),
});
export type EventFilter = z.infer<typeof eventFilter>;

export const retryEventInput = z
  .strictObject({ body: z.unknown().optional().meta({ description: "JSON, or its text: what to read in the body's place" }) })
  .meta({ id: "RetryEvent" });

/** Which of the events that errored. Strict: a mistyped filter would retry everything. */
export const retryEventsInput = eventFilter
  .pick({ integration: true, webhook_id: true, team_id: true, q: true, from: true, to: true })
  .extend({
    cause: z
      .string()
      .max(200, "must have at most 200 characters")
      .refine((cause) => unstorable(cause) === null, "must be valid Unicode text without NUL characters")
      .optional(),
    ids: z.array(z.string("must be an id")).max(500, "must have at most 500 entries").optional(),
  })
  .strict()
  .meta({ id: "RetryEvents", description: "Every event that errored and that all of this matches" });
export type RetryEventsInput = z.infer<typeof retryEventsInput>;

export const eventCauseFilter = z.object({
  integration: text.optional(),
  webhook_id: text.optional(),
  team_id: text.optional(),
  q: text.optional(),
  from: timeField.optional(),
  to: timeField.optional(),
});

export const eventCauseShape = z
  .object({
    cause: z.string(),
    integration: z.string(),
    reason: z.string().nullable().meta({ description: "Of the newest of them" }),
    count: z.number().int(),
    first_at: timeShape,
    last_at: timeShape,
    last_event_id: z.string(),
  })
  .meta({ id: "EventCause" });
export type EventCauseShape = z.infer<typeof eventCauseShape>;

export type EventItemShape = z.infer<typeof eventItemShape>;
export type EventShape = z.infer<typeof eventShape>;
