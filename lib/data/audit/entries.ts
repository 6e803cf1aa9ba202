import { firstIdAt, type IdPrefix, readId, showId } from "../../domain/id";
import { type Actor, authorize } from "../../domain/people/actor";
import type { AuditEntryShape, AuditFilter } from "../../domain/people/audit-entry";
import { db } from "../../postgres/db";
import type { AuditEntry, Prisma } from "../../postgres/generated/client";
import { type Page, type PageInput, readCursor, toPage } from "../../postgres/page";
import { nameSubjects } from "./names";
import { subjectPrefix } from "./row";

type Where = Prisma.AuditEntryWhereInput;

/** The UUID of any of our ids, or null. */
function readAnyId(text: string): string | null {
  const prefix = text.slice(0, Math.max(0, text.lastIndexOf("_")));
  return readId(prefix as IdPrefix, text);
}

function whereActor(text: string): Where {
  if (text === "hotline") return { actor: text };
  const user = readId("user", text);
  const key = user ? null : readId("key", text);
  return { actor: user ? `user:${user}` : key ? `key:${key}` : { in: [] } };
}

/** The caller has authorized. */
function whereEntries({ actor, action, subject_id, from, to }: AuditFilter): Where[] {
  const all: Where[] = [];
  if (actor !== undefined) all.push(whereActor(actor));
  if (action !== undefined) all.push({ action: action.includes(".") ? action : { startsWith: `${action.replace(/[\\%_]/g, "\\$&")}.` } });
  if (subject_id !== undefined) all.push({ subjectId: readAnyId(subject_id) ?? { in: [] } });
  if (from !== undefined) all.push({ id: { gte: firstIdAt(from) } });
  if (to !== undefined) all.push({ id: { lt: firstIdAt(new Date(to.getTime() + 1)) } });
  return all;
}

/** What was changed in the organization, by whom; newest first. Throws 422 for a cursor that is none. */
export async function listAuditEntries(actor: Actor, filter: AuditFilter, { limit, cursor }: PageInput): Promise<Page<AuditEntryShape>> {
  authorize(actor, "read");
  const before = readCursor("audit", cursor);
  const rows = await db().auditEntry.findMany({
    where: { organizationId: actor.organizationId, AND: [...whereEntries(filter), ...(before ? [{ id: { lt: before } }] : [])] },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const page = toPage("audit", rows, limit, (row) => row);
  const [actors, subjects] = [await nameActors(page.data), await nameSubjects(actor, page.data)];
  return { ...page, data: page.data.map((row) => show(row, actors, subjects)) };
}

/** People and keys by their UUID. */
async function nameActors(rows: readonly AuditEntry[]): Promise<Map<string, string>> {
  const idsOf = (type: string) => [
    ...new Set(rows.flatMap(({ actor }) => (actor.startsWith(`${type}:`) ? [actor.slice(type.length + 1)] : []))),
  ];
  const [users, keys] = [idsOf("user"), idsOf("key")];
  const found = [
    ...(users.length > 0 ? await db().user.findMany({ where: { id: { in: users } }, select: { id: true, name: true } }) : []),
    ...(keys.length > 0 ? await db().apiKey.findMany({ where: { id: { in: keys } }, select: { id: true, name: true } }) : []),
  ];
  return new Map(found.map(({ id, name }) => [id, name]));
}

type ActorShape = AuditEntryShape["actor"];

function showActor(actor: string, names: Map<string, string>): ActorShape {
  const [type, id] = actor.split(":");
  if ((type !== "user" && type !== "key") || !id) return { type: "hotline", id: null, name: null };
  return { type, id: showId(type, id), name: names.get(id) ?? null };
}

const show = (row: AuditEntry, actors: Map<string, string>, subjects: Map<string, string>): AuditEntryShape => ({
  id: showId("audit", row.id),
  actor: showActor(row.actor, actors),
  action: row.action,
  subject: { id: showId(subjectPrefix(row.action), row.subjectId), name: subjects.get(row.id) ?? null },
  before: row.before as AuditEntryShape["before"],
  after: row.after as AuditEntryShape["after"],
  created_at: row.createdAt.toISOString(),
});
