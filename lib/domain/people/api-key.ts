import { z } from "zod";
import { environmentField, nameField, timeField, timeShape } from "../fields";
import { scopes } from "./actor";

const scopeList = z
  .array(z.enum(scopes, `must be one of ${scopes.join(", ")}`), {
    error: (issue) => (issue.input === undefined ? "is required" : "must be a list of scopes"),
  })
  .min(1, "must name at least one scope")
  .transform((list) => [...new Set(list)]);

const teamField = z.string("must be a team's id").max(100).nullish().meta({ description: "A team's id; null or left out: of no team" });

const fields = z.strictObject({
  name: nameField,
  scopes: scopeList,
  environment: environmentField,
  team_id: teamField,
  expires_at: timeField.nullish(),
});
export const apiKeyInput = fields.meta({ id: "ApiKeyInput" });
export const apiKeyPatch = fields.partial().meta({ id: "ApiKeyPatch" });

export const apiKeyShape = z
  .object({
    id: z.string(),
    name: z.string(),
    /** `hl_key_…` and the last four characters. */
    masked_key: z.string(),
    scopes: z.array(z.enum(scopes)),
    environment: z.string().nullable(),
    team_id: z.string().nullable(),
    expires_at: timeShape.nullable(),
    last_used_at: timeShape.nullable(),
    created_at: timeShape,
  })
  .meta({ id: "ApiKey" });
export const newApiKeyShape = apiKeyShape
  .extend({ key: z.string().meta({ description: "Shown in this answer only" }) })
  .meta({ id: "NewApiKey" });

/** What a caller sends, before it is checked: times as texts. */
export type ApiKeyBody = z.input<typeof apiKeyInput>;
export type ApiKeyInput = z.infer<typeof apiKeyInput>;
export type ApiKeyPatch = z.infer<typeof apiKeyPatch>;
export type ApiKeyShape = z.infer<typeof apiKeyShape>;
