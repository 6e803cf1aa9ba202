import { log } from "../../log";
import { oncePerProcess } from "../../once-per-process";
import { pool } from "../../postgres/db";
import { isConflict, isUnavailable } from "../../postgres/errors";
import { type Routed, routeAlerts } from "./route-alerts";

/** When what failed is tried again, in milliseconds: about when the sweep looks next. */
const againMs = 50_000;
/** Alerts that are claimed of an organization that is routed by itself. */
const asideBatch = 100;

/**
 * Organizations that are routed by themselves, and from when on (epoch milliseconds): one whose patterns take long, at once, in turn with others;
 * one whose routing failed, later. Whatever is not among them waits for none of them.
 */
const aside = oncePerProcess<Map<string, number>>("aside", () => new Map());

const nothing: Routed = { alerts: 0, destinations: new Map(), more: false, behind: [] };

/** What Postgres ended since it took too long is the doing of whoever's alerts those were, and would stop everybody's again and again. */
const tookTooLong = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === "57014";

/** The database says "not now": that is nobody's own failure. */
const isPassing = (error: unknown): boolean => isConflict(error) || (isUnavailable(error) && !tookTooLong(error));

const nextAside = (): string | undefined => [...aside()].find(([, from]) => from <= Date.now())?.[0];

/** Whether some organization is to be routed by itself now. */
export const isAsideDue = (): boolean => nextAside() !== undefined;

/** Routes a batch of those who are not set aside. A failure that is not the database's sets everyone aside whose alerts wait: alone, it is one's own. */
export async function routeTogether(): Promise<Routed> {
  try {
    const routed = await routeAlerts(undefined, { except: [...aside().keys()] });
    for (const organizationId of routed.behind) aside().set(organizationId, 0);
    return routed;
  } catch (error) {
    if (isPassing(error)) throw error;
    const { rows } = await pool().query<{ id: string }>(
      "SELECT id FROM organizations o WHERE EXISTS (SELECT 1 FROM alerts a WHERE a.organization_id = o.id AND a.routed_at IS NULL)",
    );
    for (const { id } of rows) if (!aside().has(id)) aside().set(id, 0);
    return nothing;
  }
}

/**
 * Routes a batch of the next organization that was set aside, if one is due. It is back among the others once nothing of it is left; when its
 * routing fails, its alerts wait, it is logged, and it is tried again by itself within a minute or two.
 */
export async function routeNextAside(): Promise<Routed> {
  const organizationId = nextAside();
  if (organizationId === undefined) return nothing;
  // A Map keeps its insertion order: it comes behind the others.
  aside().delete(organizationId);
  try {
    const routed = await routeAlerts(asideBatch, { only: organizationId });
    if (routed.more || routed.behind.length > 0) aside().set(organizationId, 0);
    return routed;
  } catch (error) {
    aside().set(organizationId, isPassing(error) ? 0 : Date.now() + againMs);
    if (isPassing(error)) throw error;
    log().error({ err: error, organization: organizationId }, "an organization's alerts are not routed; they wait, and are tried again");
    return nothing;
  }
}
