import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { saveConfigVersion } from "../../changes/config-versions";
import { getAlert } from "../../data/alerts/alerts";
import { explain } from "../../data/alerts/explain";
import { createChannel, updateChannel } from "../../data/channels/channels";
import { createDestination, deleteDestination, updateDestination } from "../../data/destinations/destinations";
import { createEnvironment } from "../../data/environments/environments";
import { newAlert, newOrganization, newRoute, publishAll, type TestOrganization } from "../../data/organization.fixture";
import { createSubscription, deleteSubscription } from "../../data/subscriptions/subscriptions";
import { newId, readId, showId } from "../../domain/id";
import { db, pool } from "../../postgres/db";
import { useOwnDatabase } from "../../postgres/own-database.fixture";
import { acceptAlerts, type NewAlert } from "../publish/store-alerts";
import { routeNextAside, routeTogether } from "./aside";
import { routeAlerts } from "./route-alerts";

beforeAll(useOwnDatabase);
afterEach(() => void vi.useRealTimers());

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

const waiting = ({ id }: TestOrganization) => db().alert.count({ where: { organizationId: id, routedAt: null } });

/** So many channels whose patterns are as slow as one may be, from before there was a bound on all of them together. */
async function addSlowChannels(of: TestOrganization, count: number): Promise<void> {
  const pattern = (index: number) => `([a-z]*${"abcdefgh"[index % 8]}[a-z]*b?){0,44}N${index}|x`;
  const channels = Array.from({ length: count }, (_, index) => ({
    id: newId(),
    organizationId: of.id,
    name: `Slow ${index}`,
    pattern: pattern(index),
    description: "",
    enabled: true,
  }));
  await db().channel.createMany({ data: channels });
  await saveConfigVersion(of.id);
}

test("alerts of an organization whose patterns take long hold up nobody's, and are routed in the end", async () => {
  const [slow, quick] = [await newOrganization(), await newOrganization()];
  for (const of of [slow, quick]) await newRoute(of);
  await publishAll(quick, [newAlert(quick)]);
  await addSlowChannels(slow, 200);
  const names = ["ab".repeat(100), "ba".repeat(100), "x"];
  await acceptAlerts([...names.map((name) => newAlert(slow, { name })), newAlert(quick)]);

  const first = await routeTogether();
  expect(first.behind).toEqual([slow.id]);
  expect(await waiting(quick)).toBe(0);
  expect(await waiting(slow)).toBe(3);
  // From now on it is routed by itself.
  await acceptAlerts([newAlert(quick)]);
  expect(await routeTogether()).toMatchObject({ alerts: 1, behind: [] });

  for (const until = Date.now() + 25_000; (await waiting(slow)) > 0 && Date.now() < until; ) await routeNextAside();
  const routed = await db().alert.findMany({ where: { organizationId: slow.id }, orderBy: { id: "asc" } });
  expect(routed.map(({ channelIds }) => channelIds.length)).toEqual([1, 1, 201]);
  expect(await db().delivery.count({ where: { organizationId: slow.id } })).toBe(3);
});

test("organizations are served alike: a thousand alerts of one delay another's by no claim", async () => {
  const [many, one] = [await newOrganization(), await newOrganization()];
  for (const of of [many, one]) {
    await newRoute(of);
    await publishAll(of, [newAlert(of)]);
  }
  await acceptAlerts(Array.from({ length: 300 }, () => newAlert(many)));
  await acceptAlerts([newAlert(one)]);
  expect(await routeAlerts(100)).toMatchObject({ alerts: 51, more: true });
  expect(await waiting(one)).toBe(0);
  expect(await routeAlerts(300)).toMatchObject({ alerts: 250, more: false });
});

test("an organization whose routing fails is set aside: others' alerts are routed, and its own once it can be", async () => {
  const [broken, sound] = [await newOrganization(), await newOrganization()];
  for (const of of [broken, sound]) await newRoute(of);
  const where = { organizationId: broken.id };
  const versions = await db().configVersion.findMany({ where });
  await db().configVersion.updateMany({ where, data: { config: {} } });
  await acceptAlerts([newAlert(broken), newAlert(sound)]);
  const routeOn = async () => {
    for (let round = 0; round < 4; round++) for (const route of [routeTogether, routeNextAside]) await route();
  };
  await routeOn();
  expect([await waiting(sound), await waiting(broken)]).toEqual([0, 1]);

  for (const { version, config } of versions)
    await db().configVersion.update({
      where: { organizationId_version: { organizationId: broken.id, version } },
      data: { config: config ?? {} },
    });
  await routeOn();
  expect(await waiting(broken)).toBe(1);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
  await routeOn();
  expect(await waiting(broken)).toBe(0);
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

describe("who heard a trigger hears its end", () => {
  const key = { dedupKey: "disk-1" };
  const uuid = ({ id }: { id: string }) => readId("dest", id) as string;
  const end = (of: { id: string }, more: Partial<NewAlert> = {}) => newAlert(of, { ...key, action: "resolve", ...more });
  const toldOf = async (alert: { id: string }) =>
    (await db().delivery.findMany({ where: { alertId: alert.id }, orderBy: { id: "asc" } })).map(({ destinationId }) => destinationId);
  const sent = (of: { id: string }) => pool().query("UPDATE deliveries SET status = 'sent' WHERE organization_id = $1", [of.id]);

  /** A trigger that was sent, before something was changed. */
  async function newOpen() {
    const of = await newOrganization();
    const route = await newRoute(of, { pattern: "disk:full" });
    const trigger = newAlert(of, { ...key, name: "disk:full" });
    await publishAll(of, [trigger]);
    await sent(of);
    const said = async () => (await getAlert(of.admin, showId("alert", trigger.id))).alert.said;
    return { of, ...route, id: uuid(route.destination), trigger, said };
  }

  test.each<[string, (given: Awaited<ReturnType<typeof newOpen>>) => Promise<unknown>, string]>([
    ["nothing", async () => {}, "disk:full"],
    ["the alert's name", async () => {}, "disk:fine"],
    ["the subscription", ({ of, subscription }) => deleteSubscription(of.admin, subscription.id), "disk:full"],
    ["the channel", ({ of, channel }) => updateChannel(of.admin, channel.id, { pattern: "other" }), "disk:full"],
    [
      "the destination's address",
      ({ of, destination }) => updateDestination(of.admin, destination.id, { config: { url: "http://127.0.0.1:9/new" } }),
      "disk:full",
    ],
  ])("when %s has changed", async (_what, change, name) => {
    const given = await newOpen();
    const { of, id, destination, said } = given;
    expect(await said()).toBe("Sent to Hook. Still open at Hook.");
    await change(given);
    const resolve = end(of, { name });
    await publishAll(of, [resolve]);
    expect(await toldOf(resolve)).toEqual([id]);
    const { alert } = await getAlert(of.admin, showId("alert", resolve.id));
    expect(alert.trace?.destinations).toMatchObject([{ id: destination.id, result: "deliver" }]);
    await sent(of);
    expect(await said()).toBe("Sent to Hook.");
    // It is over there: another end is none of its business, unless routing says so.
    const again = end(of, { name: "elsewhere" });
    await publishAll(of, [again]);
    expect(await toldOf(again)).toEqual([]);
  });

  test("says so in the trace of the resolve", async () => {
    const { of, destination, subscription } = await newOpen();
    await deleteSubscription(of.admin, subscription.id);
    const resolve = end(of);
    await publishAll(of, [resolve]);
    const { alert } = await getAlert(of.admin, showId("alert", resolve.id));
    expect(alert.trace?.destinations).toEqual([
      {
        id: destination.id,
        name: "Hook",
        subscription_ids: [],
        result: "deliver",
        reason: "heard_trigger",
        said: expect.stringContaining("heard the trigger"),
      },
    ]);
  });

  test("not when the destination is off or gone", async () => {
    for (const change of [
      ({ of, destination }: Awaited<ReturnType<typeof newOpen>>) => updateDestination(of.admin, destination.id, { enabled: false }),
      ({ of, destination }: Awaited<ReturnType<typeof newOpen>>) => deleteDestination(of.admin, destination.id),
    ]) {
      const given = await newOpen();
      await change(given);
      const resolve = end(given.of, { name: "elsewhere" });
      await publishAll(given.of, [resolve]);
      expect(await toldOf(resolve)).toEqual([]);
    }
  });

  test("once, although a moment ends under two names, and by the one that it heard", async () => {
    const { of, id } = await newOpen();
    const moments = await newRoute(of, { pattern: "moment:.*" });
    const trigger = newAlert(of, { ...key, name: "moment:github:alert" });
    await publishAll(of, [trigger]);
    await sent(of);
    const ends = [end(of, { name: "moment:github:alert" }), end(of, { name: "disk:fine" })] as const;
    await publishAll(of, ends);
    expect([await toldOf(ends[0]), await toldOf(ends[1])]).toEqual([[uuid(moments.destination)], [id]]);
  });

  test("also of what began and ended in one request, and opened again", async () => {
    const { of, id } = await newOpen();
    const [first, trigger, second] = [end(of, { name: "a" }), newAlert(of, { ...key, name: "disk:full" }), end(of, { name: "b" })] as const;
    await publishAll(of, [first, trigger, second]);
    expect([await toldOf(first), await toldOf(trigger), await toldOf(second)]).toEqual([[id], [id], [id]]);
  });

  test("and nobody of another organization, or who was told of another key", async () => {
    await newOpen();
    const other = await newOpen();
    const [stranger, elsewhere] = [end(await newOrganization(), { name: "x" }), end(other.of, { name: "x", dedupKey: "disk-2" })];
    await acceptAlerts([stranger]);
    await publishAll(other.of, [elsewhere]);
    expect([await toldOf(stranger), await toldOf(elsewhere)]).toEqual([[], []]);
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
