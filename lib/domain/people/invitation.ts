import { z } from "zod";
import { emailField } from "../email-address";
import { nameField, timeShape } from "../fields";
import { roleField, roles } from "./member";
import { passwordField } from "./setup";

export const invitationInput = z.strictObject({ email: emailField, role: roleField.default("member") }).meta({ id: "InvitationInput" });

/** The names of its fields, as errors point at them. */
export const invitationFields = invitationInput.keyof().enum;

export const invitationShape = z
  .object({
    id: z.string(),
    email: z.string(),
    role: z.enum(roles),
    expires_at: timeShape,
    created_at: timeShape,
    expired: z.boolean(),
  })
  .meta({ id: "Invitation" });

export const sentInvitationShape = invitationShape
  .extend({
    mail: z.enum(["sent", "captured", "failed"]).meta({ description: "captured: no mailer is set, so it is kept in the local mailbox" }),
    url: z
      .string()
      .nullable()
      .meta({ description: "Where it is accepted; in this answer only. Null where an address must be proven by its mail" }),
  })
  .meta({ id: "SentInvitation" });

const tokenField = z.string({ error: (issue) => (issue.input === undefined ? "is required" : "must be a string") }).max(500);

export const invitationToken = z.strictObject({ token: tokenField });

/** What its page shows to somebody who holds the link. */
export const foundInvitationShape = z
  .object({
    organization: z.string(),
    email: z.string(),
    role: z.enum(roles),
    signed_in: z.boolean().meta({ description: "The caller is signed in under this address: the token alone is enough" }),
  })
  .meta({ id: "FoundInvitation" });

export const acceptInvitationInput = z
  .strictObject({ token: tokenField, name: nameField.optional(), password: z.string("must be a string").max(1_000).optional() })
  .meta({ id: "AcceptInvitation" });

/** What somebody new must say. */
export const newPerson = z.object({ name: nameField, password: passwordField });

export type InvitationInput = z.infer<typeof invitationInput>;
export type InvitationShape = z.infer<typeof invitationShape>;
export type SentInvitationShape = z.infer<typeof sentInvitationShape>;
export type FoundInvitationShape = z.infer<typeof foundInvitationShape>;
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>;
