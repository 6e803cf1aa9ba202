import { expect, test } from "vitest";
import { deleteDestination, updateDestination } from "../../data/destinations/destinations";
import { newAlert, newOrganization, newRoute, publishAll, routeAll, type TestOrganization } from "../../data/organization.fixture";
import { outcomes } from "../../domain/delivering/outcome";
import { newId, readId } from "../../domain/id";
import { hourMs } from "../../domain/time";
import { db, pool } from "../../postgres/db";
import { acceptAlerts, type NewAlert } from "../publish/store-alerts";
import { findWaiting } from "../upkeep/sweep";
import { disableDestination } from "./disable";
import { endLeases, endOwnLeases } from "./end-leases";
import { type Claimed, type Settled, settleAndClaim } from "./settle-and-claim";
import { releaseDestination, type Taken, takeDestination } from "./take";

/** An organization with so many due deliveries for one destination. */
async function newQueue(count: number) {
  const of = await newOrganization();
  const { destination } = await newRoute(of);
  await publishAll(
    of,
    Array.from({ length: count }, () => newAlert(of)),
  );
  return { of, destination, id: readId("dest", destination.id) as string };
}

async function take(id: string) {
  const runnerId = newId();
  return { runnerId, taken: (await takeDestination(id, runnerId)) as Taken };
}

const settled = ({ id, number }: Claimed, more: Partial<Settled> = {}): Settled => ({
  deliveryId: id,
  number,
  durationMs: 5,
  outcome: "http_2xx",
  statusCode: 200,
  error: null,
  responseExcerpt: "ok",
  maybeDelivered: false,
  status: "sent",
  reason: null,
  dueAt: new Date(),
  retryAt: null,
  triesUsed: 1,
  sentWith: null,
  ...more,
});

/** As if so much time had passed since the claims. */
const endLease = (ids: string[]) =>
  pool().query("UPDATE deliveries SET due_at = now() - interval '1 second' WHERE id = ANY($1::uuid[])", [ids]);

test("a claim is an attempt on record and a lease: the next claim gets other deliveries", async () => {
  const { id } = await newQueue(5);
  const { runnerId, taken } = await take(id);
  const first = await settleAndClaim(taken, runnerId, [], 3);
  const second = await settleAndClaim(taken, runnerId, [], 3);
  expect([first.length, second.length]).toEqual([3, 2]);
  expect(new Set([...first, ...second].map((claimed) => claimed.id)).size).toBe(5);
  const attempts = await db().attempt.findMany({ where: { deliveryId: { in: first.map((claimed) => claimed.id) } } });
  expect(attempts).toHaveLength(3);
  for (const attempt of attempts) expect(attempt).toMatchObject({ number: 1, finishedAt: null, outcome: null });
  expect(await settleAndClaim(taken, runnerId, [], 3)).toEqual([]);
});

test("a claim of a repeat says what the tries before came to, newest first", async () => {
  const { id } = await newQueue(1);
  const { runnerId, taken } = await take(id);
  let [claimed] = await settleAndClaim(taken, runnerId, [], 1);
  expect(claimed?.earlierOutcomes).toEqual([]);
  const fail = (outcome: string, triesUsed: number) =>
    settleAndClaim(taken, runnerId, [settled(claimed as Claimed, { outcome, triesUsed, status: "pending", reason: outcome })], 1);
  for (const [index, outcome] of ["http_5xx", "http_404"].entries()) {
    await fail(outcome, index + 1);
    [claimed] = await settleAndClaim(taken, runnerId, [], 1);
  }
  expect(claimed).toMatchObject({ triesUsed: 2, earlierOutcomes: ["http_404", "http_5xx"] });
  await endLease([claimed?.id as string]);
  [claimed] = await settleAndClaim(taken, runnerId, [], 1);
  expect(claimed).toMatchObject({ number: 4, earlierOutcomes: ["http_404", "http_5xx"] });
});

test("a lease that ran out makes its attempt interrupted, and the delivery is tried again under the same id", async () => {
  const { id } = await newQueue(1);
  const { runnerId, taken } = await take(id);
  const [first] = await settleAndClaim(taken, runnerId, [], 1);
  await endLease([first?.id as string]);
  const [second] = await settleAndClaim(taken, runnerId, [], 1);
  expect(second).toMatchObject({ id: first?.id, number: 2, triesUsed: 0 });
  const attempts = await db().attempt.findMany({ where: { deliveryId: first?.id }, orderBy: { number: "asc" } });
  expect(attempts).toMatchObject([
    { outcome: "interrupted", maybeDelivered: true, error: outcomes.interrupted?.sentence },
    { outcome: null, finishedAt: null },
  ]);
  expect(attempts[0]?.finishedAt).not.toBeNull();
});

test("an answer that comes after its lease changes nothing", async () => {
  const { id } = await newQueue(1);
  const { runnerId, taken } = await take(id);
  const [first] = await settleAndClaim(taken, runnerId, [], 1);
  await endLease([first?.id as string]);
  const [second] = await settleAndClaim(taken, runnerId, [], 1);
  const look = () => db().delivery.findUniqueOrThrow({ where: { id: first?.id }, include: { attempts: { orderBy: { number: "asc" } } } });
  const before = await look();
  await settleAndClaim(taken, runnerId, [settled(first as Claimed, { status: "failed", reason: "http_400", outcome: "http_400" })], 0);
  expect(await look()).toEqual(before);
  await settleAndClaim(taken, runnerId, [settled(second as Claimed)], 0);
  expect(await look()).toMatchObject({ status: "sent", attempts: [{ outcome: "interrupted" }, { outcome: "http_2xx", statusCode: 200 }] });
  await settleAndClaim(taken, runnerId, [settled(second as Claimed, { status: "failed", reason: "http_400" })], 0);
  expect(await look()).toMatchObject({ status: "sent", reason: null });
});

test("an answer settles its delivery although the run has lost the destination meanwhile, and then claims nothing", async () => {
  const { id } = await newQueue(2);
  const { runnerId, taken } = await take(id);
  const [first] = await settleAndClaim(taken, runnerId, [], 1);
  await pool().query("UPDATE destination_states SET runner_until = now() - interval '1 second' WHERE destination_id = $1", [id]);
  const other = await take(id);
  expect(other.taken).not.toBeNull();
  expect(await settleAndClaim(taken, runnerId, [settled(first as Claimed)], 5)).toEqual([]);
  expect(await db().delivery.findUniqueOrThrow({ where: { id: first?.id } })).toMatchObject({ status: "sent" });
  expect(await settleAndClaim(other.taken, other.runnerId, [], 5)).toHaveLength(1);
});

test("one run works a destination; a second one is told no, and the first looks once more before it ends", async () => {
  const { id } = await newQueue(1);
  const runs = await Promise.all(Array.from({ length: 6 }, () => take(id)));
  const holder = runs.filter(({ taken }) => taken !== null);
  expect(holder).toHaveLength(1);
  expect(await releaseDestination(id, holder[0]?.runnerId as string)).toMatchObject({ isWoken: true });
  const next = await take(id);
  expect(next.taken).not.toBeNull();
  expect(await releaseDestination(id, newId())).toMatchObject({ isWoken: false });
  expect(await take(id)).toMatchObject({ taken: null });
  expect(await releaseDestination(id, next.runnerId)).toMatchObject({ isWoken: true });
  const last = await take(id);
  expect(await releaseDestination(id, last.runnerId)).toMatchObject({ isWoken: false });
});

test("a run that shows no sign of life for 30 s loses the destination to the next one", async () => {
  const { id } = await newQueue(1);
  const { runnerId } = await take(id);
  const left = await pool().query<{ s: number }>(
    "SELECT extract(epoch FROM runner_until - now())::float8 AS s FROM destination_states WHERE destination_id = $1",
    [id],
  );
  expect(left.rows[0]?.s).toBeGreaterThan(28);
  expect(left.rows[0]?.s).toBeLessThanOrEqual(30);
  await pool().query("UPDATE destination_states SET runner_until = now() - interval '1 second' WHERE destination_id = $1", [id]);
  expect((await take(id)).taken).not.toBeNull();
  expect(await releaseDestination(id, runnerId)).toMatchObject({ isWoken: false });
});

test("settings that were changed meanwhile stop a run's claims; what it has in flight still settles", async () => {
  const { of, id, destination } = await newQueue(3);
  const { runnerId, taken } = await take(id);
  const [first] = await settleAndClaim(taken, runnerId, [], 1);
  await updateDestination(of.admin, destination.id, { config: { url: "http://127.0.0.1:9/new" } });
  expect(await settleAndClaim(taken, runnerId, [settled(first as Claimed)], 5)).toEqual([]);
  expect(await db().delivery.count({ where: { destinationId: id, status: "sent" } })).toBe(1);
  await releaseDestination(id, runnerId);
  const next = await take(id);
  expect(next.taken.opened?.config).toEqual({ url: "http://127.0.0.1:9/new" });
  expect(await settleAndClaim(next.taken, next.runnerId, [], 5)).toHaveLength(2);
});

test("what a run learned of settings that were changed meanwhile is not kept, and switches nothing off", async () => {
  const { of, id, destination } = await newQueue(1);
  const { runnerId, taken } = await take(id);
  const [first] = await settleAndClaim(taken, runnerId, [], 1);
  await updateDestination(of.admin, destination.id, { config: { url: "http://127.0.0.1:9/new" } });
  taken.flow = { ...taken.flow, failuresInRow: 5, openUntil: Date.now() + 600_000 };
  await settleAndClaim(taken, runnerId, [settled(first as Claimed)], 0);
  expect(await disableDestination(taken, "http_410")).toBe(false);
  await releaseDestination(id, runnerId);
  const next = await take(id);
  expect(next.taken.flow).toMatchObject({ failuresInRow: 0, openUntil: null });
  next.taken.flow = { ...next.taken.flow, failuresInRow: 1 };
  await settleAndClaim(next.taken, next.runnerId, [], 0);
  await releaseDestination(id, next.runnerId);
  const last = await take(id);
  expect(last.taken.flow).toMatchObject({ failuresInRow: 1 });
  expect(await disableDestination(last.taken, "http_410")).toBe(true);
});

test("what waits for a destination that is switched off or deleted is skipped, with the reason", async () => {
  const off = await newQueue(2);
  await updateDestination(off.of.admin, off.destination.id, { enabled: false });
  expect((await take(off.id)).taken).toBeNull();
  const gone = await newQueue(2);
  await deleteDestination(gone.of.admin, gone.destination.id);
  for (const [id, reason] of [
    [off.id, "destination_disabled"],
    [gone.id, "destination_deleted"],
  ] as const) {
    const rows = await db().delivery.findMany({ where: { destinationId: id } });
    expect(rows.map((row) => [row.status, row.reason])).toEqual(Array(2).fill(["skipped", reason]));
  }
});

/** As if the run had been killed with an attempt under way, and its leases were over. */
async function cutOff(id: string): Promise<Claimed> {
  const { runnerId, taken } = await take(id);
  const [claimed] = await settleAndClaim(taken, runnerId, [], 1);
  await endLease([claimed?.id as string]);
  await pool().query("UPDATE destination_states SET runner_until = now() - interval '1 second' WHERE destination_id = $1", [id]);
  return claimed as Claimed;
}

const interrupted = { outcome: "interrupted", maybeDelivered: true, finishedAt: expect.any(Date) };
const attemptOf = ({ id, number }: Claimed) => db().attempt.findUniqueOrThrow({ where: { deliveryId_number: { deliveryId: id, number } } });

test.each([
  ["is switched off", (of: TestOrganization, id: string) => updateDestination(of.admin, id, { enabled: false })],
  ["is deleted", (of: TestOrganization, id: string) => deleteDestination(of.admin, id)],
] as const)("an attempt that was cut off ends although its destination %s", async (_title, goes) => {
  const { of, id, destination } = await newQueue(2);
  const claimed = await cutOff(id);
  await goes(of, destination.id);
  expect((await take(id)).taken).toBeNull();
  expect(await db().delivery.count({ where: { destinationId: id, status: "skipped" } })).toBe(2);
  expect(await attemptOf(claimed)).toMatchObject(interrupted);
});

test("an attempt that was cut off ends with the next run, also when that run may send nothing", async () => {
  const { id } = await newQueue(2);
  const claimed = await cutOff(id);
  expect((await take(id)).taken).not.toBeNull();
  expect(await attemptOf(claimed)).toMatchObject(interrupted);
  expect(await db().delivery.findUniqueOrThrow({ where: { id: claimed.id } })).toMatchObject({ status: "pending", attemptCount: 1 });
});

test("a start ends the leases of the process before: what was in flight is due at once, what waits for its retry is not", async () => {
  const { id } = await newQueue(2);
  const { runnerId, taken } = await take(id);
  const [first, second] = await settleAndClaim(taken, runnerId, [], 2);
  const later = new Date(Date.now() + hourMs);
  await settleAndClaim(taken, runnerId, [settled(second as Claimed, { status: "pending", reason: "http_5xx", dueAt: later })], 0);
  await endLeases();
  expect(await attemptOf(first as Claimed)).toMatchObject(interrupted);
  const next = await take(id);
  expect((await settleAndClaim(next.taken, next.runnerId, [], 5)).map((claimed) => claimed.id)).toEqual([first?.id]);
  expect((await db().delivery.findUniqueOrThrow({ where: { id: second?.id } })).dueAt).toEqual(later);
});

test("a run that does not hear whether it got the destination, or what it claimed, asks again and claims the same", async () => {
  const { id } = await newQueue(2);
  const { runnerId, taken } = await take(id);
  expect(await takeDestination(id, runnerId)).not.toBeNull();
  const [lost] = await settleAndClaim(taken, runnerId, [], 1);
  await endOwnLeases(id, newId());
  expect((await settleAndClaim(taken, runnerId, [], 5)).map((claimed) => claimed.id)).not.toContain(lost?.id);
  await endOwnLeases(id, runnerId);
  await releaseDestination(id, runnerId);
  const next = await take(id);
  const again = await settleAndClaim(next.taken, next.runnerId, [], 5);
  expect(again.map((claimed) => [claimed.id === lost?.id, claimed.number])).toEqual(
    expect.arrayContaining([
      [true, 2],
      [false, 2],
    ]),
  );
});

test("what is due next is the earliest that waits; a sweep finds the destination by it", async () => {
  const { id } = await newQueue(2);
  const { runnerId, taken } = await take(id);
  const [first, second] = await settleAndClaim(taken, runnerId, [], 2);
  const [soon, late] = [new Date(Date.now() + 60_000), new Date(Date.now() + 120_000)];
  const wait = { status: "pending", reason: "http_5xx" } as const;
  await settleAndClaim(
    taken,
    runnerId,
    [settled(first as Claimed, { ...wait, dueAt: late }), settled(second as Claimed, { ...wait, dueAt: soon })],
    0,
  );
  expect(await releaseDestination(id, runnerId)).toEqual({ isWoken: false, dueAt: soon });
  expect((await findWaiting()).destinations).toContainEqual({ id, dueAt: soon });
});

/** A destination of the kind, with a run at work on it, and alerts of one key for it. */
async function newKey(kind = "webhook") {
  const of = await newOrganization();
  const { destination } = await newRoute(of, { kind });
  const id = readId("dest", destination.id) as string;
  const { runnerId, taken } = await take(id);
  const publish = async (action: "trigger" | "resolve", more: Partial<NewAlert> = {}) => {
    const alert = newAlert(of, { dedupKey: "incident-1", action, ...more });
    await publishAll(of, [alert]);
    return alert.id;
  };
  const claim = (...finished: Settled[]) => settleAndClaim(taken, runnerId, finished, 5);
  const alertsOf = (claimed: readonly Claimed[]) => claimed.map(({ alert }) => alert.id);
  const deliveryOf = (alertId: string) => db().delivery.findFirstOrThrow({ where: { alertId } });
  /** What a run that lets it go is told; this one has it again. */
  const dueAt = async () => {
    const { dueAt: due } = await releaseDestination(id, runnerId);
    await takeDestination(id, runnerId);
    return due;
  };
  return { of, publish, claim, alertsOf, deliveryOf, dueAt };
}

test.each(["webhook", "slack", "email", "pagerduty"])(
  "a resolve waits until its trigger was sent to the same %s destination",
  async (kind) => {
    const { publish, claim, alertsOf, deliveryOf, dueAt } = await newKey(kind);
    const [trigger, resolve] = [await publish("trigger"), await publish("resolve")];
    const [first, ...others] = await claim();
    expect([first?.alert.id, others]).toEqual([trigger, []]);
    const later = new Date(Date.now() + 60_000);
    await claim(settled(first as Claimed, { status: "pending", reason: "http_5xx", dueAt: later }));
    expect(await claim()).toEqual([]);
    expect(await deliveryOf(resolve)).toMatchObject({ status: "pending", reason: "waits_for_trigger", attemptCount: 0 });
    expect(await dueAt()).toEqual(later);

    await endLease([first?.id as string]);
    const [again] = await claim();
    await claim(settled(again as Claimed));
    // The same round that settles the trigger does not see it yet.
    expect(alertsOf(await claim())).toEqual([resolve]);
  },
);

test("a resolve waits for a trigger that is not routed yet, and not for one of another key, or of later", async () => {
  const { of, publish, claim, alertsOf } = await newKey();
  const trigger = newAlert(of, { dedupKey: "incident-1" });
  const resolve = await publish("resolve");
  await publish("trigger", { dedupKey: "incident-2" });
  await acceptAlerts([trigger]);
  expect(await claim()).toHaveLength(1);
  await routeAll(of);
  const [first] = await claim();
  expect(first?.alert.id).toBe(trigger.id);
  const later = await publish("trigger");
  expect(alertsOf(await claim(settled(first as Claimed)))).toEqual([later]);
  expect(alertsOf(await claim())).toEqual([resolve]);
});

test.each([
  ["skipped", "failed for good", { status: "failed", reason: "http_400" }],
  ["sent", "failed for good, but may have arrived", { status: "failed", reason: "timeout_headers", maybeDelivered: true }],
  ["sent", "was sent", {}],
] as const)("it is %s when its trigger %s", async (fate, _title, outcome) => {
  const { publish, claim, alertsOf, deliveryOf } = await newKey();
  // What came before was opened and closed: it says nothing of this trigger.
  for (const action of ["trigger", "resolve"] as const) {
    await publish(action);
    for (const one of await claim()) await claim(settled(one));
  }
  const [, resolve] = [await publish("trigger"), await publish("resolve")];
  const [trigger] = await claim();
  await claim(settled(trigger as Claimed, outcome));
  const claimed = await claim();
  expect(alertsOf(claimed)).toEqual(fate === "skipped" ? [] : [resolve]);
  const expected =
    fate === "skipped" ? { status: "skipped", reason: "trigger_not_sent", attemptCount: 0 } : { status: "pending", attemptCount: 1 };
  expect(await deliveryOf(resolve)).toMatchObject(expected);
});

test("a resolve is sent where a repeat of its trigger failed, and where nothing came before it", async () => {
  const { publish, claim, alertsOf } = await newKey();
  const alone = await publish("resolve");
  const [first] = await claim();
  expect(first?.alert.id).toBe(alone);
  await publish("trigger");
  const [heard] = await claim(settled(first as Claimed));
  await publish("trigger");
  const [repeat] = await claim(settled(heard as Claimed));
  const resolve = await publish("resolve");
  expect(await claim(settled(repeat as Claimed, { status: "failed", reason: "http_400" }))).toEqual([]);
  expect(alertsOf(await claim())).toEqual([resolve]);
});

test("an attempt of a resolve that was cut off ends although the resolve is skipped", async () => {
  const { publish, claim, deliveryOf } = await newKey();
  const trigger = await publish("trigger");
  const [first] = await claim();
  await claim(settled(first as Claimed, { status: "failed", reason: "timeout_headers", maybeDelivered: true }));
  const resolve = await publish("resolve");
  const [resolving] = await claim();
  expect(resolving?.alert.id).toBe(resolve);
  // Meanwhile it turns out that the trigger never came there.
  await pool().query("UPDATE attempts SET maybe_delivered = false WHERE delivery_id = $1", [(await deliveryOf(trigger)).id]);
  await endLease([resolving?.id as string]);
  expect(await claim()).toEqual([]);
  expect(await deliveryOf(resolve)).toMatchObject({ status: "skipped", reason: "trigger_not_sent" });
  expect(await attemptOf(resolving as Claimed)).toMatchObject(interrupted);
});
