import { showId } from "../../domain/id";
import type { Actor } from "../../domain/people/actor";
import type { MeShape } from "../../domain/people/profile";
import { readRole } from "../../identity/people";
import { db } from "../../postgres/db";

/** What the page shows of the caller: who they are, where, and where else they could be. */
export async function describeActor(actor: Actor): Promise<MeShape> {
  const organization = await db().organization.findUniqueOrThrow({ where: { id: actor.organizationId } });
  const user =
    actor.type === "user"
      ? await db().user.findUniqueOrThrow({
          where: { id: actor.id },
          include: { memberships: { orderBy: { createdAt: "asc" }, include: { organization: true } } },
        })
      : null;
  return {
    organization: { id: showId("org", organization.id), name: organization.name },
    user: user && { id: showId("user", user.id), email: user.email, name: user.name, has_password: user.passwordHash !== null },
    role: actor.type === "user" ? actor.role : null,
    scopes: actor.type === "key" ? [...actor.scopes] : null,
    organizations: (user?.memberships ?? []).map(({ organization: of, role }) => ({
      id: showId("org", of.id),
      name: of.name,
      role: readRole(role),
    })),
  };
}
