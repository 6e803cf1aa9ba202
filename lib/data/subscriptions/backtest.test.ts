import { expect, test } from "vitest";
import { readId } from "../../domain/id";
import { dayMs } from "../../domain/time";
import { acceptAlerts } from "../../engine/publish/store-alerts";
import { db } from "../../postgres/db";
import { listAlertNames } from "../alerts/names";
import { createChannel, updateChannel } from "../channels/channels";
import { createDestination, updateDestination } from "../destinations/destinations";
import { createEnvironment } from "../environments/environments";
import { newAlert, newOrganization, newRoute, publishAll, type TestOrganization } from "../organization.fixture";
import { backtest } from "./backtest";

const environment = async (of: TestOrganization, slug: string) => readId("env", (await createEnvironment(of.admin, { slug })).id) as string;
const hook = (of: TestOrganization, name: string) =>
  createDestination(of.admin, { name, kind: "webhook", config: { url: "http://127.0.0.1:9/hook" }, enabled: true });

test("a back-test counts what a subscription like this would have sent, by the engine's own rules", async () => {
  const of = await newOrganization();
  const production = await environment(of, "production");
  await acceptAlerts([
    ...Array.from({ length: 3 }, () => newAlert(of, { name: "payment:failed", environmentId: production })),
    ...Array.from({ length: 2 }, () => newAlert(of, { name: "payment:failed" })),
    newAlert(of, { name: "payment:refunded", environmentId: production }),
    newAlert(of, { name: "dry-payment:failed" }),
    newAlert(of, { name: "payment:failed", createdAt: new Date(Date.now() - 8 * dayMs) }),
  ]);
  const channel = await createChannel(of.admin, { name: "Failed", pattern: "payment:failed", enabled: true });
  const [on, off] = [await hook(of, "On"), await hook(of, "Off")];
  await updateDestination(of.admin, off.id, { enabled: false });
  const input = { channel_ids: [channel.id], destination_ids: [on.id, off.id], days: 7 };

  const everywhere = await backtest(of.member, input);
  expect(everywhere).toMatchObject({ alerts: 7, matched: 5, complete: true });
  expect(everywhere.names).toEqual([
    { name: "payment:failed", environment: "production", count: 3 },
    { name: "payment:failed", environment: null, count: 2 },
  ]);
  expect(everywhere.destinations).toEqual([
    { id: on.id, name: "On", deliveries: 5, skipped: 0, reason: null },
    { id: off.id, name: "Off", deliveries: 0, skipped: 5, reason: "destination_disabled" },
  ]);
  expect(await backtest(of.admin, { ...input, environment: "production" })).toMatchObject({ alerts: 7, matched: 3 });
  expect(await backtest(of.admin, { ...input, days: 30 })).toMatchObject({ alerts: 8, matched: 6 });
  expect(await backtest(of.admin, { ...input, destination_ids: [] })).toMatchObject({ matched: 5, destinations: [] });
  expect(await backtest(of.admin, { ...input, channel_ids: [] })).toMatchObject({ matched: 0 });
  await updateChannel(of.admin, channel.id, { enabled: false });
  expect(await backtest(of.admin, input)).toMatchObject({ matched: 0 });
});

test("what a back-test predicts is what routing does", async () => {
  const of = await newOrganization();
  const production = await environment(of, "production");
  const { channel, destination } = await newRoute(of, { pattern: "payment:.*|run:failed" });
  const names = ["payment:failed", "payment:ok", "run:failed", "other"];
  await publishAll(
    of,
    names.flatMap((name) => [newAlert(of, { name }), newAlert(of, { name, environmentId: production })]),
  );
  const { destinations } = await backtest(of.admin, { channel_ids: [channel.id], destination_ids: [destination.id], days: 7 });
  expect(destinations[0]?.deliveries).toBe(await db().delivery.count({ where: { organizationId: of.id } }));
});

test("ids that the organization does not have are named, each with its place", async () => {
  const [of, other] = [await newOrganization(), await newOrganization()];
  const { channel, destination } = await newRoute(other);
  await expect(backtest(of.admin, { channel_ids: [channel.id], destination_ids: [], days: 7 })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: "channel_ids.0" }],
  });
  await expect(backtest(of.admin, { channel_ids: [], destination_ids: [destination.id], days: 7 })).rejects.toMatchObject({ status: 422 });
});

test("the names of the last 30 days come by environment, most frequent first, and nobody else's are among them", async () => {
  const [of, other] = [await newOrganization(), await newOrganization()];
  const production = await environment(of, "production");
  const last = newAlert(of, { name: "b", environmentId: production });
  await acceptAlerts([
    newAlert(of, { name: "a" }),
    newAlert(of, { name: "b", environmentId: production, createdAt: new Date(Date.now() - 60_000) }),
    last,
    newAlert(of, { name: "old", createdAt: new Date(Date.now() - 31 * dayMs) }),
    newAlert(other, { name: "strange" }),
  ]);
  const { data, complete } = await listAlertNames(of.member, {});
  expect(complete).toBe(true);
  expect(data.map(({ name, environment, count }) => [name, environment, count])).toEqual([
    ["b", "production", 2],
    ["a", null, 1],
  ]);
  expect(data[0]?.last_at).toBe(last.createdAt.toISOString());
  expect((await listAlertNames(of.admin, { environment: "production" })).data).toHaveLength(1);
  for (const environment of ["nowhere", "a\u0000b"])
    await expect(listAlertNames(of.admin, { environment })).rejects.toMatchObject({ status: 422 });
});
