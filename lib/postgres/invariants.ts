/** Each alert that is routed, with each destination that its version of the configuration asks for: `lib/domain/routing/routing.ts` in SQL. */
const planned = `
  SELECT a.id AS alert_id, t.id::uuid AS destination_id
  FROM alerts a JOIN config_versions v ON v.organization_id = a.organization_id AND v.version = a.config_version
  CROSS JOIN LATERAL jsonb_array_elements(v.config -> 'subscriptions') s CROSS JOIN LATERAL jsonb_array_elements_text(s -> 'destinationIds') t (id)
  WHERE a.routed_at IS NOT NULL AND (s ->> 'enabled')::boolean AND (s ->> 'environmentId' IS NULL OR (s ->> 'environmentId')::uuid = a.environment_id)
    AND EXISTS (SELECT FROM jsonb_array_elements_text(s -> 'channelIds') c (id) WHERE c.id::uuid = ANY (a.channel_ids))
    AND EXISTS (SELECT FROM jsonb_array_elements(v.config -> 'destinations') o WHERE o ->> 'id' = t.id)`;

/** What must hold of the database whatever happened to it, and how rows that break it are found: `id` names each one. */
export const invariants: Readonly<Record<string, string>> = {
  "a delivery belongs to its alert's organization and its destination's": `
    SELECT d.id FROM deliveries d JOIN alerts a ON a.id = d.alert_id JOIN destinations o ON o.id = d.destination_id
    WHERE d.organization_id <> a.organization_id OR d.organization_id <> o.organization_id`,
  "a delivery has its alert and its destination": `
    SELECT d.id FROM deliveries d LEFT JOIN alerts a ON a.id = d.alert_id LEFT JOIN destinations o ON o.id = d.destination_id
    WHERE a.id IS NULL OR o.id IS NULL`,
  "an attempt has its delivery": `
    SELECT t.delivery_id::text || ' ' || t.number AS id FROM attempts t LEFT JOIN deliveries d ON d.id = t.delivery_id WHERE d.id IS NULL`,
  "a routed alert's configuration is kept": `
    SELECT a.id FROM alerts a LEFT JOIN config_versions v ON v.organization_id = a.organization_id AND v.version = a.config_version
    WHERE a.routed_at IS NOT NULL AND v.version IS NULL`,
  "a routed alert has a delivery for each destination that was planned": `
    SELECT DISTINCT p.alert_id AS id FROM (${planned}) p
    WHERE NOT EXISTS (SELECT FROM deliveries d WHERE d.alert_id = p.alert_id AND d.destination_id = p.destination_id)`,
  "a delivery was planned, or tells the end of what was": `
    SELECT d.id FROM deliveries d JOIN alerts a ON a.id = d.alert_id AND a.routed_at IS NOT NULL AND a.action <> 'resolve'
    WHERE NOT EXISTS (SELECT FROM (${planned}) p WHERE p.alert_id = d.alert_id AND p.destination_id = d.destination_id)`,
  "a delivery is pending, sent, failed or skipped": `
    SELECT id FROM deliveries WHERE status NOT IN ('pending', 'sent', 'failed', 'skipped')`,
  "a delivery that was not sent says why": `
    SELECT id FROM deliveries WHERE status IN ('failed', 'skipped') AND reason IS NULL`,
  "an alert has deliveries only once it was routed": `
    SELECT DISTINCT a.id FROM alerts a JOIN deliveries d ON d.alert_id = a.id WHERE a.routed_at IS NULL`,
  "a delivery counts its attempts": `
    SELECT d.id FROM deliveries d LEFT JOIN attempts t ON t.delivery_id = d.id
    GROUP BY d.id HAVING d.attempt_count <> coalesce(max(t.number), 0)`,
  "a sent delivery has an attempt that succeeded": `
    SELECT d.id FROM deliveries d WHERE d.status = 'sent'
    AND NOT EXISTS (SELECT FROM attempts t WHERE t.delivery_id = d.id AND t.outcome IN ('http_2xx', 'captured'))`,
  "an attempt that ended has an outcome, and one with an outcome has ended": `
    SELECT delivery_id::text || ' ' || number AS id FROM attempts WHERE (finished_at IS NULL) <> (outcome IS NULL)`,
  "an attempt is open only while its delivery is pending, and only the newest": `
    SELECT t.delivery_id::text || ' ' || t.number AS id FROM attempts t JOIN deliveries d ON d.id = t.delivery_id
    WHERE t.finished_at IS NULL AND (d.status <> 'pending' OR t.number <> d.attempt_count)`,
  // What happened last in a database is its clock: where Hotline is off, nothing ends an attempt.
  "an attempt ends when its lease does": `
    SELECT t.delivery_id::text || ' ' || t.number AS id FROM attempts t JOIN deliveries d ON d.id = t.delivery_id
    WHERE t.finished_at IS NULL AND d.due_at < (SELECT max(updated_at) FROM destination_states) - interval '5 minutes'`,
  "the lease of an open attempt ends within minutes": `
    SELECT d.id FROM deliveries d JOIN attempts t ON t.delivery_id = d.id AND t.finished_at IS NULL
    WHERE d.status = 'pending' AND d.due_at > now() + interval '5 minutes'`,
  "a run holds a destination for minutes at most": `
    SELECT destination_id AS id FROM destination_states WHERE runner_until > now() + interval '5 minutes'`,
  "a delivery that waits is due within two days": `
    SELECT id FROM deliveries WHERE status = 'pending' AND due_at > now() + interval '2 days'`,
  "who is asking a tool, or telling a team, is done within the hour": `
    SELECT id FROM integration_credentials WHERE lease_until > now() + interval '1 hour'
    UNION ALL SELECT id FROM webhooks WHERE warn_lease_until > now() + interval '1 hour'`,
  "a moment has its event": `
    SELECT m.id FROM moments m LEFT JOIN events e ON e.id = m.event_id WHERE e.id IS NULL`,
  "a moment belongs to its event's organization": `
    SELECT m.id FROM moments m JOIN events e ON e.id = m.event_id WHERE m.organization_id <> e.organization_id`,
  "an event is a success or says why not": `
    SELECT id FROM events WHERE status NOT IN ('success', 'error') OR (status = 'error' AND reason IS NULL)`,
};

/** Shows so many of the rows that break one. */
const mostShown = 5;

/** Each invariant that does not hold, with how many rows break it and a few of them; none on a database that is whole. */
export async function findBroken(query: (text: string) => Promise<{ id: string }[]>): Promise<string[]> {
  const broken: string[] = [];
  for (const [sentence, text] of Object.entries(invariants)) {
    const rows = await query(text);
    if (rows.length === 0) continue;
    const shown = rows.slice(0, mostShown).map(({ id }) => id);
    broken.push(`${sentence}: not so of ${rows.length} (${shown.join(", ")}${rows.length > mostShown ? ", …" : ""})`);
  }
  return broken;
}
