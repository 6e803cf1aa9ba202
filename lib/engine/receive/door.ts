import { isToken } from "../../domain/token";
import { oncePerProcess } from "../../once-per-process";
import { lookUp } from "../../postgres/db";
import { sealedColumns } from "../../postgres/sealed";
import { DecryptError, keyedHash } from "../../postgres/secrets";
import { activeSecrets } from "../../postgres/signing-secrets";

/** What a webhook's token opens. */
export interface Door {
  /** A UUID. */
  id: string;
  organizationId: string;
  team: { id: string; name: string };
  label: string;
  integration: string;
  expiresAt: Date | null;
  /** Open signing secrets, newest first; null when the key that they were encrypted with is gone. */
  signingSecrets: readonly string[] | null;
  signatureMode: "enforce" | "observe";
}

interface Row {
  id: string;
  organization_id: string;
  team_id: string;
  team_name: string;
  label: string;
  integration: string;
  expires_at: Date | null;
  signing_secrets: unknown;
  signature_mode: string;
}

/** How long a token's row is remembered, in milliseconds: the longest that another process takes to see it changed. */
const rememberedMs = 1_000;
const maxRemembered = 10_000;

type Known = Map<string, { door: Door | null; until: number }>;
const known = oncePerProcess<Known>("doors", () => new Map());

/** After a change of any webhook, in this process. */
export const forgetDoors = (): void => known().clear();

/** The webhook of a token, expired ones too; null for what is none. Remembered for a second. */
export async function findDoor(token: string): Promise<Door | null> {
  if (!isToken("hook", token)) return null;
  const now = Date.now();
  const hit = known().get(token);
  if (hit && hit.until > now) return hit.door;
  const [row] = await lookUp<Row>(
    "find_webhook",
    `SELECT w.id, w.organization_id, w.team_id, t.name AS team_name, w.label, w.integration, w.expires_at, w.signing_secrets, w.signature_mode
     FROM webhooks w JOIN teams t ON t.id = w.team_id WHERE w.token_hash = $1`,
    [keyedHash(token)],
  );
  const door = row ? toDoor(row, now) : null;
  if (known().size >= maxRemembered) known().clear();
  known().set(token, { door, until: now + rememberedMs });
  return door;
}

function toDoor(row: Row, now: number): Door {
  return {
    id: row.id,
    organizationId: row.organization_id,
    team: { id: row.team_id, name: row.team_name },
    label: row.label,
    integration: row.integration,
    expiresAt: row.expires_at,
    signingSecrets: openSecrets(row, now),
    signatureMode: row.signature_mode === "observe" ? "observe" : "enforce",
  };
}

function openSecrets(row: Row, now: number): string[] | null {
  try {
    return activeSecrets(
      sealedColumns.webhookSigningSecrets,
      { id: row.id, organizationId: row.organization_id },
      row.signing_secrets,
      now,
    );
  } catch (error) {
    if (error instanceof DecryptError) return null;
    throw error;
  }
}

/** The team that moments of an API key belong to. */
export async function findTeamOfKey(apiKeyId: string): Promise<{ id: string; name: string } | null> {
  const [row] = await lookUp<{ id: string; name: string }>(
    "find_team_of_key",
    "SELECT t.id, t.name FROM api_keys k JOIN teams t ON t.id = k.team_id WHERE k.id = $1",
    [apiKeyId],
  );
  return row ?? null;
}
