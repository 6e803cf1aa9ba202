import { z } from "zod";
import { nameField, timeShape } from "../fields";

export const teamInput = z.strictObject({ name: nameField }).meta({ id: "TeamInput" });
export const teamPatch = teamInput.partial().meta({ id: "TeamPatch" });

export const teamShape = z
  .object({
    id: z.string(),
    name: z.string(),
    members: z.array(z.object({ id: z.string(), name: z.string(), email: z.string() })),
    /** How many API keys belong to it. */
    api_keys: z.number().int(),
    created_at: timeShape,
  })
  .meta({ id: "Team" });

export type TeamInput = z.infer<typeof teamInput>;
export type TeamPatch = z.infer<typeof teamPatch>;
export type TeamShape = z.infer<typeof teamShape>;
