import { type Actor, authorize, can } from "../../domain/people/actor";
import { Problem } from "../../domain/problem";
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
