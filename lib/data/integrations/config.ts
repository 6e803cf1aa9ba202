import { unstorable } from "../../domain/json";
import { maskedWords } from "../../domain/masked";
import { clip } from "../../domain/plain-text";
import { type FieldError, invalid, notFound } from "../../domain/problem";
import { sayUnknown } from "../../domain/unknown-field";
import { integrationOf } from "../../integrations";
import type { ToolContact } from "../../integrations/integration";
import { mergeConfig } from "../../postgres/sealed";

/** A team's key to a tool, open. */
export type OpenConfig = Record<string, string>;

/** Longest value, in characters. */
const maxValue = 1_000;

/**
 * Checks a config that somebody sent. `current` is the one that is stored, open: a masked value that shows it means "unchanged", what is left out
 * stays, and null takes a field away. Throws 422 with every field that is wrong.
 */
export function readCredential(contact: ToolContact, sent: Record<string, string | null>, current: OpenConfig | null): OpenConfig {
  const errors: FieldError[] = [];
  const fault = (name: string, message: string) => errors.push({ path: `config.${name}`, message });
  for (const name of Object.keys(sent)) {
    if (!contact.fields.some((field) => field.name === name))
      fault(
        clip(name, 64),
        sayUnknown(
          name,
          contact.fields.map((field) => field.name),
        ),
      );
  }
  const { config: merged, masked } = mergeConfig(contact.fields, sent, current);
  const config: OpenConfig = {};
  for (const { name, required, secret, options } of contact.fields) {
    const given = merged[name];
    const value = typeof given === "string" ? given.trim() : undefined;
    if (!value) {
      if (required) fault(name, "is required");
    } else if (masked.some(([field]) => field === name)) fault(name, maskedWords);
    else if (value.length > maxValue) fault(name, `must have at most ${maxValue} characters`);
    // Keys travel in headers.
    else if (/\p{Cc}/u.test(value) || unstorable(value)) fault(name, "must not contain control characters");
    else if (secret && /[^\x21-\x7e]/.test(value)) fault(name, "must be printable ASCII without spaces");
    else if (options && !options.some((option) => option.value === value))
      fault(name, `must be one of ${options.map((option) => option.value).join(", ")}`);
    else config[name] = value;
  }
  if (errors.length > 0) throw invalid(errors);
  return config;
}

/** How Hotline contacts an integration's tool. Throws 404 for an integration that there is not, 422 for one that is never contacted. */
export function contactOf(name: string): ToolContact {
  const integration = integrationOf(name);
  if (!integration) throw notFound("integration");
  if (!integration.contact) throw invalid([{ path: "", message: `Hotline does not contact ${integration.label}: it needs no key` }]);
  return integration.contact;
}
