import { audit } from "../../changes/audit";
import { lockConfig } from "../../changes/config-versions";
import { showId } from "../../domain/id";
import { type Actor, authorize } from "../../domain/people/actor";
import type { MemberPatch, MemberShape } from "../../domain/people/member";
import { Problem } from "../../domain/problem";
import { endSessions, readRole } from "../../identity/people";
import { db, transaction } from "../../postgres/db";
import type { Prisma } from "../../postgres/generated/client";
import { type Page, type PageInput, readCursor, toPage } from "../../postgres/page";
import { findOwn } from "../find-own";

const include = { user: true, teams: { orderBy: { createdAt: "asc" }, include: { team: true } } } as const;
type Row = Prisma.MembershipGetPayload<{ include: typeof include }>;

const show = (actor: Actor, row: Row): MemberShape => ({
  id: showId("user", row.userId),
  name: row.user.name,
  email: row.user.email,
  role: readRole(row.role),
  teams: row.teams.map(({ team }) => ({ id: showId("team", team.id), name: team.name })),
  created_at: row.createdAt.toISOString(),
  you: actor.type === "user" && actor.id === row.userId,
});

/** What the audit keeps. */
const summary = (row: Row) => ({ id: showId("user", row.userId), name: row.user.name, email: row.user.email, role: row.role });

/** Members, the newest first. Throws 422 for a cursor that is none. */
export async function listMembers(actor: Actor, { limit, cursor }: PageInput): Promise<Page<MemberShape>> {
  authorize(actor, "read");
  const before = readCursor("members", cursor);
  const rows = await db().membership.findMany({
    where: { organizationId: actor.organizationId, ...(before ? { userId: { lt: before } } : {}) },
    orderBy: { userId: "desc" },
    take: limit + 1,
    include,
  });
  return toPage(
    "members",
    rows.map((row) => ({ ...row, id: row.userId })),
    limit,
    (row) => show(actor, row),
  );
}

async function findMember(actor: Actor, id: string): Promise<Row> {
  return findOwn(actor, "user", "member", id, ({ id: userId, organizationId }) =>
    db().membership.findUnique({ where: { organizationId_userId: { organizationId, userId } }, include }),
  );
}

/** Throws 404. */
export async function getMember(actor: Actor, id: string): Promise<MemberShape> {
  authorize(actor, "read");
  return show(actor, await findMember(actor, id));
}

/** The organization is locked: nobody else changes its admins meanwhile. */
async function keepAnAdmin(row: Row): Promise<void> {
  if (row.role !== "admin") return;
  const others = { organizationId: row.organizationId, role: "admin", NOT: { userId: row.userId } };
  if ((await db().membership.count({ where: others })) === 0)
    throw new Problem(409, "last_admin", "This is the organization's last admin: make somebody else an admin first.");
}

/** Changes a member's role: holds from their next request on. Throws 409 for the last admin. */
export async function updateMember(actor: Actor, id: string, { role }: MemberPatch): Promise<MemberShape> {
  authorize(actor, "admin");
  return transaction(async () => {
    await lockConfig(actor.organizationId);
    const before = await findMember(actor, id);
    if (role === before.role) return show(actor, before);
    if (role !== "admin") await keepAnAdmin(before);
    const { organizationId, userId } = before;
    const row = await db().membership.update({ where: { organizationId_userId: { organizationId, userId } }, data: { role }, include });
    await audit(actor, "member.updated", userId, { before: summary(before), after: summary(row) });
    return show(actor, row);
  });
}

/** Ends a membership, in the organization's teams too: holds from their next request on. Throws 409 for the last admin. */
export async function removeMember(actor: Actor, id: string): Promise<void> {
  authorize(actor, "admin");
  await transaction(async () => {
    await lockConfig(actor.organizationId);
    const row = await findMember(actor, id);
    await keepAnAdmin(row);
    const { organizationId, userId } = row;
    await db().membership.delete({ where: { organizationId_userId: { organizationId, userId } } });
    await audit(actor, "member.removed", userId, { before: summary(row) });
  });
}

/** Ends all sessions of a member, wherever they are. Throws 404. */
export async function signOutMember(actor: Actor, id: string): Promise<void> {
  authorize(actor, "admin");
  await transaction(async () => {
    const row = await findMember(actor, id);
    await endSessions(row.userId);
    await audit(actor, "member.signed_out", row.userId, { after: summary(row) });
  });
}
