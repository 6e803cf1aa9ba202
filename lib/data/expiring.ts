import { firstIdAt, showId } from "../domain/id";
import { db } from "./db";

/** How long before a token expires its team is told, in hours. */
const noticeHours = 72;
/** Whoever set the expiry knows of it: they get so long to move everything, in hours, unless it comes sooner. */
const calmHours = 24;
/** Used within so many hours: still in use. */
const inUseHours = 24;

/** A webhook that expires soon while it is in use, and whom to tell. */
export interface ExpiringWebhook {
  /** A UUID. */
  id: string;
  label: string;
  integration: string;
  expiresAt: Date;
  team: { id: string; name: string };
  organization: string;
  /** Requests in the last 24 hours. */
  requests: number;
  /** The team's members, else the organization's admins. */
  addresses: string[];
}

/** Marks the webhooks that expire soon while they are in use as told of, so that nobody else tells. `unmarkWarned` takes it back. */
export async function claimExpiring(most: number): Promise<ExpiringWebhook[]> {
  const since = new Date(Date.now() - inUseHours * 3_600_000);
  const rows = await db().$queryRaw<{ id: string; requests: number }[]>`
    WITH due AS (
      SELECT id FROM webhooks
      WHERE warned_at IS NULL AND expires_at > now() AND expires_at <= now() + make_interval(hours => ${noticeHours}::int)
        AND (updated_at <= now() - make_interval(hours => ${calmHours}::int) OR expires_at <= now() + make_interval(hours => ${calmHours}::int))
        AND EXISTS (SELECT 1 FROM events e WHERE e.webhook_id = webhooks.id AND e.received_at >= now() - make_interval(hours => ${inUseHours}::int)
          AND e.id = (SELECT id FROM events l WHERE l.webhook_id = webhooks.id ORDER BY id DESC LIMIT 1))
      ORDER BY expires_at LIMIT ${most} FOR UPDATE SKIP LOCKED)
    UPDATE webhooks w SET warned_at = now() FROM due WHERE w.id = due.id
    RETURNING w.id, (SELECT count(*)::int FROM events e WHERE e.webhook_id = w.id AND e.id >= ${firstIdAt(since)}::uuid AND e.received_at >= now() - make_interval(hours => ${inUseHours}::int)) AS requests`;
  const webhooks = await db().webhook.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    include: {
      team: { include: { members: { include: { membership: { include: { user: true } } } } } },
      organization: { include: { memberships: { where: { role: "admin" }, include: { user: true } } } },
    },
  });
  return webhooks.flatMap(({ id, label, integration, expiresAt, team, organization }) => {
    if (!expiresAt) return [];
    const members = team.members.map(({ membership }) => membership.user.email);
    const admins = organization.memberships.map(({ user }) => user.email);
    return {
      id,
      label,
      integration,
      expiresAt,
      team: { id: showId("team", team.id), name: team.name },
      organization: organization.name,
      requests: rows.find((row) => row.id === id)?.requests ?? 0,
      addresses: members.length > 0 ? members : admins,
    };
  });
}

export async function unmarkWarned(id: string): Promise<void> {
  await db().$executeRaw`UPDATE webhooks SET warned_at = NULL WHERE id = ${id}::uuid`;
}
