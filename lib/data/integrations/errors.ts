import { type Actor, authorize } from "../../domain/actor";
import { newId, showId } from "../../domain/id";
import type { IntegrationErrorShape } from "../../domain/integration";
import { storable } from "../../domain/json";
import { notFound } from "../../domain/problem";
import { integrationOf } from "../../integrations";
import { db, transaction } from "../../postgres/db";
import { type Page, type PageInput, readCursor, toPage } from "../../postgres/page";

/** A problem that Hotline had when it contacted a tool. Ids are UUIDs. */
export interface ToolProblem {
  credentialId: string;
  operation: "check" | "enrich";
  momentId: string | null;
  outcome: string;
  statusCode: number | null;
  error: string;
  fix: string | null;
}

/** Longest words of an error that are kept, in characters. */
const maxWords = 1_000;

/** Keeps a problem; the same one again, with nothing that went well between, is counted on its row. */
export async function recordToolProblem({ credentialId, ...problem }: ToolProblem): Promise<void> {
  await transaction(async () => {
    await db().$executeRaw`SELECT 1 FROM integration_credentials WHERE id = ${credentialId}::uuid FOR UPDATE`;
    const credential = await db().integrationCredential.findUnique({ where: { id: credentialId } });
    if (!credential) return;
    const { organizationId, integration, okAt } = credential;
    const last = await db().integrationError.findFirst({ where: { credentialId }, orderBy: [{ lastAt: "desc" }, { id: "desc" }] });
    const now = new Date();
    const error = storable(problem.error.slice(0, maxWords));
    const isSame =
      last?.operation === problem.operation &&
      last.outcome === problem.outcome &&
      last.statusCode === problem.statusCode &&
      last.error === error &&
      (okAt === null || okAt <= last.lastAt);
    if (last && isSame) {
      const data = { count: { increment: 1 }, lastAt: now, momentId: problem.momentId };
      await db().integrationError.update({ where: { id: last.id }, data });
      return;
    }
    const fix = problem.fix && storable(problem.fix.slice(0, maxWords));
    await db().integrationError.create({
      data: { ...problem, id: newId(), organizationId, integration, credentialId, error, fix, lastAt: now, createdAt: now },
    });
  });
}

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
