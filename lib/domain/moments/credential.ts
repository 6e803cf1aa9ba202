import { z } from "zod";
import { textField, timeShape } from "../fields";

const id = textField(64);
const config = z
  .record(z.string().max(64), z.union([z.string(), z.null()], "must be text"), {
    error: (issue) => (issue.input === undefined ? "is required" : "must be an object"),
  })
  .meta({ description: "The integration's contact fields; a masked value that is sent back means unchanged" });

export const credentialInput = z.strictObject({ team_id: id, config }).meta({ id: "CredentialInput" });
export const credentialPatch = z.strictObject({ config }).partial().meta({ id: "CredentialPatch" });
export type CredentialInput = z.infer<typeof credentialInput>;
export type CredentialPatch = z.infer<typeof credentialPatch>;

export const credentialShape = z
  .object({
    id: z.string(),
    team_id: z.string(),
    integration: z.string(),
    config: z.record(z.string(), z.string()).meta({ description: "Secrets masked" }),
    status: z.enum(["unchecked", "ok", "failing"]),
    checked_at: timeShape.nullable(),
    ok_at: timeShape.nullable(),
    pause_until: timeShape.nullable().meta({ description: "The tool is left alone until then" }),
    may_manage: z.boolean(),
    created_at: timeShape,
    updated_at: timeShape,
  })
  .meta({ id: "Credential" });
export type CredentialShape = z.infer<typeof credentialShape>;

/** What the tool said when it was asked whether it knows the key. */
export const checkShape = z
  .object({
    ok: z.boolean(),
    outcome: z.string(),
    status_code: z.number().int().nullable(),
    error: z.string().nullable(),
    fix: z.string().nullable(),
    message: z.string().nullable().meta({ description: "Whose key it is, in words" }),
  })
  .meta({ id: "CredentialCheck" });
export type CheckShape = z.infer<typeof checkShape>;
