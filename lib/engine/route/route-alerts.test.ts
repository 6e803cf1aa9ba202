import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { getAlert } from "../../data/alerts/alerts";
import { explain } from "../../data/alerts/explain";
import { createChannel } from "../../data/channels/channels";
import { createDestination } from "../../data/destinations/destinations";
import { createEnvironment } from "../../data/environments/environments";
import { newAlert, newOrganization, newRoute, publishAll } from "../../data/organization.fixture";
import { createSubscription } from "../../data/subscriptions/subscriptions";
import { newId, readId, showId } from "../../domain/id";
import { db } from "../../postgres/db";
import { useOwnDatabase } from "../../postgres/own-database.fixture";
import { acceptAlerts } from "../publish/store-alerts";
import { routeAlerts } from "./route-alerts";

beforeAll(useOwnDatabase);

test("four runs at once route each alert once, and each alert reaches each destination once", async () => {
  const of = await newOrganization();
  const { channel, destination } = await newRoute(of);
  const second = await createDestination(of.admin, {
    name: "Two",
    kind: "webhook",
    config: { url: "http://127.0.0.1:9/two" },
    enabled: true,
  });
  for (const name of ["Again", "And again"])
    await createSubscription(of.admin, { name, channel_ids: [channel.id], destination_ids: [second.id, destination.id], enabled: true });
  const alerts = Array.from({ length: 600 }, () => newAlert(of));
  await acceptAlerts(alerts);
  let routed = 0;
  await Promise.all(
    [1, 2, 3, 4].map(async () => {
      for (;;) {
        const { alerts } = await routeAlerts(50);
        routed += alerts;
        if (alerts === 0) return;
      }
    }),
  );
  expect(routed).toBe(600);
  const deliveries = await db().delivery.findMany({ where: { organizationId: of.id }, select: { alertId: true, destinationId: true } });
  expect(deliveries).toHaveLength(1_200);
  expect(new Set(deliveries.map(({ alertId, destinationId }) => `${alertId} ${destinationId}`)).size).toBe(1_200);
});

test("an alert that matches nothing is routed and kept, with a trace and no delivery", async () => {
  const of = await newOrganization();
  await newRoute(of, { pattern: "other" });
  const alert = newAlert(of);
  await publishAll(of, [alert]);
  const { alert: shown } = await getAlert(of.admin, showId("alert", alert.id));
  expect(shown).toMatchObject({ channels: [], deliveries: [] });
  expect(shown.trace?.channels.map(({ reason }) => reason)).toEqual(Array(5).fill("pattern_no_match"));
});

test("a destination that is off gets a skipped delivery with the reason", async () => {
  const of = await newOrganization();
  const { channel } = await newRoute(of);
  const off = await createDestination(of.admin, { name: "Off", kind: "email", config: { address: "a@example.com" }, enabled: false });
  await createSubscription(of.admin, { name: "Off", channel_ids: [channel.id], destination_ids: [off.id], enabled: true });
  const alert = newAlert(of);
  await publishAll(of, [alert]);
  const { alert: shown } = await getAlert(of.admin, showId("alert", alert.id));
  expect(shown.deliveries.find(({ destination }) => destination.id === off.id)).toMatchObject({
    status: "skipped",
    reason: "destination_disabled",
    attempts: [],
    next_attempt_at: null,
  });
});

const names = ["payment:failed", "payment:done", "run", ""];
const patterns = [".*", "payment:.*", "payment:failed", "pay", "(?i)RUN", "a|run"];
const environments = [null, "production", "staging"];
const configs = fc.record({
  channels: fc.array(
    fc.record({ pattern: fc.constantFrom(...patterns), environment: fc.constantFrom(...environments), enabled: fc.boolean() }),
    {
      maxLength: 4,
    },
  ),
  destinations: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
  subscriptions: fc.array(
    fc.record({
      channels: fc.array(fc.nat(3)),
      destinations: fc.array(fc.nat(2)),
      environment: fc.constantFrom(...environments),
      enabled: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
});

test("what explain predicts is what is then stored: the same trace, and exactly its deliveries", async () => {
  await fc.assert(
    fc.asyncProperty(
      configs,
      fc.constantFrom(...names.filter(Boolean)),
      fc.constantFrom(...environments),
      async (given, name, environment) => {
        const of = await newOrganization();
        for (const slug of ["production", "staging"]) await createEnvironment(of.admin, { slug });
        const channels: string[] = [];
        for (const channel of given.channels) channels.push((await createChannel(of.admin, { name: "C", ...channel })).id);
        const destinations: string[] = [];
        for (const enabled of given.destinations) {
          const config = { url: "http://127.0.0.1:9/" };
          destinations.push((await createDestination(of.admin, { name: "D", kind: "webhook", config, enabled })).id);
        }
        const pick = (ids: string[], at: number[]) => [...new Set(at.flatMap((index) => ids[index] ?? []))];
        for (const subscription of given.subscriptions) {
          await createSubscription(of.admin, {
            name: "S",
            channel_ids: pick(channels, subscription.channels),
            destination_ids: pick(destinations, subscription.destinations),
            environment: subscription.environment,
            enabled: subscription.enabled,
          });
        }
        const predicted = await explain(of.admin, { name, environment });
        const row = environment && (await db().environment.findFirstOrThrow({ where: { organizationId: of.id, slug: environment } }));
        const alert = newAlert(of, { id: newId(), name, environmentId: row ? row.id : null });
        await publishAll(of, [alert]);
        const { alert: shown } = await getAlert(of.admin, showId("alert", alert.id));
        expect(shown.trace).toEqual(predicted);
        const expected = predicted.destinations
          .filter(({ result }) => result !== "merged")
          .map(({ id, result, reason }) => [
            readId("dest", id),
            result === "skip" ? "skipped" : "pending",
            result === "skip" ? reason : null,
          ]);
        const stored = await db().delivery.findMany({ where: { alertId: alert.id }, orderBy: { id: "asc" } });
        expect(stored.map(({ destinationId, status, reason }) => [destinationId, status, reason])).toEqual(expected);
        expect(shown.channels.map(({ id }) => id)).toEqual(predicted.channels.filter(({ matched }) => matched).map(({ id }) => id));
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);
