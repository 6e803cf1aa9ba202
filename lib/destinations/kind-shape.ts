import { z } from "zod";
import { fieldShape } from "../domain/field-shape";

/** A kind of destination as data: what a form and a list need of it. */
export const destinationKindShape = z
  .object({
    kind: z.string(),
    label: z.string(),
    summary: z.string().meta({ description: "What it does, in one line" }),
    icon: z.string().meta({ description: "The d of an SVG path in a 24 × 24 box, drawn with a 1.5 px stroke" }),
    fields: z.array(fieldShape),
    signed: z.boolean().meta({ description: "Has a Standard Webhooks signing secret" }),
    confirmed_field: z
      .string()
      .nullable()
      .meta({ description: "The config field whose address must be confirmed before anything is sent to it; null for none" }),
    retries: z.object({
      tries: z.number().int().meta({ description: "How often a delivery is tried at most" }),
      seconds: z.number().int().meta({ description: "From the first try to the last" }),
    }),
    outcomes: z
      .record(
        z.string(),
        z.object({
          class: z.enum(["success", "transient", "suspect", "permanent", "gone", "blocked", "ours"]),
          sentence: z.string().nullable(),
          fix: z.string().optional(),
        }),
      )
      .meta({ description: "The vendor's own outcomes, beside those that every kind shares" }),
  })
  .meta({ id: "DestinationKind" });

export type DestinationKindShape = z.infer<typeof destinationKindShape>;
export type DestinationField = DestinationKindShape["fields"][number];
