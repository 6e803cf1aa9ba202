import { z } from "zod";
import { environmentField, nameField, timeShape } from "../fields";
import { unstorable } from "../json";
import { checkPattern, maxPatternLength, sayPatternError } from "./pattern";

export const patternField = z
  .string({ error: (issue) => (issue.input === undefined ? "is required" : "must be a string") })
  .min(1, "must not be empty")
  .max(maxPatternLength, `must have at most ${maxPatternLength} characters`)
  .superRefine((pattern, context) => {
    const words = unstorable(pattern);
    if (words) return context.addIssue(words);
    const error = checkPattern(pattern);
    if (error) context.addIssue(sayPatternError(error));
  })
  .meta({ description: "RE2, matched against the whole name", example: "payment:.*" });

const description = z
  .string("must be a string")
  .max(500, "must have at most 500 characters")
  .refine((text) => unstorable(text) === null, "must be valid Unicode text without NUL characters");

export const channelInput = z
  .strictObject({
    name: nameField,
    pattern: patternField,
    description: description.nullish(),
    environment: environmentField,
    enabled: z.boolean("must be true or false").default(true),
  })
  .meta({ id: "ChannelInput" });
export const channelPatch = channelInput
  .extend({ enabled: z.boolean("must be true or false") })
  .partial()
  .meta({ id: "ChannelPatch" });

export const channelShape = z
  .object({
    id: z.string(),
    name: z.string(),
    pattern: z.string(),
    description: z.string(),
    environment: z.string().nullable(),
    enabled: z.boolean(),
    system: z.boolean(),
    created_at: timeShape,
    updated_at: timeShape,
  })
  .meta({ id: "Channel" });

export const previewInput = z.strictObject({ pattern: patternField, environment: environmentField }).meta({ id: "ChannelPreviewInput" });
export const previewShape = z
  .object({
    matches: z.array(z.object({ name: z.string(), count: z.number().int() })),
    names_considered: z.number().int(),
    complete: z.boolean().meta({ description: "false when there were more names than could be looked at" }),
  })
  .meta({ id: "ChannelPreview", description: "Alert names of the last 30 days, most frequent first" });

export type ChannelInput = z.infer<typeof channelInput>;
export type ChannelPatch = z.infer<typeof channelPatch>;
export type ChannelShape = z.infer<typeof channelShape>;
