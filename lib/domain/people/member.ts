import { z } from "zod";
import { timeShape } from "../fields";

export const roles = ["admin", "member"] as const;
export type Role = (typeof roles)[number];

export const roleField = z.enum(roles, {
  error: (issue) => (issue.input === undefined ? "is required" : `must be one of ${roles.join(", ")}`),
});

export const memberPatch = z.strictObject({ role: roleField }).meta({ id: "MemberPatch" });

export const memberShape = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    teams: z.array(z.object({ id: z.string(), name: z.string() })),
    /** Since when the person belongs to the organization. */
    created_at: timeShape,
    /** Whether it is the caller. */
    you: z.boolean(),
  })
  .meta({ id: "Member" });

export type MemberPatch = z.infer<typeof memberPatch>;
export type MemberShape = z.infer<typeof memberShape>;
