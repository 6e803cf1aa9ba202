import { type Actor, authorize } from "../../domain/actor";
import { showId } from "../../domain/id";
import type { IntegrationErrorShape } from "../../domain/integration";
import { notFound } from "../../domain/problem";
import { integrationOf } from "../../integrations";
import { db } from "../../postgres/db";
import { type Page, type PageInput, readCursor, toPage } from "../../postgres/page";

/** What went wrong when Hotline contacted a tool, newest first. Throws 404 for an integration that there is not. */
export async function listIntegrationErrors(
  actor: Actor,
  integration: string,
  { limit, cursor }: PageInput,
): Promise<Page<IntegrationErrorShape>> {
  authorize(actor, "read");
  if (!integrationOf(integration)) throw notFound("integration");
  const before = readCursor(cursor);
  const rows = await db().integrationError.findMany({
    where: { organizationId: actor.organizationId, integration, ...(before ? { id: { lt: before } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
    include: { credential: { select: { team: { select: { id: true, name: true } } } } },
  });
  return toPage(rows, limit, (row) => ({
    id: showId("ierr", row.id),
    integration: row.integration,
    credential_id: row.credentialId && showId("cred", row.credentialId),
    team: row.credential && { id: showId("team", row.credential.team.id), name: row.credential.team.name },
    operation: row.operation === "enrich" ? "enrich" : "check",
    moment_id: row.momentId && showId("moment", row.momentId),
    outcome: row.outcome,
    status_code: row.statusCode,
    error: row.error,
    fix: row.fix,
    count: row.count,
    last_at: row.lastAt.toISOString(),
    created_at: row.createdAt.toISOString(),
  }));
}
