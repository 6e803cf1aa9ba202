import type { Field } from "../domain/form-field";
import { dots, isMasked } from "../domain/masked";
import { parseUrl } from "../domain/url";
import { DecryptError, decrypt, encrypt, type Place } from "./secrets";

/** Whose a sealed value is: its ciphertext is bound to both and opens nowhere else. Ids are UUIDs, but for a kept answer, whose id is its actor, endpoint and key. */
export interface Owner {
  id: string;
  organizationId: string;
}

/** A secret inside a JSON column. */
export interface Sealed {
  encrypted: string;
}

/** A column that holds ciphertext: the whole text, or each `{encrypted}` of a JSON value. */
export interface SealedColumn {
  table: string;
  column: string;
  type: "text" | "jsonb";
  /** The table's primary key, with its columns' types. */
  key: Readonly<Record<string, "uuid" | "text">>;
  /** SQL for the owner's id. */
  owner: string;
}

const column = (table: string, name: string, type: "text" | "jsonb", more: Partial<SealedColumn> = {}): SealedColumn => ({
  table,
  column: name,
  type,
  key: { id: "uuid" },
  owner: "id",
  ...more,
});

/** Every column that holds ciphertext. `npm run rotate-keys` goes through this list; a test compares it with the database. */
export const sealedColumns = {
  destinationConfig: column("destinations", "config", "jsonb"),
  destinationSigningSecrets: column("destinations", "signing_secrets", "jsonb"),
  webhookToken: column("webhooks", "token", "text"),
  webhookSigningSecrets: column("webhooks", "signing_secrets", "jsonb"),
  credentialConfig: column("integration_credentials", "config", "jsonb"),
  deliverySentWith: column("deliveries", "sent_with", "text", { owner: "destination_id" }),
  idempotentAnswer: column("idempotency_keys", "response", "text", {
    key: { organization_id: "uuid", actor: "text", endpoint: "text", key: "text" },
    owner: "actor || ' ' || endpoint || ' ' || key",
  }),
} as const;

const place = ({ table, column }: SealedColumn, { id, organizationId }: Owner, path: readonly string[]): Place => ({
  table,
  column: [column, ...path].join("."),
  row: id,
  organizationId,
});

/** Encrypts a secret for its place; `path` is where it stands in a JSON value, without places in lists. */
export const seal = (column: SealedColumn, owner: Owner, plain: string, path: readonly string[] = []): string =>
  encrypt(plain, place(column, owner, path));

/** Decrypts what `seal` gave for the same place. Throws DecryptError. */
export const unseal = (column: SealedColumn, owner: Owner, sealed: string, path: readonly string[] = []): string =>
  decrypt(sealed, place(column, owner, path));

const isSealed = (value: unknown): value is Sealed => typeof (value as Sealed | null)?.encrypted === "string";

/** A JSON value with `change` applied to each secret in it. */
export function mapSealed(
  value: unknown,
  change: (sealed: Sealed, path: readonly string[]) => unknown,
  path: readonly string[] = [],
): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mapSealed(item, change, path));
  if (isSealed(value)) return change(value, path);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mapSealed(part, change, [...path, name])]));
}

/** Settings as people and kinds see them; and as they are stored, with each secret as `{encrypted}`. */
export type Config = Record<string, unknown>;

const mask = (secret: string): string => dots + (secret.length >= 12 ? secret.slice(-4) : "");

/** A URL as who may not change it sees it: its host, and its end where that gives nothing away. */
function maskUrl(text: string): string {
  const url = parseUrl(text);
  if (!url) return dots;
  const rest = `${url.pathname}${url.search}`.slice(1);
  return rest === "" ? text : `${url.origin}/${mask(rest)}`;
}

/** A config as who may not change it sees it: guarded URLs are masked too. */
export const hideGuarded = (fields: readonly Field[], config: Config): Config =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => {
      const isGuarded = typeof value === "string" && fields.some((field) => field.guarded && field.name === name);
      return [name, isGuarded ? maskUrl(value) : value];
    }),
  );

/** A config with `change` applied to each secret by its field: a secret field's value, or each value of a secret `headers` field. */
function mapSecrets(fields: readonly Field[], config: Config, change: (value: unknown, path: readonly string[]) => unknown): Config {
  const result = { ...config };
  for (const { name, secret, input } of fields) {
    const value = config[name];
    if (!secret || value === undefined || value === null) continue;
    if (input !== "headers") result[name] = change(value, [name]);
    // A mistyped headers field is left to the schema, which names it.
    else if (typeof value === "object" && !Array.isArray(value))
      result[name] = Object.fromEntries(Object.entries(value as Config).map(([header, text]) => [header, change(text, [name, header])]));
  }
  return result;
}

/** Encrypts the secrets of a config, for its row. */
export const sealConfig = (column: SealedColumn, owner: Owner, fields: readonly Field[], config: Config): Config =>
  mapSecrets(fields, config, (value, path) => ({ encrypted: seal(column, owner, String(value), path) }));

/** Decrypts a stored config. Throws DecryptError when a key is gone. */
export const openConfig = (column: SealedColumn, owner: Owner, stored: Config): Config =>
  mapSealed(stored, ({ encrypted }, path) => unseal(column, owner, encrypted, path)) as Config;

/** A stored config, decrypted as far as its keys are there: dots stand for what does not open. */
export const openReadable = (column: SealedColumn, owner: Owner, stored: Config): Config =>
  mapSealed(stored, ({ encrypted }, path) => {
    try {
      return unseal(column, owner, encrypted, path);
    } catch (error) {
      if (error instanceof DecryptError) return dots;
      throw error;
    }
  }) as Config;

/** A stored config as answers show it: secrets by their last four characters. Never throws. */
export function maskConfig(column: SealedColumn, owner: Owner, fields: readonly Field[], stored: Config): Config {
  const sealed = mapSecrets(fields, stored, (value) => (isSealed(value) ? value : dots));
  return mapSealed(sealed, ({ encrypted }, path) => {
    try {
      return mask(unseal(column, owner, encrypted, path));
    } catch {
      return dots;
    }
  }) as Config;
}

/**
 * A config that somebody sent, over the stored one, open: what is left out stays, null takes a field away, and a masked value that shows the
 * stored one means it. `masked` holds the path of each masked value that shows nothing stored, or what does not open any more.
 */
export function mergeConfig(
  fields: readonly Field[],
  sent: Config,
  current: Config | null,
): { config: Config; masked: readonly (readonly string[])[] } {
  const merged = Object.fromEntries(Object.entries({ ...current, ...sent }).filter(([, value]) => value !== null));
  const masked: (readonly string[])[] = [];
  for (const { name, guarded } of fields) {
    const value = merged[name];
    if (!guarded || typeof value !== "string" || !value.includes(dots)) continue;
    const kept = current?.[name];
    if (typeof kept === "string" && maskUrl(kept) === value) merged[name] = kept;
    else masked.push([name]);
  }
  const config = mapSecrets(fields, merged, (value, path) => {
    if (!isMasked(value)) return value;
    const [name = "", header] = path;
    const kept = header === undefined ? current?.[name] : (current?.[name] as Config | undefined)?.[header];
    if (typeof kept === "string" && !isMasked(kept) && mask(kept) === value) return kept;
    masked.push(path);
    return value;
  });
  return { config, masked };
}
