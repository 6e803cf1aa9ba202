import { newId } from "../../domain/id";
import { storable } from "../../domain/json";
import { clip } from "../../domain/plain-text";
import { db, transaction } from "../../postgres/db";

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
    const error = storable(clip(problem.error, maxWords));
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
    const fix = problem.fix && storable(clip(problem.fix, maxWords));
    await db().integrationError.create({
      data: { ...problem, id: newId(), organizationId, integration, credentialId, error, fix, lastAt: now, createdAt: now },
    });
  });
}
