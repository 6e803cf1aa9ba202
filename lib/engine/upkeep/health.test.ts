import { beforeAll, expect, test } from "vitest";
import { newAlert, newOrganization, newRoute, publishAll } from "../../data/organization.fixture";
import { type Flow, quietFlow } from "../../domain/delivering/flow";
import { readId } from "../../domain/id";

import { db, pool } from "../../postgres/db";
import { useOwnDatabase } from "../../postgres/own-database.fixture";
import { acceptAlerts } from "../publish/store-alerts";
import { readHealth } from "./health";

beforeAll(useOwnDatabase);

const oldest = async () => (await readHealth()).oldest_due_seconds;

test("the oldest due work is what could be done and is not: what a breaker, a pause or a pace holds counts from its end on", async () => {
  expect(await oldest()).toBeNull();
  const of = await newOrganization();
  const { destination } = await newRoute(of);
  const destinationId = readId("dest", destination.id) as string;
  await publishAll(of, [newAlert(of)]);
  await pool().query("UPDATE deliveries SET due_at = now() - interval '600 seconds'");
  const waitsWith = async (held: Partial<Flow>) => {
    await db().destinationState.update({ where: { destinationId }, data: { flow: { ...quietFlow, ...held } } as never });
    return oldest();
  };
  expect(await waitsWith({})).toBeGreaterThanOrEqual(600);
  for (const held of ["openUntil", "pausedUntil", "paceAt"] as const) {
    expect(await waitsWith({ [held]: Date.now() + 5 * 60_000 })).toBeNull();
    const since = await waitsWith({ [held]: Date.now() - 5 * 60_000 });
    expect(since).toBeGreaterThanOrEqual(300);
    expect(since).toBeLessThan(600);
  }

  await acceptAlerts([newAlert(of, { createdAt: new Date(Date.now() - 20 * 60_000) })]);
  expect(await oldest()).toBeGreaterThanOrEqual(1_200);
});
