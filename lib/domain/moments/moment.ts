import { z } from "zod";
import { textField, timeField, timeShape } from "../fields";
import { maxMomentName, momentTypes } from "./moment-type";

export const momentShape = z
  .object({
    id: z.string(),
    event_id: z.string(),
    integration: z.string(),
    team_id: z.string().nullable(),
    name: z.string(),
    type: z.enum(momentTypes),
    source: z.string().nullable(),
    source_url: z.string().nullable(),
    description: z.string().meta({ description: "Markdown" }),
    enrichment: z.string().nullable().meta({ description: "What Hotline asked the tool for afterwards, Markdown" }),
    occurred_at: timeShape,
    created_at: timeShape,
  })
  .meta({ id: "Moment" });

/** What a custom webhook takes, for openapi.json: its integration reads it. */
export const momentInput = z
  .looseObject({
    name: z.string().max(maxMomentName),
    type: z.enum(momentTypes),
    source: z.string().max(200).nullish(),
    source_url: z.url().max(2_000).nullish(),
    description: z.string().max(65_536).nullish().meta({ description: "Markdown" }),
    occurred_at: z.string().max(64).nullish().meta({ description: "2023-04-01T12:31:26Z or 2023-04-01 12:31:26; UTC without a zone" }),
  })
  .meta({ id: "MomentInput", description: "Of a custom webhook; the other integrations take what their tools send" });

const text = textField(200);
export const momentFilter = z.object({
  team_id: text.optional(),
  integration: text.optional(),
  type: z.enum(momentTypes, `must be one of ${momentTypes.join(", ")}`).optional(),
  source: text.optional(),
  from: timeField.optional(),
  to: timeField.optional(),
});
export type MomentFilter = z.infer<typeof momentFilter>;

export const momentSourceShape = z
  .object({
    source: z.string().nullable(),
    integration: z.string(),
    count: z.number().int().meta({ description: "Of all moments that are kept" }),
    last_at: timeShape,
    days: z.array(z.object({ date: z.iso.date(), count: z.number().int() })).meta({ description: "The last 14 days in UTC, oldest first" }),
  })
  .meta({ id: "MomentSource" });
export type MomentSourceShape = z.infer<typeof momentSourceShape>;

export type MomentShape = z.infer<typeof momentShape>;
