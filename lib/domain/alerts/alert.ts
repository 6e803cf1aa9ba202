import { z } from "zod";
import { timeField, timeShape } from "../fields";
import { unstorable } from "../json";
import { deliveryShape, deliveryStatuses } from "./delivery";
import { traceShape } from "./trace";

const text = z
  .string()
  .max(500, "must have at most 500 characters")
  .refine((value) => unstorable(value) === null, "must be valid Unicode text without NUL characters");

/** What a list of alerts is narrowed by. */
export const alertFilter = z
  .object({
    name: text.optional().meta({ description: "The whole name" }),
    channel_id: text.optional(),
    environment: text.optional().meta({ description: "A slug" }),
    status: z.enum([...deliveryStatuses, "none"], "must be one of sent, pending, failed, skipped, none").optional(),
    source: text.optional(),
    dedup_key: text.optional(),
    q: text.optional().meta({ description: "Part of the name or of the payload's text" }),
    from: timeField.optional(),
    to: timeField.optional(),
  })
  .meta({ id: "AlertFilter" });
export type AlertFilter = z.infer<typeof alertFilter>;

export const alertItemShape = z
  .object({
    id: z.string(),
    name: z.string(),
    environment: z.string().nullable(),
    source: z.string(),
    severity: z.string().nullable(),
    action: z.enum(["trigger", "resolve"]),
    created_at: timeShape,
    routed_at: timeShape.nullable(),
    replay_of: z.string().nullable(),
    channels: z.array(z.object({ id: z.string(), name: z.string() })),
    deliveries: z.object({ sent: z.number().int(), pending: z.number().int(), failed: z.number().int(), skipped: z.number().int() }),
  })
  .meta({ id: "AlertItem" });

export const alertShape = alertItemShape
  .extend({
    dedup_key: z.string().nullable(),
    event_id: z.string().nullable().meta({ description: "The event of a webhook that it came with" }),
    said: z.string().meta({ description: "What became of it, in words" }),
    payload: z.record(z.string(), z.unknown()),
    channels: z.array(z.object({ id: z.string(), name: z.string(), pattern: z.string() })),
    deliveries: z.array(deliveryShape),
    trace: traceShape.nullable().meta({ description: "Null until the alert is routed" }),
  })
  .meta({ id: "Alert" });

export const alertCountShape = z
  .object({ count: z.number().int(), capped: z.boolean().meta({ description: "true when there are more than were counted" }) })
  .meta({ id: "AlertCount" });

export const alertSummaryShape = z
  .object({
    from: timeShape,
    alerts: z.number().int(),
    sent: z.number().int(),
    pending: z.number().int(),
    failed: z.number().int(),
    skipped: z.number().int(),
  })
  .meta({ id: "AlertSummary", description: "Alerts of the last 24 hours, and what became of their deliveries" });

export type AlertItemShape = z.infer<typeof alertItemShape>;
export type AlertShape = z.infer<typeof alertShape>;
export type AlertCountShape = z.infer<typeof alertCountShape>;
export type AlertSummaryShape = z.infer<typeof alertSummaryShape>;
