import { audit } from "../../changes/audit";
import { lockConfig } from "../../changes/config-versions";
import { newId, readId, showId } from "../../domain/id";
import { nameKey } from "../../domain/name";
import { type Actor, authorize } from "../../domain/people/actor";
import type { TeamInput, TeamPatch, TeamShape } from "../../domain/people/team";
import { notFound, Problem } from "../../domain/problem";
import { forgetDoors } from "../../engine/receive/door";
import { afterCommit, db, transaction } from "../../postgres/db";
import type { Prisma } from "../../postgres/generated/client";
import { newestFirst, type Page, type PageInput, toPage } from "../../postgres/page";
import { findOwn } from "../find-own";

const include = {
  members: { orderBy: { createdAt: "asc" }, include: { membership: { include: { user: true } } } },
  _count: { select: { apiKeys: { where: { revokedAt: null } } } },
} as const;
type Row = Prisma.TeamGetPayload<{ include: typeof include }>;

const show = (row: Row): TeamShape => ({
  id: showId("team", row.id),
  name: row.name,
  members: row.members.map(({ membership: { user } }) => ({ id: showId("user", user.id), name: user.name, email: user.email })),
  api_keys: row._count.apiKeys,
  created_at: row.createdAt.toISOString(),
});

/** What the audit keeps: people come and go with entries of their own. */
const summary = (row: Row) => ({ id: showId("team", row.id), name: row.name });

/** Teams, newest first, with how many members and API keys each has. Throws 422 for a cursor that is none. */
export async function listTeams(actor: Actor, page: PageInput): Promise<Page<TeamShape>> {
  authorize(actor, "read");
  const query = newestFirst("teams", actor, page);
  const rows = await db().team.findMany({
    ...query,
    include,
  });
  return toPage("teams", rows, page.limit, show);
}

async function findTeam(actor: Actor, id: string): Promise<Row> {
  return findOwn(actor, "team", "team", id, (where) => db().team.findFirst({ where, include }));
}

/** A team with its members. Throws 404. */
export async function getTeam(actor: Actor, id: string): Promise<TeamShape> {
  authorize(actor, "read");
  return show(await findTeam(actor, id));
}

/** Whoever has the configuration's lock is alone with the names. */
async function refuseTaken(organizationId: string, name: string, exceptId?: string): Promise<void> {
  const teams = await db().team.findMany({ where: { organizationId }, select: { id: true, name: true } });
  const taken = teams.find((team) => team.id !== exceptId && nameKey(team.name) === nameKey(name));
  if (taken)
    throw new Problem(409, "name_taken", `There is a team "${taken.name}" already.`, { errors: [{ path: "name", message: "is taken" }] });
}

/** Throws 409 for a name that is taken. */
export async function createTeam(actor: Actor, input: TeamInput): Promise<TeamShape> {
  authorize(actor, "admin");
  return transaction(async () => {
    await lockConfig(actor.organizationId);
    await refuseTaken(actor.organizationId, input.name);
    const row = await db().team.create({ data: { id: newId(), organizationId: actor.organizationId, name: input.name }, include });
    await audit(actor, "team.created", row.id, { after: summary(row) });
    return show(row);
  });
}

/** Throws 404, and 409 for a name that is taken. */
export async function updateTeam(actor: Actor, id: string, patch: TeamPatch): Promise<TeamShape> {
  authorize(actor, "admin");
  return transaction(async () => {
    await lockConfig(actor.organizationId);
    const before = await findTeam(actor, id);
    if (patch.name !== undefined) await refuseTaken(actor.organizationId, patch.name, before.id);
    const row = await db().team.update({ where: { id: before.id }, data: { name: patch.name }, include });
    afterCommit(forgetDoors);
    await audit(actor, "team.updated", row.id, { before: summary(before), after: summary(row) });
    return show(row);
  });
}

/** Deletes a team with its webhooks: their URLs are unknown from then on. Its API keys go on working, of no team. Throws 404. */
export async function deleteTeam(actor: Actor, id: string): Promise<void> {
  authorize(actor, "admin");
  await transaction(async () => {
    await lockConfig(actor.organizationId);
    const row = await findTeam(actor, id);
    await db().team.delete({ where: { id: row.id } });
    afterCommit(forgetDoors);
    await audit(actor, "team.deleted", row.id, { before: summary(row) });
  });
}

/**
 * Puts a member of the organization into a team; who is in it already stays. Throws 404 for a team, and for who is no member of the
 * organization.
 */
export async function addTeamMember(actor: Actor, id: string, userId: string): Promise<void> {
  authorize(actor, "admin");
  await transaction(async () => {
    await lockConfig(actor.organizationId);
    const team = await findTeam(actor, id);
    const uuid = readId("user", userId);
    const membership =
      uuid &&
      (await db().membership.findUnique({
        where: { organizationId_userId: { organizationId: actor.organizationId, userId: uuid } },
        include: { user: true },
      }));
    if (!membership) throw notFound("member");
    const added = await db().teamMembership.createMany({
      data: { teamId: team.id, organizationId: actor.organizationId, userId: membership.userId },
      skipDuplicates: true,
    });
    if (added.count > 0) await audit(actor, "team.member_added", team.id, { after: { ...summary(team), member: membership.user.email } });
  });
}

/** Takes a person out of a team; they stay in the organization. Throws 404 for a team, and for who is not in it. */
export async function removeTeamMember(actor: Actor, id: string, userId: string): Promise<void> {
  authorize(actor, "admin");
  await transaction(async () => {
    await lockConfig(actor.organizationId);
    const team = await findTeam(actor, id);
    const member = team.members.find((one) => one.userId === readId("user", userId));
    if (!member) throw notFound("member");
    await db().teamMembership.delete({ where: { teamId_userId: { teamId: team.id, userId: member.userId } } });
    await audit(actor, "team.member_removed", team.id, { before: { ...summary(team), member: member.membership.user.email } });
  });
}
