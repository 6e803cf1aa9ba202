import type { AlertFilter } from "../../domain/alerts/alert";
import { firstIdAt, readId } from "../../domain/id";
import type { Actor } from "../../domain/people/actor";
import { Prisma } from "../../postgres/generated/client";
import { searchPattern } from "./search-pattern";

const { sql, join } = Prisma;

/** Whether a filter asks for what no index tells, so that finding a page of it may mean reading all that there is. */
export const readsMany = ({ from: _from, to: _to, dedup_key: _key, ...others }: AlertFilter): boolean =>
  Object.values(others).some((value) => value !== undefined);

/** The condition of a filter over `alerts a`; an id that is malformed or somebody else's matches nothing. */
export function whereAlerts(actor: Actor, filter: AlertFilter): Prisma.Sql {
  const all: Prisma.Sql[] = [sql`a.organization_id = ${actor.organizationId}::uuid`];
  if (filter.name !== undefined) all.push(sql`a.name = ${filter.name}`);
  if (filter.source !== undefined) all.push(sql`a.source = ${filter.source}`);
  if (filter.dedup_key !== undefined) all.push(sql`a.dedup_key = ${filter.dedup_key}`);
  if (filter.channel_id !== undefined) all.push(sql`${readId("chan", filter.channel_id)}::uuid = ANY(a.channel_ids)`);
  if (filter.environment !== undefined) {
    all.push(
      sql`a.environment_id = (SELECT id FROM environments e WHERE e.organization_id = a.organization_id AND e.slug = ${filter.environment})`,
    );
  }
  if (filter.q !== undefined) {
    const like = `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`;
    const pattern = searchPattern(filter.q);
    const inPayload = pattern === null ? sql`a.payload::text ILIKE ${like}` : sql`a.payload::text ~* ${pattern}`;
    all.push(sql`(a.name ILIKE ${like} OR ${inPayload})`);
  }
  if (filter.from !== undefined) all.push(sql`a.id >= ${firstIdAt(filter.from)}::uuid`);
  if (filter.to !== undefined) all.push(sql`a.id < ${firstIdAt(new Date(filter.to.getTime() + 1))}::uuid`);
  if (filter.status === "none") all.push(sql`a.routed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.alert_id = a.id)`);
  else if (filter.status !== undefined)
    all.push(sql`EXISTS (SELECT 1 FROM deliveries d WHERE d.alert_id = a.id AND d.status = ${filter.status})`);
  return join(all, " AND ");
}
