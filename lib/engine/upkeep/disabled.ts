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

/** Destinations that Hotline switched off a while ago and of which the admins were not told: the wake was lost. As many rows as there are destinations. */
export async function findUntold(): Promise<{ id: string; reason: string }[]> {
  return db().$queryRaw<{ id: string; reason: string }[]>`
    SELECT d.id, d.disabled_reason AS reason FROM destination_states s JOIN destinations d ON d.id = s.destination_id
    WHERE s.flow ? 'untold' AND NOT d.enabled AND d.deleted_at IS NULL AND d.disabled_reason IS NOT NULL AND d.updated_at < now() - interval '2 minutes'`;
}

/** The admins were told. */
export async function markTold(destinationId: string): Promise<void> {
  await db().$executeRaw`UPDATE destination_states SET flow = flow - 'untold' WHERE destination_id = ${destinationId}::uuid`;
}
