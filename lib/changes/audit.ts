import { newId } from "../domain/id";
import type { Actor } from "../domain/people/actor";
import { afterCommit, db } from "../postgres/db";
import type { Prisma } from "../postgres/generated/client";
import { announce } from "./change-feed";

/** Records a change: who, what, before and after; open pages hear of it. The caller leaves secrets out. */
export async function audit(
  actor: Actor | { type: "hotline"; organizationId: string },
  action: string,
  subjectId: string,
  change: { before?: object; after?: object } = {},
): Promise<void> {
  await db().auditEntry.create({
    data: {
      id: newId(),
      organizationId: actor.organizationId,
      actor: actor.type === "hotline" ? "hotline" : `${actor.type}:${actor.id}`,
      action,
      subjectId,
      before: change.before as Prisma.InputJsonObject | undefined,
      after: change.after as Prisma.InputJsonObject | undefined,
    },
  });
  afterCommit(() => announce(actor.organizationId, "config"));
}
