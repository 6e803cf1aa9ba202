import { newId, readId } from "../../domain/id";
import type { MomentSourceShape } from "../../domain/moments/moment";
import { type Actor, authorize } from "../../domain/people/actor";
import { dayMs } from "../../domain/time";
import { db } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { remember } from "../../postgres/remember";
import { limitSearches } from "../../request/limit-searches";

const { sql } = Prisma;

/** Most sources in one answer. */
const maxSources = 200;
const shownDays = 14;

const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/**
 * What has sent moments, the most recent first, at most 200: how often on each of the last 14 days (UTC, by arrival), and when last. Of the last
 * seconds. Throws 429 while too many searches run.
 */
export async function listMomentSources(actor: Actor, { team_id }: { team_id?: string } = {}): Promise<MomentSourceShape[]> {
  authorize(actor, "read");
  const ofTeam = team_id === undefined ? Prisma.empty : sql`AND team_id = ${readId("team", team_id) ?? newId()}::uuid`;
  const name = `sources ${actor.organizationId} ${JSON.stringify(team_id ?? null)}`;
  return remember(name, () => limitSearches(actor, () => readSources(actor.organizationId, ofTeam)));
}

async function readSources(organizationId: string, ofTeam: Prisma.Sql): Promise<MomentSourceShape[]> {
  const rows = await db().$queryRaw<
    { source: string | null; integration: string; count: number; last_at: Date; days: Record<string, number> }[]
  >`
    WITH daily AS (
      SELECT source, integration, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*)::int AS count, max(created_at) AS last_at
      FROM moments WHERE organization_id = ${organizationId}::uuid ${ofTeam}
      GROUP BY source, integration, day
    )
    SELECT source, integration, sum(count)::int AS count, max(last_at) AS last_at, jsonb_object_agg(day, count) AS days
    FROM daily GROUP BY source, integration ORDER BY max(last_at) DESC LIMIT ${maxSources}`;
  const today = Date.now();
  const dates = Array.from({ length: shownDays }, (_, index) => dateOf(today - (shownDays - 1 - index) * dayMs));
  return rows.map(({ source, integration, count, last_at, days }) => ({
    source,
    integration,
    count,
    last_at: last_at.toISOString(),
    days: dates.map((date) => ({ date, count: days[date] ?? 0 })),
  }));
}
