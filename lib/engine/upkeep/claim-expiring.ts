import { firstIdAt, showId } from "../../domain/id";
import { hourMs } from "../../domain/time";
import { db } from "../../postgres/db";

/** How long before a token expires its team is told, in hours. */
const noticeHours = 72;
/** Whoever set the expiry knows of it: they get so long to move everything, in hours, unless it comes sooner. */
const calmHours = 24;
/** Used within so many hours: still in use. */
const inUseHours = 24;
/** Longer than a batch of mails may take: after a crash somebody else tells, in minutes. */
const leaseMinutes = 30;

/** A webhook that expires soon while it is in use, and whom to tell. */
export interface ExpiringWebhook {
  /** A UUID. */
  id: string;
  label: string;
  integration: string;
  expiresAt: Date;
  team: { id: string; name: string };
  organization: string;
  /** Requests in the last 24 hours, at least: repeats of a delivery and what was too much as well. */
  requests: number;
  /** The team's members, else the organization's admins. */
  addresses: string[];
}

/**
 * The webhooks that expire soon while they are in use and whose teams were not told, soonest first; leased, so that nobody else tells meanwhile.
 * `markWarned` says that a team was told, `releaseExpiring` that it was not: without either it is told once the lease has ended.
 */
export async function claimExpiring(most: number): Promise<ExpiringWebhook[]> {
  const since = new Date(Date.now() - inUseHours * hourMs);
  const rows = await db().$queryRaw<{ id: string; requests: number }[]>`
    WITH due AS (
      SELECT id FROM webhooks
      WHERE warned_at IS NULL AND (warn_lease_until IS NULL OR warn_lease_until <= now())
        AND expires_at > now() AND expires_at <= now() + make_interval(hours => ${noticeHours}::int)
        AND (updated_at <= now() - make_interval(hours => ${calmHours}::int) OR expires_at <= now() + make_interval(hours => ${calmHours}::int))
        AND (EXISTS (SELECT 1 FROM events e WHERE e.webhook_id = webhooks.id AND e.received_at >= ${since}
            AND e.id = (SELECT id FROM events l WHERE l.webhook_id = webhooks.id ORDER BY id DESC LIMIT 1))
          OR EXISTS (SELECT 1 FROM eventless_requests r WHERE r.webhook_id = webhooks.id AND r.last_at >= ${since}))
      ORDER BY expires_at LIMIT ${most} FOR UPDATE SKIP LOCKED)
    UPDATE webhooks w SET warn_lease_until = now() + make_interval(mins => ${leaseMinutes}::int) FROM due WHERE w.id = due.id
    RETURNING w.id,
      (SELECT count(*)::int FROM events e WHERE e.webhook_id = w.id AND e.id >= ${firstIdAt(since)}::uuid AND e.received_at >= ${since})
      + (SELECT coalesce(sum(CASE WHEN r.first_at >= ${since} THEN r.count ELSE 1 END), 0)::int FROM eventless_requests r
        WHERE r.webhook_id = w.id AND r.last_at >= ${since}) AS requests`;
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

/** The team was told of this expiry; one that was set meanwhile is another. */
export async function markWarned({ id, expiresAt }: ExpiringWebhook): Promise<void> {
  await db().$executeRaw`
    UPDATE webhooks SET warned_at = now(), warn_lease_until = NULL WHERE id = ${id}::uuid AND expires_at = ${expiresAt}`;
}

/** Nobody could be told: the next run tries again. */
export async function releaseExpiring(ids: readonly string[]): Promise<void> {
  await db().$executeRaw`UPDATE webhooks SET warn_lease_until = NULL WHERE id = ANY(${ids}::uuid[])`;
}
