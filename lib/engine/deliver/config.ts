import { kindOf } from "../../destinations";
import type { DestinationKind } from "../../destinations/kind";
import { fieldErrorsOf } from "../../domain/field-errors";
import { findUnstorable } from "../../domain/json";
import { maskedWords } from "../../domain/masked";
import { type FieldError, invalid, Problem } from "../../domain/problem";
import { env } from "../../env";
import { type Config, mergeConfig } from "../../postgres/sealed";

/**
 * Checks a config that somebody sent. `current` is the destination's own, decrypted: a masked value that shows it means
 * "unchanged", and fields that are left out keep theirs; null takes a field away. Throws 422 with every field that is wrong.
 */
export function readConfig(kindName: string, sent: Config, current: Config | null): { kind: DestinationKind; config: Config } {
  const kind = kindOf(kindName);
  if (!kind) throw invalid([{ path: "kind", message: "is not a kind of destination; GET /openapi.json lists them" }]);
  const unstorable = findUnstorable(sent);
  if (unstorable) throw invalid([{ path: `config.${unstorable.path}`, message: unstorable.message }]);
  const { config, masked } = mergeConfig(kind.fields, sent, current);
  if (masked.length > 0) throw invalid(masked.map((path) => ({ path: ["config", ...path].join("."), message: maskedWords })));
  const parsed = kind.schema.safeParse(config);
  if (!parsed.success)
    throw invalid(
      fieldErrorsOf(kind.schema, parsed.error.issues).map(({ path, message }) => ({ path: path ? `config.${path}` : "config", message })),
    );
  const refused = kind.check?.(parsed.data, env().kindSettings);
  if (refused) throw invalid([{ path: `config.${refused.path}`, message: refused.message }]);
  return { kind, config: parsed.data };
}

/** An address that a stranger may own waits for its confirmation, where the operator asks for that. */
export const needsVerification = (kind: DestinationKind) => kind.verifiedField !== undefined && env().EMAIL_VERIFICATION === "on";

/** What is wrong with a config; nothing for a kind or a config that is none. */
export function checkConfig({ kind, config }: { kind?: unknown; config?: unknown }): readonly FieldError[] {
  if (typeof kind !== "string" || typeof config !== "object" || config === null || Array.isArray(config)) return [];
  try {
    readConfig(kind, config as Config, null);
    return [];
  } catch (error) {
    if (error instanceof Problem && error.errors) return error.errors;
    throw error;
  }
}
