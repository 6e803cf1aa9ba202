import { unstorable } from "../../domain/json";
import { type FieldError, invalid } from "../../domain/problem";
import type { ToolContact } from "../../integrations/integration";
import { db } from "../../postgres/db";
import { decrypt, encrypt, type Place } from "../../postgres/secrets";

/** A team's key to a tool, open; and as it is stored, with each secret as `{encrypted}`. */
export type OpenConfig = Record<string, string>;
export type StoredConfig = Record<string, string | { encrypted: string }>;

interface Of {
  organizationId: string;
  id: string;
}

const dots = "••••";
const mask = (secret: string) => dots + (secret.length >= 12 ? secret.slice(-4) : "");
/** Longest value, in characters. */
const maxValue = 1_000;

const place = ({ organizationId, id }: Of, field: string): Place => ({
  table: "integration_credentials",
  column: `config.${field}`,
  row: id,
  organizationId,
});

const isSecret = (contact: ToolContact, name: string) => contact.fields.some((field) => field.name === name && field.secret);

export const sealCredential = (contact: ToolContact, config: OpenConfig, of: Of): StoredConfig =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, isSecret(contact, name) ? { encrypted: encrypt(value, place(of, name)) } : value]),
  );

/** Throws DecryptError when a key is gone. */
export const openCredential = (stored: StoredConfig, of: Of): OpenConfig =>
  Object.fromEntries(
    Object.entries(stored).map(([name, value]) => [name, typeof value === "string" ? value : decrypt(value.encrypted, place(of, name))]),
  );

/** Encrypts a row's secrets with the key that writes now, within a transaction. */
export async function resealCredential(id: string): Promise<void> {
  await db().$executeRaw`SELECT 1 FROM integration_credentials WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await db().integrationCredential.findUnique({ where: { id } });
  if (!row) return;
  const config = Object.fromEntries(
    Object.entries(row.config as StoredConfig).map(([name, value]) => [
      name,
      typeof value === "string" ? value : { encrypted: encrypt(decrypt(value.encrypted, place(row, name)), place(row, name)) },
    ]),
  );
  await db().integrationCredential.update({ where: { id }, data: { config } });
}

/** As answers show it: secrets by their last four characters. Never throws. */
export const maskCredential = (stored: StoredConfig, of: Of): OpenConfig =>
  Object.fromEntries(
    Object.entries(stored).map(([name, value]) => {
      if (typeof value === "string") return [name, value];
      try {
        return [name, mask(decrypt(value.encrypted, place(of, name)))];
      } catch {
        return [name, dots];
      }
    }),
  );

/**
 * Checks a config that somebody sent. `current` is the one that is stored, open: a masked value that shows it means "unchanged", what is left out
 * stays, and null takes a field away. Throws 422 with every field that is wrong.
 */
export function readCredential(contact: ToolContact, sent: Record<string, string | null>, current: OpenConfig | null): OpenConfig {
  const errors: FieldError[] = [];
  const fault = (name: string, message: string) => errors.push({ path: `config.${name}`, message });
  const config: OpenConfig = {};
  for (const name of Object.keys(sent)) {
    if (!contact.fields.some((field) => field.name === name)) fault(name.slice(0, 64), "is not a field of this");
  }
  for (const { name, required, secret, options } of contact.fields) {
    const given = Object.hasOwn(sent, name) ? sent[name] : current?.[name];
    const kept = current?.[name];
    const value = secret && given?.startsWith(dots) && kept !== undefined && mask(kept) === given ? kept : given?.trim();
    if (!value) {
      if (required) fault(name, "is required");
    } else if (value.startsWith(dots)) fault(name, "is a masked value; send the real one");
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
