import { kindOf } from "../../destinations";
import type { DestinationKind } from "../../destinations/kind";
import { findUnstorable } from "../../domain/json";
import { type FieldError, invalid } from "../../domain/problem";
import { env } from "../../env";
import { decrypt, encrypt, type Place } from "../../postgres/secrets";

/** A config as people and kinds see it; and as it is stored, with each secret as `{encrypted}`. */
export type Config = Record<string, unknown>;

const dots = "••••";
const mask = (secret: string) => dots + (secret.length >= 12 ? secret.slice(-4) : "");

const place = (organizationId: string, row: string, column: string): Place => ({
  table: "destinations",
  column: `config.${column}`,
  row,
  organizationId,
});

const isSealed = (value: unknown): value is { encrypted: string } => typeof value === "object" && value !== null && "encrypted" in value;

/** Applies `change` to each secret of a config: a secret field's text, or each value of a secret `headers` field. */
function mapSecrets(kind: DestinationKind, config: Config, change: (value: unknown, column: string) => unknown): Config {
  const result = { ...config };
  for (const field of kind.fields) {
    const value = config[field.name];
    if (!field.secret || value === undefined || value === null) continue;
    // A mistyped headers field is left to the schema, which names it.
    if (field.input === "headers" && (typeof value !== "object" || Array.isArray(value))) continue;
    result[field.name] =
      field.input === "headers"
        ? Object.fromEntries(Object.entries(value as Config).map(([name, text]) => [name, change(text, `${field.name}.${name}`)]))
        : change(value, field.name);
  }
  return result;
}

/** Encrypts the secrets of a config, for its row. */
export const sealConfig = (kind: DestinationKind, config: Config, organizationId: string, id: string): Config =>
  mapSecrets(kind, config, (value, column) => ({ encrypted: encrypt(String(value), place(organizationId, id, column)) }));

/** Decrypts a stored config. Throws DecryptError when a key is gone. */
export const openConfig = (kind: DestinationKind, stored: Config, organizationId: string, id: string): Config =>
  mapSecrets(kind, stored, (value, column) => (isSealed(value) ? decrypt(value.encrypted, place(organizationId, id, column)) : value));

/** A stored config as answers show it: secrets masked, by their last four characters. Never throws. */
export function maskConfig(kind: DestinationKind, stored: Config, organizationId: string, id: string): Config {
  return mapSecrets(kind, stored, (value, column) => {
    try {
      return isSealed(value) ? mask(decrypt(value.encrypted, place(organizationId, id, column))) : dots;
    } catch {
      return dots;
    }
  });
}

/**
 * Checks a config that somebody sent. `current` is the destination's own, decrypted: a masked value that shows it means
 * "unchanged", and fields that are left out keep theirs; null takes a field away. Throws 422 with every field that is wrong.
 */
export function readConfig(kindName: string, sent: Config, current: Config | null): { kind: DestinationKind; config: Config } {
  const kind = kindOf(kindName);
  if (!kind) throw invalid([{ path: "kind", message: "is not a kind of destination; GET /openapi.json lists them" }]);
  const unstorable = findUnstorable(sent);
  if (unstorable) throw invalid([{ path: `config.${unstorable.path}`, message: unstorable.message }]);
  const merged = Object.fromEntries(Object.entries({ ...current, ...sent }).filter(([, value]) => value !== null));
  const errors: FieldError[] = [];
  const config = mapSecrets(kind, merged, (value, column) => {
    if (typeof value !== "string" || !value.startsWith(dots)) return value;
    const [field = "", name] = column.split(/\.(.*)/s);
    const kept = name === undefined ? current?.[field] : (current?.[field] as Config | undefined)?.[name];
    if (typeof kept === "string" && mask(kept) === value) return kept;
    errors.push({ path: `config.${column}`, message: "is a masked value; send the real one" });
    return value;
  });
  if (errors.length > 0) throw invalid(errors);
  const parsed = kind.schema.safeParse(config);
  if (!parsed.success)
    throw invalid(parsed.error.issues.map((issue) => ({ path: ["config", ...issue.path].join("."), message: issue.message })));
  const refused = kind.check?.(parsed.data, env().kindSettings);
  if (refused) throw invalid([{ path: `config.${refused.path}`, message: refused.message }]);
  return { kind, config: parsed.data };
}
