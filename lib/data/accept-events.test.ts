import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { newId } from "../domain/id";
import { env } from "../env";
import { acceptEvent, type NewEvent } from "./accept-events";
import { db } from "./db";
import { newOrganization, type TestOrganization } from "./organization.fixture";
import { newWebhook, type TestWebhook } from "./webhook.fixture";

let of: TestOrganization;
let webhook: TestWebhook;
beforeAll(async () => {
  of = await newOrganization();
  webhook = await newWebhook(of);
});

const newEvent = (deliveryId: string | null): NewEvent => ({
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
  deliveryId,
  headers: "{}",
  body: Buffer.from("{}"),
  address: "192.0.2.1",
  userAgent: "curl/8",
  receivedAt: new Date(),
  moments: [],
  alerts: [],
});

const isWaiting = (query: string) => async () => {
  const rows = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE ${query}`;
  return (rows[0]?.n ?? 0) > 0;
};

/**
 * Another process stores `held` in a transaction; these deliveries come here in one batch, which waits for it; then the other process stores
 * `wanted` as well, and commits.
 */
async function race(deliveries: string[], held: string, wanted: string) {
  const other = new pg.Client(env().DATABASE_URL);
  await other.connect();
  const store = (deliveryId: string) =>
    other.query(
      `INSERT INTO events (id, organization_id, webhook_id, integration, status, verdict, delivery_id, headers, body, address, user_agent, received_at)
       VALUES ($1, $2, $3, 'custom', 'success', 'unsigned', $4, '{}', '', '', 'the other', now()) ON CONFLICT DO NOTHING`,
      [newId(), of.id, webhook.id, deliveryId],
    );
  try {
    await other.query("BEGIN");
    await store(held);
    // The first call is written alone; what comes meanwhile is a batch.
    const calls = [newEvent(null), ...deliveries.map(newEvent)].map((event) => acceptEvent(event));
    const results = Promise.allSettled(calls.slice(1));
    await calls[0];
    await expect.poll(isWaiting("%INSERT INTO events%"), { interval: 10, timeout: 900 }).toBe(true);
    await store(wanted);
    await other.query("COMMIT");
    return await results;
  } finally {
    await other.end();
  }
}

test("a batch stores its deliveries in their order, whatever order they came in: processes wait for each other, and never in a circle", async () => {
  const [a, b] = [`a-${newId()}`, `b-${newId()}`];
  // Taken as they come, b is held here while a is waited for, and the other process waits for b.
  const results = await race([b, a], a, b);
  for (const result of results) expect(result).toMatchObject({ status: "fulfilled", value: { repeated: true } });
  const rows = await db().event.findMany({ where: { webhookId: webhook.id, deliveryId: { in: [a, b] } } });
  expect(rows.map(({ userAgent }) => userAgent)).toEqual(["the other", "the other"]);
});

test("results are in the callers' order", async () => {
  const ids = ["z", "m", "a"].map((first) => `${first}-${newId()}`);
  await acceptEvent(newEvent(ids[1] as string));
  const [, ...results] = await Promise.all([newEvent(null), ...ids.map(newEvent)].map((event) => acceptEvent(event)));
  expect(results.map(({ repeated }) => repeated)).toEqual([false, true, false]);
});

test("a batch that Postgres ended for a deadlock is stored again", async () => {
  const [a, b] = [`a-${newId()}`, `b-${newId()}`];
  const results = await race([a, b], b, a);
  for (const result of results) expect(result).toMatchObject({ status: "fulfilled" });
  expect(await db().event.count({ where: { webhookId: webhook.id, deliveryId: { in: [a, b] } } })).toBe(2);
});
