import { db } from "../../postgres/db";

/** A destination that Hotline switched off, and the addresses of the admins to tell; null when it is on again or gone. */
export async function describeDisabled(
  destinationId: string,
): Promise<{ name: string; organization: string; admins: string[]; at: Date } | null> {
  const row = await db().destination.findFirst({
    where: { id: destinationId, enabled: false, deletedAt: null, disabledReason: { not: null } },
    include: { organization: { include: { memberships: { where: { role: "admin" }, include: { user: true } } } } },
  });
  if (!row) return null;
  return {
    name: row.name,
    organization: row.organization.name,
    admins: row.organization.memberships.map(({ user }) => user.email),
    at: row.updatedAt,
  };
}
