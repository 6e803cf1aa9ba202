import { z } from "zod";
import { textField, timeField, timeShape } from "../fields";

export const auditFilter = z.object({
  actor: textField(100).optional().meta({ description: "user_…, key_… or hotline" }),
  action: textField(100).optional().meta({ description: "destination.updated; or destination, for all that is done to one" }),
  subject_id: textField(100).optional(),
  from: timeField.optional(),
  to: timeField.optional(),
});

const change = z.record(z.string(), z.unknown()).nullable();

/** One change: who did what to what. Without secrets. */
export const auditEntryShape = z
  .object({
    id: z.string(),
    actor: z.object({ type: z.enum(["user", "key", "hotline"]), id: z.string().nullable(), name: z.string().nullable() }),
    action: z.string(),
    subject: z.object({ id: z.string(), name: z.string().nullable() }),
    before: change,
    after: change,
    created_at: timeShape,
  })
  .meta({ id: "AuditEntry" });

export type AuditFilter = z.infer<typeof auditFilter>;
export type AuditEntryShape = z.infer<typeof auditEntryShape>;
