import { Prisma } from "../../postgres/generated/client";

/** An alert of a batch that is being routed. Ids are UUIDs, oldest first. */
export interface Keyed {
  id: string;
  organization_id: string;
  name: string;
  action: string;
  dedup_key: string | null;
}

/** One alert for one destination. */
interface Told {
  alertId: string;
  destinationId: string;
}

/** The newest alert of a key that a destination was told, or will be. */
interface Last {
  action: string;
  name: string;
}

/** How many alerts of a key are looked through for who was told, the newest first: who was told before only them, and not since, is not found. */
const maxBefore = 1_000;

export interface LastRow extends Last {
  organization_id: string;
  dedup_key: string;
  destination_id: string;
}

/** Of each key, what each destination that is on was told last. By `alerts_dedup` and the deliveries of an alert. */
const findLast = (organizations: readonly string[], keys: readonly string[]) => Prisma.sql`
  SELECT k.organization_id, k.dedup_key, l.destination_id, l.action, l.name
  FROM unnest(${organizations}::uuid[], ${keys}::text[]) AS k (organization_id, dedup_key) CROSS JOIN LATERAL (
    SELECT DISTINCT ON (d.destination_id) d.destination_id, b.action, b.name
    FROM (SELECT id, action, name FROM alerts a WHERE a.organization_id = k.organization_id AND a.dedup_key = k.dedup_key
      ORDER BY a.id DESC LIMIT ${maxBefore}::int) b
    JOIN deliveries d ON d.alert_id = b.id AND d.status IN ('sent', 'pending') ORDER BY d.destination_id, b.id DESC) l
  JOIN destinations t ON t.id = l.destination_id AND t.enabled AND t.verified_at IS NOT NULL AND t.deleted_at IS NULL`;

const keyOf = ({ organization_id, dedup_key }: Pick<Keyed, "organization_id" | "dedup_key">) => `${organization_id} ${dedup_key}`;

/**
 * The deliveries of resolves that routing by name does not make: each destination that heard a trigger hears its end, whatever was changed in
 * between. `find` asks, and only when something in the batch resolves; `planned` are the batch's other deliveries that are to be sent.
 */
export async function planEnds(
  alerts: readonly Keyed[],
  planned: readonly Told[],
  find: (statement: Prisma.Sql) => Promise<readonly LastRow[]>,
): Promise<Told[]> {
  const ending = new Map(
    alerts.flatMap((alert) => (alert.action === "resolve" && alert.dedup_key !== null ? [[keyOf(alert), alert] as const] : [])),
  );
  if (ending.size === 0) return [];
  const rows = await find(
    findLast(
      [...ending.values()].map((alert) => alert.organization_id),
      [...ending.values()].map((alert) => alert.dedup_key ?? ""),
    ),
  );
  const toldOf = new Map<string, string[]>();
  for (const { alertId, destinationId } of planned) toldOf.set(alertId, [...(toldOf.get(alertId) ?? []), destinationId]);
  return [...ending.keys()].flatMap((key) => {
    const last = new Map(rows.flatMap((row) => (keyOf(row) === key ? [[row.destination_id, row as Last] as const] : [])));
    const ofKey = alerts.filter((alert) => alert.dedup_key !== null && keyOf(alert) === key);
    return endsOfKey(ofKey, last, ({ id }) => toldOf.get(id) ?? []);
  });
}

/**
 * Goes through a batch's alerts of one key. Resolves that follow each other tell of one end (a moment and its system name): each destination is
 * told it once, by the one with its trigger's name, else by the last.
 */
function endsOfKey(alerts: readonly Keyed[], last: Map<string, Last>, plannedFor: (alert: Keyed) => readonly string[]): Told[] {
  const made: Told[] = [];
  for (let at = 0; at < alerts.length; ) {
    const next = alerts.findIndex((alert, index) => index >= at && alert.action !== "resolve");
    const ends = alerts.slice(at, next < 0 ? alerts.length : next);
    const told = new Set(ends.flatMap(plannedFor));
    for (const [destinationId, { action, name }] of last) {
      const by = ends.find((end) => end.name === name) ?? ends.at(-1);
      if (by && action === "trigger" && !told.has(destinationId)) {
        made.push({ alertId: by.id, destinationId });
        told.add(destinationId);
      }
    }
    for (const destinationId of told) last.set(destinationId, { action: "resolve", name: "" });
    const trigger = next < 0 ? undefined : alerts[next];
    if (trigger) for (const destinationId of plannedFor(trigger)) last.set(destinationId, trigger);
    at += ends.length + 1;
  }
  return made;
}
