import { expect, test } from "vitest";
import { readId, showId } from "../../domain/id";
import { db, pool } from "../../postgres/db";
import { replayAlert } from "../alerts/replay";
import { updateDestination } from "../destinations/destinations";
import { createEnvironment } from "../environments/environments";
import { newAlert, newOrganization, newRoute, publishAll } from "../organization.fixture";
import { retryDeliveries, retryDelivery } from "./retry";

async function newDelivery(kind = "webhook") {
  const of = await newOrganization();
  const { destination } = await newRoute(of, { kind });
  await publishAll(of, [newAlert(of)]);
  const { id } = await db().delivery.findFirstOrThrow({ where: { organizationId: of.id } });
  return { of, destination, id };
}

test("of many that retry one delivery at once, one does and the others are told that it is pending", async () => {
  const { of, id } = await newDelivery();
  await pool().query("UPDATE deliveries SET status = 'failed', attempt_count = 3 WHERE id = $1", [id]);
  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => retryDelivery(of.admin, showId("dlv", id))));
  const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason.status] : []));
  expect(refused).toEqual(Array(7).fill(409));
  expect(await db().auditEntry.count({ where: { organizationId: of.id, action: "delivery.retried" } })).toBe(1);
});

test("a retry by hand forgets what was rendered, and so does a change of the settings while deliveries wait", async () => {
  const { of, destination, id } = await newDelivery("email");
  const render = () => pool().query("UPDATE deliveries SET rendered = 'old', status = 'failed' WHERE id = $1", [id]);
  const rendered = async () => (await db().delivery.findUniqueOrThrow({ where: { id } })).rendered;
  await render();
  await retryDelivery(of.admin, showId("dlv", id));
  expect(await rendered()).toBeNull();

  await render();
  await pool().query("UPDATE deliveries SET status = 'pending' WHERE id = $1", [id]);
  await updateDestination(of.admin, destination.id, { name: "Renamed" });
  expect(await rendered()).toBe("old");
  await updateDestination(of.admin, destination.id, { config: { address: "new@example.com" } });
  expect(await rendered()).toBeNull();
});

test("a key bound to an environment replays only what happened there", async () => {
  const of = await newOrganization();
  const here = readId("env", (await createEnvironment(of.admin, { slug: "here" })).id) as string;
  const [inside, outside] = [newAlert(of, { environmentId: here }), newAlert(of)];
  await publishAll(of, [inside, outside]);
  const bound = { ...of.key("admin"), environmentId: here };
  const { id } = await replayAlert(bound, showId("alert", inside.id));
  const copy = await db().alert.findUniqueOrThrow({ where: { id: readId("alert", id) as string } });
  expect(copy).toMatchObject({ replayOf: inside.id, environmentId: here });
  await expect(replayAlert(bound, showId("alert", outside.id))).rejects.toMatchObject({ status: 403 });
});

test("retried together, a resolve waits for its trigger again; retried alone, it goes", async () => {
  const of = await newOrganization();
  await newRoute(of);
  const [trigger, resolve] = [newAlert(of, { dedupKey: "k" }), newAlert(of, { dedupKey: "k", action: "resolve" })];
  await publishAll(of, [trigger, resolve]);
  const deliveryOf = (alert: { id: string }) => db().delivery.findFirstOrThrow({ where: { alertId: alert.id } });
  const give = (status: string) =>
    pool().query("UPDATE deliveries SET status = $2, reason = NULL WHERE organization_id = $1", [of.id, status]);
  await give("failed");
  expect(await retryDeliveries(of.admin, {})).toEqual({ count: 2 });
  expect([(await deliveryOf(trigger)).reason, (await deliveryOf(resolve)).reason]).toEqual([null, "waits_for_trigger"]);
  await give("failed");
  await retryDelivery(of.admin, showId("dlv", (await deliveryOf(resolve)).id));
  expect(await deliveryOf(resolve)).toMatchObject({ status: "pending", reason: null });
});
