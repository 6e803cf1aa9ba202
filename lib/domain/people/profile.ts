import { z } from "zod";
import { emailField } from "../email-address";
import { nameField, textField } from "../fields";
import { ownPath } from "../own-path";
import { roles } from "./member";
import { passwordField } from "./setup";

export const profilePatch = z.strictObject({ name: nameField }).meta({ id: "ProfilePatch" });

export const passwordChange = z
  .strictObject({
    current_password: z.string("must be a string").max(1_000).optional().meta({ description: "Required where there is one" }),
    new_password: passwordField,
  })
  .meta({ id: "PasswordChange" });

export const organizationChoice = z.strictObject({ organization_id: textField(100) }).meta({ id: "OrganizationChoice" });

/** Who calls, and where. */
export const meShape = z
  .object({
    organization: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), email: z.string(), name: z.string(), has_password: z.boolean() }).nullable(),
    role: z.enum(roles).nullable(),
    scopes: z.array(z.string()).nullable(),
    /** The person's, in the order in which they joined; none for an API key. */
    organizations: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(roles) })),
  })
  .meta({ id: "Me" });

export const signInLinkInput = z
  .strictObject({
    email: emailField,
    callback_url: z
      .string("must be a string")
      .max(2_000)
      .refine((path) => ownPath(path) !== null, "must be a path of this app, like /alerts/history")
      .optional(),
  })
  .meta({ id: "SignInLinkInput" });

export type MeShape = z.infer<typeof meShape>;
export type ProfilePatch = z.infer<typeof profilePatch>;
export type PasswordChange = z.infer<typeof passwordChange>;
export type SignInLinkInput = z.infer<typeof signInLinkInput>;
