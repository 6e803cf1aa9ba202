import pg from "pg";
import { beforeAll, expect, test, vi } from "vitest";
import type { Actor } from "../../domain/people/actor";
import { hourMs } from "../../domain/time";
import { pool } from "../../postgres/db";
import { useOwnDatabase } from "../../postgres/own-database.fixture";
import { indexes, plansOf } from "../../postgres/plans.fixture";
import { remembered } from "../../postgres/remember";
import { listEventCauses } from "../events/causes";
import { listMomentSources } from "../moments/sources";
import { newOrganization, type TestOrganization } from "../organization.fixture";
import { listWebhookCallers } from "./callers";
import { lastEvents } from "./last-events";
import { hookId, newWebhook, type TestWebhook } from "./webhook.fixture";

let of: TestOrganization;
let used: TestWebhook;
let unused: TestWebhook;

/** 20,000 events of one webhook, from 2,000 callers, ten seconds apart, a fifth of them errors. Postgres knows of no other webhook. */
beforeAll(async () => {
  await useOwnDatabase();
  of = await newOrganization();
  [used, unused] = [await newWebhook(of), await newWebhook(of)];
  await pool().query(
    `INSERT INTO events (id, organization_id, team_id, webhook_id, integration, status, cause, verdict, headers, body, address, user_agent, received_at)
     SELECT (lpad(to_hex(ms), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid, $1, $2, $3, 'custom',
       CASE WHEN n % 5 = 0 THEN 'error' ELSE 'success' END, CASE WHEN n % 5 = 0 THEN 'type is required' END, 'unsigned', '{}', '', '192.0.2.1',
       'agent/' || n % 2000, to_timestamp(ms / 1000.0)
     FROM (SELECT n, (extract(epoch FROM now()) * 1000)::bigint - n * 10000 AS ms FROM generate_series(1, 20000) n) g`,
    [of.id, used.teamId, used.id],
  );
  await pool().query(`
    INSERT INTO moments (id, organization_id, team_id, event_id, integration, name, type, source, description, occurred_at, created_at)
    SELECT id, organization_id, team_id, id, integration, 'Deploy', 'alert', 'source of ' || user_agent, '', received_at, received_at
    FROM events WHERE status = 'success'`);
  await pool().query("ANALYZE");
});

test("the last event of webhooks is one look into their index, also of those that have none", async () => {
  const plans = await plansOf(() => lastEvents(of.admin, [used.id, unused.id]));
  expect([...indexes(plans)]).toEqual(["events_webhook_id_id_idx"]);
  expect(plans.map((plan) => plan["Node Type"])).toContain("Index Only Scan");
  const { rows } = await pool().query<{ at: Date }>("SELECT max(received_at) AS at FROM events");
  expect(await lastEvents(of.admin, [used.id, unused.id])).toEqual(new Map([[used.id, rows[0]?.at]]));
});

test("callers are counted in one pass, and only those that are shown are looked at further", async () => {
  const plans = await plansOf(() => listWebhookCallers(of.admin, hookId(used)));
  expect(plans.filter((plan) => plan["Parent Relationship"] === "SubPlan")).toEqual([]);
  const { data, requests_24h, last_request_at } = await listWebhookCallers(of.admin, hookId(used));
  expect(data).toHaveLength(100);
  expect(data[0]).toMatchObject({ user_agent: "agent/1", count: 10, sources: ["source of agent/1"], last_at: last_request_at });
  // All of a day, also those of the 1,900 callers that are not shown.
  expect(requests_24h).toBeGreaterThan(8_600);
  expect(requests_24h).toBeLessThanOrEqual(8_640);
});

test.each<[string, RegExp, (actor: Actor) => Promise<unknown>]>([
  ["callers", /WITH requests AS/, (actor) => listWebhookCallers(actor, hookId(used))],
  ["causes", /GROUP BY/, (actor) => listEventCauses(actor, { integration: "custom" })],
  ["sources", /WITH daily AS/, (actor) => listMomentSources(actor)],
])("many who look at the %s at once share one answer", async (_, statement, ask) => {
  remembered().clear();
  const query = vi.spyOn(pg.Client.prototype, "query");
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => ask(of.admin)));
  const texts = query.mock.calls.map(([given]) => (typeof given === "string" ? given : (given as unknown as { text: string }).text));
  query.mockRestore();
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
  expect(texts.filter((text) => statement.test(text))).toHaveLength(1);
});

test("causes of a time range are of now: who retries them compares what was with what is", async () => {
  const to = new Date(Date.now() - hourMs);
  const count = async () => (await listEventCauses(of.admin, { to }))[0]?.count ?? 0;
  const before = await count();
  await pool().query("UPDATE events SET status = 'success' WHERE id = (SELECT id FROM events WHERE status = 'error' ORDER BY id LIMIT 1)");
  expect(await count()).toBe(before - 1);
});
