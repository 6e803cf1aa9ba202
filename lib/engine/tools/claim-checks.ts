import { dayMs, hourMs } from "../../domain/time";
import type { ToolResult } from "../../integrations/integration";
import { db, transaction } from "../../postgres/db";
import type { IntegrationCredential } from "../../postgres/generated/client";
import { type Config, openConfig, sealedColumns } from "../../postgres/sealed";
import { recordToolProblem } from "./problems";

/** The key that was asked with: `sealed` is its config as it is stored, which another one's never equals. */
export interface AskedCredential {
  id: string;
  sealed: Config;
}

/** A team's key to a tool; ids are UUIDs. The open config is null where its encryption key is gone. */
export interface ClaimedCredential extends AskedCredential {
  organizationId: string;
  integration: string;
  config: Record<string, string> | null;
}

export function toClaimed(
  row: Pick<IntegrationCredential, "id" | "organizationId" | "integration"> & { config: unknown },
): ClaimedCredential {
  const sealed = row.config as Config;
  const of = { id: row.id, organizationId: row.organizationId, integration: row.integration, sealed };
  try {
    return { ...of, config: openConfig(sealedColumns.credentialConfig, of, sealed) as Record<string, string> };
  } catch {
    return { ...of, config: null };
  }
}

/** Between two checks of one key, in minutes; a little less than the cron's quarter of an hour. */
const everyMinutes = 14;

/** Keys whose tool was not asked for a quarter of an hour, marked as asked now, so that no other process asks as well. Paused ones are left alone. */
export async function claimChecks(most: number): Promise<ClaimedCredential[]> {
  const rows = await db().$queryRaw<{ id: string; organization_id: string; integration: string; config: unknown }[]>`
    UPDATE integration_credentials SET checked_at = now() WHERE id IN (
      SELECT id FROM integration_credentials
      WHERE (checked_at IS NULL OR checked_at < now() - make_interval(mins => ${everyMinutes}::int)) AND (pause_until IS NULL OR pause_until <= now())
      ORDER BY checked_at NULLS FIRST LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING id, organization_id, integration, config`;
  return rows.map(({ organization_id, ...row }) => toClaimed({ ...row, organizationId: organization_id }));
}

/** A key that a tool refuses is not shown to it again for an hour: some lock an account that asks too often. */
const refusedPauseMs = hourMs;
/** Longest pause that a tool can ask for. */
const maxPauseMs = dayMs;

/** A tool that asks for patience and does not say how much gets this, in milliseconds; and one that fails or cannot be reached. */
const busyPauseMs = 300_000;
const failedPauseMs = 60_000;

/** Until when a tool is left alone after what it said; null: not at all. */
function pauseOf({ statusCode, retryAt }: Extract<ToolResult<string>, { ok: false }>): Date | null {
  const now = Date.now();
  if (retryAt !== null) return new Date(Math.min(retryAt, now + maxPauseMs));
  if (statusCode === 401 || statusCode === 403) return new Date(now + refusedPauseMs);
  if (statusCode === 429) return new Date(now + busyPauseMs);
  return statusCode === null || statusCode >= 500 ? new Date(now + failedPauseMs) : null;
}

/** Whether this is still the team's key, which then stays so until the transaction ends. */
async function lockIfCurrent({ id, sealed }: AskedCredential): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM integration_credentials WHERE id = ${id}::uuid AND config = ${JSON.stringify(sealed)}::jsonb FOR UPDATE`;
  return rows.length > 0;
}

/**
 * Writes back what the tool said of a key; a problem becomes an integration error. False, and nothing is written, when the key was replaced or
 * deleted meanwhile: it says nothing of the new one.
 */
export async function saveToolAnswer(
  asked: AskedCredential,
  about: { operation: "check" | "enrich"; momentId: string | null },
  result: ToolResult<string>,
): Promise<boolean> {
  return transaction(async () => {
    if (!(await lockIfCurrent(asked))) return false;
    const now = new Date();
    const where = { id: asked.id };
    const checkedAt = about.operation === "check" ? { checkedAt: now } : {};
    if (result.ok) {
      await db().integrationCredential.update({ where, data: { status: "ok", okAt: now, pauseUntil: null, ...checkedAt } });
      return true;
    }
    const { outcome, statusCode, error, fix } = result;
    await recordToolProblem({ credentialId: asked.id, ...about, outcome, statusCode, error, fix });
    // That a tool knows nothing of one moment says nothing about the key.
    const isAboutKey = about.operation === "check" || statusCode === 401 || statusCode === 403;
    const pauseUntil = pauseOf(result);
    await db().integrationCredential.update({
      where,
      data: { ...(isAboutKey ? { status: "failing" } : {}), ...(pauseUntil ? { pauseUntil } : {}), ...checkedAt },
    });
    return true;
  });
}
