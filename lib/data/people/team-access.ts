import { readId } from "../../domain/id";
import { type Actor, authorize, can } from "../../domain/people/actor";
import { invalid, Problem } from "../../domain/problem";
import { db } from "../../postgres/db";

/** The teams whose webhooks and tools the actor may change: every one for admins (null), else those they are a member of. */
export async function manageableTeams(actor: Actor): Promise<ReadonlySet<string> | null> {
  authorize(actor, "read");
  if (can(actor, "admin")) return null;
  if (actor.type === "key") return new Set();
  const rows = await db().teamMembership.findMany({ where: { organizationId: actor.organizationId, userId: actor.id } });
  return new Set(rows.map(({ teamId }) => teamId));
}

/** The other half of `authorize(actor, "team")`: throws 403 unless the actor is an admin or a member of the team (a UUID of the actor's organization; null: admins only). */
export async function authorizeTeam(actor: Actor, teamId: string | null): Promise<void> {
  authorize(actor, "team");
  const teams = await manageableTeams(actor);
  if (teams === null || (teamId !== null && teams.has(teamId))) return;
  throw new Problem(403, "not_allowed", "Only the team's members and the organization's admins can do this.");
}

/** The UUID of a team; null for none. Throws 422 when there is no such team. For data functions: the caller has authorized. */
export async function readTeam<Id extends string | null | undefined>(
  actor: Actor,
  id: Id,
): Promise<Id extends string ? string : string | null>;
export async function readTeam(actor: Actor, id: string | null | undefined): Promise<string | null> {
  if (id === null || id === undefined) return null;
  const uuid = readId("team", id);
  const row = uuid && (await db().team.findFirst({ where: { id: uuid, organizationId: actor.organizationId } }));
  if (!row) throw invalid([{ path: "team_id", message: "is no team of this organization" }]);
  return row.id;
}

/** The UUID of a team whose webhooks and tools the actor may change. Throws 422 when there is no such team, and 403. */
export async function readManagedTeam(actor: Actor, id: string): Promise<string> {
  const teamId = await readTeam(actor, id);
  await authorizeTeam(actor, teamId);
  return teamId;
}
