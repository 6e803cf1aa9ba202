import type { ServerResponse } from "node:http";
import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setLocalReceiver } from "../../../inngest/client";
import { createDestination, updateDestination } from "../../data/destinations/destinations";
import { newAlert, newOrganization, newRoute, publishAll } from "../../data/organization.fixture";
import { createSubscription } from "../../data/subscriptions/subscriptions";
import { db } from "../../postgres/db";
import { wakeDestinations } from "../wake";
import { newQueue, type Receiver, startReceiver } from "./receiver.fixture";
import { deliverDue } from "./run";

const receivers: Receiver[] = [];
const events: unknown[] = [];
beforeEach(() => {
  events.length = 0;
  setLocalReceiver((received) => events.push(...received));
});
afterEach(() => {
  vi.restoreAllMocks();
  setLocalReceiver(null);
  for (const { close } of receivers.splice(0)) close();
});

/** A receiver that answers once it has so many requests. */
async function receiving(count: number): Promise<Receiver> {
  const waiting: ServerResponse[] = [];
  const receiver = await startReceiver((_request, response) => {
    waiting.push(response);
    if (waiting.length >= count) for (const each of waiting.splice(0)) each.end("ok");
  });
  receivers.push(receiver);
  return receiver;
}

/** An organization whose alerts go to so many destinations, and one alert. */
async function newFan(count: number, url: string) {
  const of = await newOrganization();
  const { channel } = await newRoute(of, { url });
  const ids: string[] = [];
  for (let number = 1; number < count; number++)
    ids.push((await createDestination(of.admin, { name: `Fan ${number}`, kind: "webhook", enabled: true, config: { url } })).id);
  await createSubscription(of.admin, { name: "Fan", channel_ids: [channel.id], destination_ids: ids, enabled: true });
  await publishAll(of, [newAlert(of)]);
  const { id: organizationId } = of;
  return (await db().delivery.findMany({ where: { organizationId } })).map(({ destinationId }) => destinationId);
}

/** The names of the prepared statements that are asked from now on. */
function listenForStatements(): string[] {
  const names: string[] = [];
  const query = pg.Client.prototype.query;
  vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const { name } = given[0] as { name?: string };
    if (name) names.push(name);
    return Reflect.apply(query, this, given);
  } as typeof query);
  return names;
}

/** Has the prepared statement of this name fail for a reason of its own, where it is about this destination. */
function failOn(name: string, id: string): void {
  const query = pg.Client.prototype.query;
  vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (this: pg.Client, ...given: unknown[]) {
    const asked = given[0] as { name?: string; values?: unknown[] };
    if (asked.name !== name || !asked.values?.some((value) => Array.isArray(value) && value.includes(id)))
      return Reflect.apply(query, this, given);
    return Reflect.apply(query, this, ["SELECT 1 / 0", ...given.slice(1)]);
  } as typeof query);
}

test.each([10, 40])("what %i destinations ask of the database are as many statements as one asks", async (count) => {
  const receiver = await receiving(count);
  const ids = await newFan(count, receiver.url);
  expect(ids).toHaveLength(count);
  const names = listenForStatements();
  expect(await deliverDue(ids)).toEqual({ attempts: count });
  const times = (name: string) => names.filter((one) => one === name).length;
  expect(times("take_destinations")).toBe(1);
  expect(times("release_destinations")).toBeLessThanOrEqual(4);
  expect(times("settle_and_claim")).toBeLessThanOrEqual(9);
  expect(await db().delivery.count({ where: { destinationId: { in: ids }, status: "sent" } })).toBe(count);
});

test("a run takes on what is woken meanwhile: no other one is started, and one that is, ends", async () => {
  const receiver = await receiving(3);
  const queues = [await newQueue(1, receiver.url), await newQueue(1, receiver.url), await newQueue(1, receiver.url)];
  const [first, second, third] = queues.map(({ id }) => id) as [string, string, string];
  const run = deliverDue([first]);
  await expect.poll(receiver.requests).toBe(1);
  wakeDestinations([second]);
  expect(await deliverDue([third])).toEqual({ attempts: 0 });
  expect(await run).toEqual({ attempts: 3 });
  expect(events).toEqual([]);
});

test("a wake that comes while a destination is let go is followed", async () => {
  const receiver = await receiving(1);
  const { id, publish } = await newQueue(1, receiver.url);
  const names = listenForStatements();
  const push = names.push.bind(names);
  let isWoken = false;
  names.push = (...more) => {
    if (more.includes("release_destinations") && !isWoken) {
      isWoken = true;
      wakeDestinations([id]);
    }
    return push(...more);
  };
  expect(await deliverDue([id])).toEqual({ attempts: 1 });
  expect(names.filter((name) => name === "take_destinations")).toHaveLength(2);
  await publish(1);
  expect(await deliverDue([id])).toEqual({ attempts: 1 });
});

test.each(["take_destinations", "settle_and_claim"])(
  "a destination whose work fails at %s is woken again, though the run was not started for it, and nobody holds it",
  async (name) => {
    const receiver = await receiving(2);
    const [good, bad] = [await newQueue(1, receiver.url), await newQueue(1, receiver.url)];
    const run = deliverDue([good.id]);
    await expect.poll(receiver.requests).toBe(1);
    failOn(name, bad.id);
    wakeDestinations([bad.id]);
    await expect
      .poll(() => events)
      .toContainEqual({
        name: "deliveries/due",
        data: { destination_ids: [bad.id] },
        ts: expect.any(Number),
      });
    expect(await db().destinationState.findUniqueOrThrow({ where: { destinationId: bad.id } })).toMatchObject({ runnerId: null });
    vi.restoreAllMocks();
    wakeDestinations([bad.id]);
    // The receiver answers once it has both.
    expect(await run).toEqual({ attempts: 2 });
  },
);

test("settings that were changed are read anew, though those of the version before are known", async () => {
  const [before, after] = [await receiving(1), await receiving(1)];
  const { id, of, publish, destination } = await newQueue(1, before.url);
  await deliverDue([id]);
  await updateDestination(of.admin, destination.id, { config: { url: after.url } });
  await publish(1);
  await deliverDue([id]);
  expect([before.requests(), after.requests()]).toEqual([1, 1]);
});
