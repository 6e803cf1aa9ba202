import { beforeAll, expect, test } from "vitest";
import { newOrganization, type TestOrganization } from "../../data/organization.fixture";
import { newWebhook, type TestWebhook } from "../../data/webhooks/webhook.fixture";
import { newId } from "../../domain/id";
import { db } from "../../postgres/db";
import { useOwnDatabase } from "../../postgres/own-database.fixture";
import { acceptEvent, type NewEvent } from "./store-events";

let of: TestOrganization;
let webhook: TestWebhook;
beforeAll(async () => {
  await useOwnDatabase();
  await watchStatements();
  of = await newOrganization();
  webhook = await newWebhook(of);
});

/**
 * Notes in which order rows are stored, and ends the first statement that stores a delivery `deadlock-…` as Postgres ends one of two that wait
 * for each other. A sequence is not rolled back with the statement.
 */
async function watchStatements(): Promise<void> {
  await db().$executeRaw`CREATE TABLE stored_in_order (place serial, request_id text)`;
  await db().$executeRaw`CREATE SEQUENCE deadlocks`;
  await db().$executeRaw`
    CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.request_id LIKE 'deadlock-%' AND nextval('deadlocks') = 1 THEN
        RAISE EXCEPTION 'deadlock detected' USING ERRCODE = 'deadlock_detected';
      END IF;
      INSERT INTO stored_in_order (request_id) VALUES (NEW.request_id);
      RETURN NEW;
    END $$`;
  await db().$executeRaw`
    CREATE TRIGGER watch BEFORE INSERT ON events FOR EACH ROW WHEN (NEW.request_id IS NOT NULL) EXECUTE FUNCTION watch()`;
}

const newEvent = (requestId: string | null): NewEvent => ({
  id: newId(),
  organizationId: of.id,
  teamId: webhook.teamId,
  webhookId: webhook.id,
  apiKeyId: null,
  integration: "custom",
  status: "success",
  reason: null,
  cause: null,
  verdict: "unsigned",
  requestId,
  headers: "{}",
  body: Buffer.from("{}"),
  address: "192.0.2.1",
  userAgent: "curl/8",
  receivedAt: new Date(),
  moments: [],
  alerts: [],
});

test("a batch stores its deliveries in their order, whatever order they came in: processes wait for each other, and never in a circle", async () => {
  const [a, b] = [`a-${newId()}`, `b-${newId()}`];
  // The first call is written alone; what comes meanwhile is a batch.
  await Promise.all([newEvent(null), ...[b, a].map(newEvent)].map((event) => acceptEvent(event)));
  const rows = await db().$queryRaw<{ request_id: string }[]>`SELECT request_id FROM stored_in_order ORDER BY place`;
  expect(rows.map(({ request_id }) => request_id)).toEqual([a, b]);
});

test("results are in the callers' order", async () => {
  const ids = ["z", "m", "a"].map((first) => `${first}-${newId()}`);
  await acceptEvent(newEvent(ids[1] as string));
  const [, ...results] = await Promise.all([newEvent(null), ...ids.map(newEvent)].map((event) => acceptEvent(event)));
  expect(results.map(({ repeated }) => repeated)).toEqual([false, true, false]);
});

test("a batch that Postgres ended for a deadlock is stored again", async () => {
  const ids = [`a-${newId()}`, `deadlock-${newId()}`];
  const [, ...results] = await Promise.all([newEvent(null), ...ids.map(newEvent)].map((event) => acceptEvent(event)));
  expect(results.map(({ repeated }) => repeated)).toEqual([false, false]);
  expect(await db().event.count({ where: { webhookId: webhook.id, requestId: { in: ids } } })).toBe(2);
  expect(await db().$queryRaw`SELECT last_value::int AS deadlocks FROM deadlocks`).toEqual([{ deadlocks: 2 }]);
});
