import { showId } from "../../domain/id";
import type { IntegrationErrorShape } from "../../domain/moments/integration";
import { type Actor, authorize } from "../../domain/people/actor";
import { notFound } from "../../domain/problem";
import { integrationOf } from "../../integrations";
import { db } from "../../postgres/db";
import { newestFirst, type Page, type PageInput, toPage } from "../../postgres/page";

/** What went wrong when Hotline contacted a tool, newest first. Throws 404 for an integration that there is not. */
export async function listIntegrationErrors(actor: Actor, integration: string, page: PageInput): Promise<Page<IntegrationErrorShape>> {
  authorize(actor, "read");
  if (!integrationOf(integration)) throw notFound("integration");
  const query = newestFirst("integration-errors", actor, page);
  const rows = await db().integrationError.findMany({
    ...query,
    where: { ...query.where, integration },
    include: { credential: { select: { team: { select: { id: true, name: true } } } } },
  });
  return toPage("integration-errors", rows, page.limit, (row) => ({
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
