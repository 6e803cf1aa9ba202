import { expect, test } from "vitest";
import { newAlert, newOrganization, newRoute, publishAll } from "../data/organization.fixture";
import { db, pool } from "./db";
import { findBroken, invariants } from "./invariants";

const query = async (text: string) => (await pool().query<{ id: string }>(text)).rows;

test("what cannot be is found, by the row that shows it, and what is whole is not told", async () => {
  const of = await newOrganization();
  await newRoute(of);
  const alerts = [newAlert(of), newAlert(of)];
  await publishAll(of, alerts);
  const [broken, whole] = await db().delivery.findMany({ where: { organizationId: of.id }, orderBy: { id: "asc" } });
  await db().delivery.update({ where: { id: broken?.id as string }, data: { status: "failed", reason: null, attemptCount: 3 } });
  const found = (
    await Promise.all(Object.entries(invariants).map(async ([sentence, text]) => ({ sentence, rows: await query(text) })))
  ).flatMap(({ sentence, rows }) => rows.map(({ id }) => `${id} ${sentence}`));
  const about = (id?: string) => found.filter((line) => line.startsWith(`${id} `)).map((line) => line.slice(37));
  expect(about(broken?.id)).toEqual(["a delivery that was not sent says why", "a delivery counts its attempts"]);
  expect(about(whole?.id)).toEqual([]);
  expect((await findBroken(query)).join("\n")).toContain("a delivery that was not sent says why: not so of");
});

test("an attempt that is open long after its lease is found, by what else has happened since", async () => {
  const of = await newOrganization();
  await newRoute(of);
  await publishAll(of, [newAlert(of), newAlert(of)]);
  const [old, young] = await db().delivery.findMany({ where: { organizationId: of.id } });
  for (const delivery of [old, young])
    await db().attempt.create({ data: { deliveryId: delivery?.id as string, number: 1, startedAt: new Date() } });
  await pool().query(
    "UPDATE deliveries SET attempt_count = 1, due_at = now() - CASE WHEN id = $1 THEN interval '10 minutes' ELSE '1 minute' END WHERE id = ANY($2)",
    [old?.id, [old?.id, young?.id]],
  );
  await pool().query("UPDATE destination_states SET updated_at = now() WHERE destination_id = $1", [old?.destinationId]);
  const found = (await query(invariants["an attempt ends when its lease does"] as string)).map(({ id }) => id);
  expect(found).toContain(`${old?.id} 1`);
  expect(found).not.toContain(`${young?.id} 1`);
});
