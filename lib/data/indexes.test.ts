import { beforeAll, expect, test } from "vitest";
import { kinds } from "../destinations";
import { quietFlow } from "../domain/delivering/flow";
import { newId, showId } from "../domain/id";
import { hourMs } from "../domain/time";
import { render } from "../engine/deliver/render";
import { type Claimed, settleAndClaim } from "../engine/deliver/settle-and-claim";
import { releaseDestination, type Taken } from "../engine/deliver/take";
import { acceptAlerts } from "../engine/publish/store-alerts";
import { findKnownIdentities, type Told } from "../engine/receive/known-identities";
import { tellFromLast } from "../engine/receive/last-told";
import { findRequested } from "../engine/receive/read-requested";
import { routeAlerts } from "../engine/route/route-alerts";
import { claimMoments } from "../engine/tools/claim-moments";
import { readHealth } from "../engine/upkeep/health";
import { findWaiting } from "../engine/upkeep/sweep";
import { pool } from "../postgres/db";
import { useOwnDatabase } from "../postgres/own-database.fixture";
import { indexes, plansOf, scans } from "../postgres/plans.fixture";
import { listAlerts } from "./alerts/alerts";
import { readExportBatch } from "./alerts/export";
import { countAlerts, summarizeAlerts } from "./alerts/figures";
import { listAlertNames } from "./alerts/names";
import { listDeliveries } from "./deliveries/deliveries";
import { listDestinationHealth } from "./destinations/health";
import { listEventCauses } from "./events/causes";
import { getEvent, listEvents } from "./events/events";
import { listIntegrations } from "./integrations/integrations";
import { listMoments } from "./moments/moments";
import { listMomentSources } from "./moments/sources";
import { newAlert, newOrganization, newRoute, type TestOrganization } from "./organization.fixture";
import { listWebhookCallers } from "./webhooks/callers";
import { hookId, newTeam, newWebhook, type TestWebhook } from "./webhooks/webhook.fixture";
import { listWebhooks } from "./webhooks/webhooks";

let of: TestOrganization;
let destinationId: string;
let webhook: TestWebhook;
let quietTeam: string;
let eventId: string;
let nextMoments: string;

/**
 * 60,000 alerts of 20 organizations with a delivery each, 400 of them pending; 400 alerts that are not routed. 20,000 events of as many, one in
 * 20 an error, the others with a moment.
 */
beforeAll(async () => {
  await useOwnDatabase();
  for (let index = 0; index < 20; index++) {
    of = await newOrganization();
    await newRoute(of);
  }
  await pool().query(`
    INSERT INTO alerts (id, organization_id, name, payload, source, action, dedup_key, created_at, routed_at, config_version, channel_ids)
    SELECT (lpad(to_hex(ms), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid, o.id, 'payment:failed', '{}', 'api', 'trigger', CASE WHEN n % 2 = 0 THEN 'key-' || n % 500 END,
      to_timestamp(ms / 1000.0), CASE WHEN n % 150 <> 0 THEN now() END, 1, '{}'
    FROM (SELECT n, (extract(epoch FROM now()) * 1000)::bigint - n * 1000 AS ms FROM generate_series(1, 60000) n) g
    JOIN (SELECT id, row_number() OVER () AS r FROM organizations) o ON o.r = 1 + g.n / 150 % 20`);
  await pool().query(`
    INSERT INTO deliveries (id, organization_id, alert_id, destination_id, status, due_at, created_at)
    SELECT gen_random_uuid(), a.organization_id, a.id, d.id, CASE WHEN random() < 0.007 THEN 'pending' ELSE 'sent' END, a.created_at, a.created_at
    FROM alerts a JOIN destinations d ON d.organization_id = a.organization_id`);
  await pool().query("INSERT INTO attempts (delivery_id, number, started_at, finished_at) SELECT id, 1, now(), now() FROM deliveries");
  [webhook, quietTeam] = [await newWebhook(of), await newTeam(of)];
  await pool().query(
    `INSERT INTO events (id, organization_id, team_id, webhook_id, integration, status, cause, verdict, headers, body, address, user_agent, received_at)
    SELECT (lpad(to_hex(ms), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid, o.id,
      CASE WHEN o.id = $1 THEN $2::uuid END, CASE WHEN o.id = $1 AND n % 7 = 0 THEN $3::uuid ELSE gen_random_uuid() END, CASE WHEN n % 9 = 0 THEN 'datadog' ELSE 'custom' END,
      CASE WHEN n % 21 = 0 THEN 'error' ELSE 'success' END, CASE WHEN n % 21 = 0 THEN 'type is required' END, 'unsigned', '{}', '', '192.0.2.1', 'curl/8',
      to_timestamp(ms / 1000.0)
    FROM (SELECT n, (extract(epoch FROM now()) * 1000)::bigint - n * 30000 AS ms FROM generate_series(1, 20000) n) g
    JOIN (SELECT id, row_number() OVER () AS r FROM organizations) o ON o.r = 1 + g.n % 20`,
    [of.id, webhook.teamId, webhook.id],
  );
  await pool().query(`
    INSERT INTO moments (id, organization_id, team_id, event_id, integration, name, type, source, description, identity, occurred_at, created_at)
    SELECT id, organization_id, team_id, id, integration, 'Deploy', 'alert', 'Deploybot', '', CASE WHEN random() < 0.5 THEN md5(id::text) END, received_at, received_at FROM events WHERE status = 'success'`);
  await pool().query("ANALYZE");
  const last = await pool().query<{ id: string }>("SELECT id FROM events WHERE organization_id = $1 ORDER BY id DESC LIMIT 1", [of.id]);
  eventId = showId("event", last.rows[0]?.id as string);
  nextMoments = (await listMoments(of.admin, {}, page)).next_cursor as string;
  const { rows } = await pool().query<{ id: string }>("SELECT id FROM destinations WHERE organization_id = $1", [of.id]);
  destinationId = rows[0]?.id as string;
});

const told = (...identities: string[]): Told[] => identities.map((identity) => ({ identity, dedupKey: identity, action: "trigger" }));
const page = { limit: 50 };
const hour = hourMs;
const claimDue = () =>
  settleAndClaim({ id: destinationId, updatedAt: new Date(), flow: quietFlow, kind: kinds[0] } as Taken, newId(), [], 10);
const cases: [string, string, () => Promise<unknown>][] = [
  ["what is not routed yet", "alerts_unrouted", () => routeAlerts(50)],
  ["a destination's due deliveries", "deliveries_due", claimDue],
  ["whether the trigger of a due resolve was sent", "alerts_dedup", claimDue],
  [
    "who was told what a resolve ends",
    "alerts_dedup",
    async () => {
      await acceptAlerts([newAlert(of, { action: "resolve", dedupKey: "k" })]);
      await routeAlerts();
    },
  ],
  [
    "what was mailed last under a key",
    "alerts_dedup",
    async () => {
      const taken = { id: destinationId, organizationId: of.id, organization: "", kind: kinds[0], opened: { config: {} } } as Taken;
      const alert = { id: newId(), name: "a", dedupKey: "k", payload: "{}", createdAt: new Date() };
      await render(taken, [{ id: newId(), number: 1, rendered: null, alert } as Claimed]);
    },
  ],
  ["a destination's next due time", "deliveries_due", () => releaseDestination(destinationId, newId())],
  ["what a sweep looks for", "deliveries_due", findWaiting],
  ["how old the oldest due work is", "alerts_unrouted", readHealth],
  ["an organization's history", "alerts_history", () => listAlerts(of.admin, {}, page)],
  ["a time range of it", "alerts_history", () => listAlerts(of.admin, { from: new Date(Date.now() - hour), to: new Date() }, page)],
  ["what is exported", "alerts_history", () => readExportBatch(of.admin, { status: "sent" }, newId(), 50)],
  ["how many alerts match", "alerts_history", () => countAlerts(of.admin, { status: "failed" }, showId("alert", newId()))],
  ["the names of the last days", "alerts_history", () => listAlertNames(of.admin, {})],
  ["the last 24 hours in figures", "deliveries_of_destination", () => summarizeAlerts(of.admin)],
  ["how a destination has fared", "deliveries_of_destination", () => listDestinationHealth(of.admin)],
  ["an organization's deliveries", "deliveries_of_destination", () => listDeliveries(of.admin, {}, page)],
  ["those of one status", "deliveries_of_destination", () => listDeliveries(of.admin, { status: "failed" }, page)],
  ["an organization's events", "events_organization_id_id_idx", () => listEvents(of.admin, {}, page)],
  ["those of one integration", "events_organization_id_integration_id_idx", () => listEvents(of.admin, { integration: "datadog" }, page)],
  [
    "those of one team, however quiet",
    "events_team_id_id_idx",
    async () => listEvents(of.admin, { team_id: showId("team", quietTeam) }, page),
  ],
  ["those that errored", "events_errors", () => listEvents(of.admin, { status: "error" }, page)],
  ["why events errored", "events_errors", () => listEventCauses(of.admin, {})],
  ["an event's moments", "moments_event_id_idx", () => getEvent(of.admin, eventId)],
  ["an event's alerts", "alerts_of_event", () => getEvent(of.admin, eventId)],
  ["the events that wait to be read again", "events_to_retry", () => findRequested(100)],
  ["an organization's moments", "moments_organization_id_occurred_at_id_idx", () => listMoments(of.admin, {}, page)],
  [
    "the next page of them",
    "moments_organization_id_occurred_at_id_idx",
    async () => listMoments(of.admin, {}, { ...page, cursor: nextMoments }),
  ],
  [
    "a team's moments",
    "moments_team_id_occurred_at_id_idx",
    () => listMoments(of.admin, { team_id: showId("team", webhook.teamId) }, page),
  ],
  [
    "what a group told before",
    "moments_identity",
    () => findKnownIdentities({ organizationId: of.id, teamId: webhook.teamId, integration: "custom" }, told("a", "b")),
  ],
  [
    "whether the opposite was told since",
    "alerts_dedup",
    () => findKnownIdentities({ organizationId: of.id, teamId: webhook.teamId, integration: "custom" }, told("a", "b")),
  ],
  ["what was told last of a thing", "alerts_dedup", () => tellFromLast("a", of.id, "a", new Date())],
  ["the moments of a page of events", "moments_event_id_idx", () => listEvents(of.admin, {}, page)],
  ["what has sent moments", "moments_organization_id_occurred_at_id_idx", () => listMomentSources(of.admin)],
  ["the moments that their tool is asked about", "moments_to_enrich", () => claimMoments(10)],
  ["the sources of those who use a webhook", "moments_event_id_idx", () => listWebhookCallers(of.admin, hookId(webhook))],
  ["when webhooks received their last event", "events_webhook_id_id_idx", () => listWebhooks(of.admin, page)],
  ["what the integrations received in a day", "events_organization_id_id_idx", () => listIntegrations(of.admin)],
  ["its alerts of one status", "deliveries_alert_id_destination_id_key", () => listAlerts(of.admin, { status: "sent" }, page)],
];

test.each(cases)("%s is found by the index %s, without reading a big table whole", async (_, index, work) => {
  const plans = await plansOf(work);
  expect(scans(plans)).toEqual([]);
  expect(indexes(plans)).toContain(index);
});
