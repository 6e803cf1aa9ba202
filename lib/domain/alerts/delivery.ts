import { z } from "zod";
import { timeShape } from "../fields";

export const deliveryStatuses = ["sent", "pending", "failed", "skipped"] as const;

const attemptShape = z.object({
  number: z.number().int(),
  started_at: timeShape,
  duration_ms: z.number().int().nullable(),
  outcome: z.string().nullable(),
  status_code: z.number().int().nullable(),
  error: z.string().nullable(),
  response_excerpt: z.string().nullable(),
  maybe_delivered: z.boolean(),
});

export const deliveryShape = z
  .object({
    id: z.string(),
    destination: z.object({ id: z.string(), name: z.string(), kind: z.string() }),
    status: z.enum(deliveryStatuses),
    reason: z.string().nullable(),
    said: z.string().nullable().meta({ description: "The reason in words; null without one" }),
    attempts: z.array(attemptShape),
    next_attempt_at: timeShape.nullable(),
    sent_at: timeShape.nullable(),
  })
  .meta({ id: "Delivery" });

/** What a list of deliveries is narrowed by. */
export const deliveryFilter = z
  .object({
    destination_id: z.string().max(500).optional(),
    status: z.enum(deliveryStatuses, "must be one of sent, pending, failed, skipped").optional(),
  })
  .meta({ id: "DeliveryFilter" });

export const deliveryItemShape = z
  .object({
    id: z.string(),
    alert: z.object({ id: z.string(), name: z.string(), environment: z.string().nullable(), created_at: timeShape }),
    destination: z.object({ id: z.string(), name: z.string(), kind: z.string() }),
    status: z.enum(deliveryStatuses),
    reason: z.string().nullable(),
    attempts: z.number().int(),
    last_error: z.string().nullable().meta({ description: "What the newest attempt met, as a sentence" }),
    next_attempt_at: timeShape.nullable(),
    sent_at: timeShape.nullable(),
    created_at: timeShape,
  })
  .meta({ id: "DeliveryItem" });

export type DeliveryFilter = z.infer<typeof deliveryFilter>;
export type DeliveryItemShape = z.infer<typeof deliveryItemShape>;
export type DeliveryShape = z.infer<typeof deliveryShape>;
