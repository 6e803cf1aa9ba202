import { z } from "zod";
import { nameField, textField, timeShape } from "../fields";

const slug = textField(64).regex(/^[a-z0-9]([a-z0-9-_]*[a-z0-9])?$/, "must be lower-case letters, digits, - and _, like production");

export const environmentInput = z.strictObject({ slug, name: nameField.optional() }).meta({ id: "EnvironmentInput" });
export const environmentPatch = environmentInput.partial().meta({ id: "EnvironmentPatch" });
export const environmentShape = z
  .object({ id: z.string(), slug: z.string(), name: z.string(), created_at: timeShape })
  .meta({ id: "Environment" });

export type EnvironmentInput = z.infer<typeof environmentInput>;
export type EnvironmentPatch = z.infer<typeof environmentPatch>;
export type EnvironmentShape = z.infer<typeof environmentShape>;
