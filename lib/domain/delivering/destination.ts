import { z } from "zod";
import { nameField, timeShape } from "../fields";

const config = z.record(z.string(), z.unknown(), { error: (issue) => (issue.input === undefined ? "is required" : "must be an object") });
const kind = z.string({ error: (issue) => (issue.input === undefined ? "is required" : "must be a string") });

export const destinationInput = z
  .strictObject({ name: nameField, kind, config, enabled: z.boolean("must be true or false").default(true) })
  .meta({ id: "DestinationInput" });
export const destinationPatch = z
  .strictObject({ name: nameField, kind, config, enabled: z.boolean("must be true or false") })
  .partial()
  .meta({ id: "DestinationPatch" });

export const destinationShape = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    config: z.record(z.string(), z.unknown()).meta({ description: "Secrets are masked; a masked value sent back means unchanged" }),
    /** The target in one line, without secrets. */
    target: z.string(),
    enabled: z.boolean(),
    disabled_reason: z.string().nullable(),
    verified: z.boolean(),
    created_at: timeShape,
    updated_at: timeShape,
  })
  .meta({ id: "Destination" });

export const testInput = z.strictObject({ kind, config }).meta({ id: "DestinationTestInput" });
export const savedTestInput = z
  .strictObject({ config: config.optional().meta({ description: "What would be saved; without it, the test is of what is saved" }) })
  .meta({ id: "SavedDestinationTestInput" });
export const testShape = z
  .object({
    outcome: z.string(),
    status_code: z.number().int().nullable(),
    duration_ms: z.number().int(),
    error: z.string().nullable(),
    response_excerpt: z.string().nullable(),
  })
  .meta({ id: "DestinationTest" });

export const rotateInput = z
  .strictObject({
    old_valid_hours: z.number("must be a number").min(0, "must not be negative").max(720, "must be at most 720 (30 days)").default(24),
  })
  .meta({ id: "RotateSigningSecret" });
export const signingSecretShape = z.object({ secret: z.string() }).meta({ id: "SigningSecret" });

export type DestinationInput = z.infer<typeof destinationInput>;
export type DestinationPatch = z.infer<typeof destinationPatch>;
export type DestinationShape = z.infer<typeof destinationShape>;
export type TestShape = z.infer<typeof testShape>;
