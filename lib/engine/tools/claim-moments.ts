import { hideTokens } from "../../domain/hide-tokens";
import { firstIdAt } from "../../domain/id";
import { dayMs } from "../../domain/time";
import type { ToolResult } from "../../integrations/integration";
import { db, transaction } from "../../postgres/db";
import { type ClaimedCredential, saveToolAnswer, toClaimed } from "./claim-checks";

/** A moment to ask its tool about, and the key to ask with. Ids are UUIDs. */
export interface ClaimedMoment {
  id: string;
  externalId: string;
  tries: number;
  credential: ClaimedCredential;
}

/** Longer than a request to a tool may take, in seconds: after a crash it is asked again. */
const leaseSeconds = 60;
/** The first request, and two more after answers that ask for patience. */
export const maxTries = 3;
/** A moment that could not be asked about by then is old news. */
const maxAgeMs = dayMs;
/** Before a tool that failed is asked again, in milliseconds; doubled each time. */
const firstWaitMs = 60_000;

/** Moments that wait, at most one for each key, which is leased with it: nobody else asks a tool with the same key meanwhile. */
export async function claimMoments(most: number): Promise<ClaimedMoment[]> {
  const rows = await db().$queryRaw<
    {
      id: string;
      external_id: string;
      enrich_tries: number;
      credential_id: string;
      organization_id: string;
      integration: string;
      config: unknown;
    }[]
  >`
    WITH first AS (
      SELECT DISTINCT ON (c.id) m.id, c.id AS credential_id FROM moments m
      JOIN integration_credentials c ON c.team_id = m.team_id AND c.integration = m.integration
      WHERE m.enrichment_status = 'pending' AND (m.enrich_at IS NULL OR m.enrich_at <= now()) AND (c.pause_until IS NULL OR c.pause_until <= now())
        AND (c.lease_until IS NULL OR c.lease_until <= now())
      ORDER BY c.id, m.id
    ), leased AS (
      UPDATE integration_credentials SET lease_until = now() + make_interval(secs => ${leaseSeconds}::int) WHERE id IN (
        SELECT c.id FROM integration_credentials c JOIN first ON first.credential_id = c.id WHERE c.lease_until IS NULL OR c.lease_until <= now()
        LIMIT ${most} FOR UPDATE OF c SKIP LOCKED)
      RETURNING id
    ), taken AS (
      UPDATE moments SET enrich_at = now() + make_interval(secs => ${leaseSeconds}::int), enrich_tries = enrich_tries + 1
      WHERE id IN (SELECT first.id FROM first JOIN leased ON leased.id = first.credential_id)
        AND enrichment_status = 'pending' AND (enrich_at IS NULL OR enrich_at <= now())
      RETURNING id, external_id, enrich_tries
    )
    SELECT t.id, t.external_id, t.enrich_tries, c.id AS credential_id, c.organization_id, c.integration, c.config
    FROM taken t JOIN first ON first.id = t.id JOIN integration_credentials c ON c.id = first.credential_id`;
  return rows.map((row) => ({
    id: row.id,
    externalId: row.external_id,
    tries: row.enrich_tries,
    credential: toClaimed({ id: row.credential_id, organizationId: row.organization_id, integration: row.integration, config: row.config }),
  }));
}

const isPassing = (statusCode: number | null): boolean => statusCode === 429 || (statusCode !== null && statusCode >= 500);

/** Writes back what the tool said of a moment. Only an answer that asks for patience leads to another request. */
export const saveEnrichment = (moment: ClaimedMoment, result: ToolResult<string>): Promise<void> => transaction(() => save(moment, result));

async function save({ id, tries, credential }: ClaimedMoment, result: ToolResult<string>): Promise<void> {
  const where = { id, enrichmentStatus: "pending" };
  const isCurrent = await saveToolAnswer(credential, { operation: "enrich", momentId: id }, result);
  if (result.ok) {
    await db().moment.updateMany({
      where,
      data: { enrichment: hideTokens(result.value) || null, enrichmentStatus: "done", enrichAt: null },
    });
  } else {
    // What a key that was replaced meanwhile could not find out, the new one is asked.
    const isAskedAgain = (isPassing(result.statusCode) || !isCurrent) && tries < maxTries;
    const wait = isCurrent ? Date.now() + firstWaitMs * 2 ** (tries - 1) : Date.now();
    const data = isAskedAgain
      ? { enrichAt: new Date(Math.max(wait, isCurrent ? (result.retryAt ?? 0) : 0)) }
      : { enrichmentStatus: "failed", enrichAt: null };
    await db().moment.updateMany({ where, data });
  }
  await db().integrationCredential.updateMany({ where: { id: credential.id }, data: { leaseUntil: null } });
}

/** What still waits after a day is not asked any more. Resolves with how many. */
export async function giveUpOldMoments(): Promise<number> {
  return db().$executeRaw`
    UPDATE moments SET enrichment_status = 'failed', enrich_at = NULL
    WHERE enrichment_status = 'pending' AND (id < ${firstIdAt(new Date(Date.now() - maxAgeMs))}::uuid OR enrich_tries >= ${maxTries + 2})`;
}
