import { z } from "zod";
import { emailField } from "../email-address";
import { nameField, textField } from "../fields";
import { unstorable } from "../json";
import { passwordLength } from "./password-length";

export const passwordField = z
  .string({ error: (issue) => (issue.input === undefined ? "is required" : "must be a string") })
  .min(passwordLength.min, `must have at least ${passwordLength.min} characters`)
  .max(passwordLength.max, `must have at most ${passwordLength.max} characters`)
  .refine((text) => unstorable(text) === null, "must be valid Unicode text without NUL characters");

/** The first organization and its admin. */
export const firstOrganization = z.strictObject({
  organization: nameField,
  name: nameField.optional(),
  email: emailField,
  password: passwordField,
});

export const setupInput = firstOrganization
  .extend({ code: textField(64).meta({ description: "The one-time code on the server's console" }) })
  .meta({ id: "Setup" });
