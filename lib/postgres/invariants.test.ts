import { beforeAll, expect, test } from "vitest";
import { newAlert, newOrganization, newRoute, publishAll, type TestOrganization } from "../data/organization.fixture";
import { newWebhook } from "../data/webhooks/webhook.fixture";
import { newId } from "../domain/id";
import { db, pool } from "./db";
import { findBroken, invariants } from "./invariants";
import { useOwnDatabase } from "./own-database.fixture";

async function makeWhole() {
  const [of, other] = [await newOrganization(), await newOrganization()];
  await newRoute(of);
  const alert = newAlert(of);
  await publishAll(of, [alert]);
  const { id: deliveryId, destinationId } = await db().delivery.findFirstOrThrow({ where: { organizationId: of.id } });
  const webhook = await newWebhook(of);
  const eventId = newId();
  // Also a success may have a reason: why it makes no moment.
  const reason = "An acknowledgement makes no moment.";
  const event = { id: eventId, organizationId: of.id, webhookId: webhook.id, integration: "custom", status: "success", reason };
  await db().event.create({
    data: { ...event, verdict: "unsigned", headers: {}, body: new Uint8Array(), address: "", userAgent: "", receivedAt: new Date() },
  });
  return { of, other, alert, deliveryId, destinationId, webhook, eventId };
}
type Made = Awaited<ReturnType<typeof makeWhole>>;

let made: Made;
beforeAll(async () => {
  await useOwnDatabase();
  made = await makeWhole();
});

const attempt =
  (values: string) =>
  ({ deliveryId }: Made) =>
    `INSERT INTO attempts (delivery_id, number, started_at, finished_at, outcome) VALUES ('${deliveryId}', ${values});
   UPDATE deliveries SET attempt_count = 1, due_at = now() WHERE id = '${deliveryId}'`;
const delivery =
  (set: string) =>
  ({ deliveryId }: Made) =>
    `UPDATE deliveries SET ${set} WHERE id = '${deliveryId}'`;
/** An attempt whose lease ended so long before what happened last. */
const openSince = (age: string) => (of: Made) =>
  `${attempt("1, now(), NULL, NULL")(of)}; ${delivery(`due_at = now() - interval '${age}'`)(of)};
   UPDATE destination_states SET updated_at = now() WHERE destination_id = '${of.destinationId}'`;
const moment = (of: TestOrganization, eventId: string) =>
  `INSERT INTO moments (id, organization_id, event_id, integration, name, type, description, occurred_at, created_at)
   VALUES ('${newId()}', '${of.id}', '${eventId}', 'custom', 'x', 'page', '', now(), now())`;

/** What breaks each invariant; `also`: which others it breaks with it. */
const breakages: Record<string, { by: (of: Made) => string; also?: string[] }> = {
  "a delivery belongs to its alert's organization and its destination's": {
    by: ({ deliveryId, other }) => `UPDATE deliveries SET organization_id = '${other.id}' WHERE id = '${deliveryId}'`,
  },
  "a delivery has its alert and its destination": {
    by: ({ alert }) => `DELETE FROM alerts WHERE id = '${alert.id}'`,
  },
  "an attempt has its delivery": {
    by: () =>
      `INSERT INTO attempts (delivery_id, number, started_at, finished_at, outcome) VALUES ('${newId()}', 1, now(), now(), 'http_2xx')`,
  },
  "a routed alert's configuration is kept": {
    by: ({ of }) => `DELETE FROM config_versions WHERE organization_id = '${of.id}'`,
    also: ["a delivery was planned, or tells the end of what was"],
  },
  "a routed alert has a delivery for each destination that was planned": {
    by: ({ deliveryId }) => `DELETE FROM deliveries WHERE id = '${deliveryId}'`,
  },
  "a delivery was planned, or tells the end of what was": {
    by: ({ alert }) => `UPDATE alerts SET channel_ids = '{}' WHERE id = '${alert.id}'`,
  },
  "a delivery is pending, sent, failed or skipped": { by: delivery("status = 'lost'") },
  "a delivery that was not sent says why": { by: delivery("status = 'failed'") },
  "an alert has deliveries only once it was routed": {
    by: ({ alert }) => `UPDATE alerts SET routed_at = NULL WHERE id = '${alert.id}'`,
  },
  "a delivery counts its attempts": { by: delivery("attempt_count = 3") },
  "a sent delivery has an attempt that succeeded": { by: delivery("status = 'sent'") },
  "an attempt that ended has an outcome, and one with an outcome has ended": { by: attempt("1, now(), now(), NULL") },
  "an attempt is open only while its delivery is pending, and only the newest": {
    by: (of) => `${attempt("1, now(), NULL, NULL")(of)}; ${delivery("status = 'skipped', reason = 'destination_disabled'")(of)}`,
  },
  "an attempt ends when its lease does": {
    by: openSince("10 minutes"),
  },
  "the lease of an open attempt ends within minutes": {
    by: (of) => `${attempt("1, now(), NULL, NULL")(of)}; ${delivery("due_at = now() + interval '10 minutes'")(of)}`,
  },
  "a run holds a destination for minutes at most": {
    by: ({ destinationId }) =>
      `UPDATE destination_states SET runner_until = now() + interval '10 minutes' WHERE destination_id = '${destinationId}'`,
  },
  "a delivery that waits is due within two days": { by: delivery("due_at = now() + interval '3 days'") },
  "who is asking a tool, or telling a team, is done within the hour": {
    by: ({ webhook }) => `UPDATE webhooks SET warn_lease_until = now() + interval '2 hours' WHERE id = '${webhook.id}'`,
  },
  "a moment has its event": { by: ({ of }) => moment(of, newId()) },
  "a moment belongs to its event's organization": { by: ({ other, eventId }) => moment(other, eventId) },
  "an event is a success or says why not": {
    by: ({ eventId }) => `UPDATE events SET status = 'error', reason = NULL WHERE id = '${eventId}'`,
  },
};

/** What does not hold once `by` was done: in a transaction that is not kept, past foreign keys. */
async function breakBy(by: string): Promise<string[]> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN; SET LOCAL session_replication_role = replica");
    await client.query(by);
    return await findBroken(async (text) => (await client.query<{ id: string }>(text)).rows);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

test("nothing is told of a database that is whole, and there is a way to break each invariant", async () => {
  expect(await breakBy("SELECT 1")).toEqual([]);
  expect(Object.keys(breakages).sort()).toEqual(Object.keys(invariants).sort());
});

test.each(Object.entries(breakages))("it is found when it does not hold that %s", async (sentence, { by, also = [] }) => {
  const found = await breakBy(by(made));
  expect(found.map((line) => line.replace(/: not so of .*/, "")).sort()).toEqual([sentence, ...also].sort());
});

test("an attempt whose lease ended a moment ago is no fault: whoever looks next ends it", async () => {
  expect(await breakBy(openSince("1 minute")(made))).toEqual([]);
});

test("rows that break one are named", async () => {
  const { deliveryId } = made;
  const lines = await findBroken(async (text) => (text.includes("attempt_count <>") ? [{ id: deliveryId }] : []));
  expect(lines).toEqual([`a delivery counts its attempts: not so of 1 (${deliveryId})`]);
});
