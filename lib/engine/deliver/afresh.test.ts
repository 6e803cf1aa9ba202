import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setLocalReceiver } from "../../../inngest/client";
import { retryDeliveries, retryDelivery } from "../../data/deliveries/retry";
import { updateDestination } from "../../data/destinations/destinations";
import { rotateSigningSecret } from "../../data/destinations/signing-secret";
import { testDestination } from "../../data/destinations/test-destination";
import { showId } from "../../domain/id";
import { hourMs } from "../../domain/time";
import { db, pool } from "../../postgres/db";
import { newQueue, type Receiver, startReceiver, take } from "./receiver.fixture";
import { deliverDue } from "./run";
import { type Claimed, type Settled, settleAndClaim } from "./settle-and-claim";
import { releaseDestination } from "./take";

const receivers: Receiver[] = [];
const woken: string[] = [];
beforeEach(() => {
  woken.length = 0;
  setLocalReceiver((events) => woken.push(...events.flatMap(({ data }) => ("destination_ids" in data ? data.destination_ids : []))));
});
afterEach(() => {
  setLocalReceiver(null);
  for (const { close } of receivers.splice(0)) close();
});

async function receiving(answer: (response: ServerResponse) => void = (response) => void response.end("ok")): Promise<Receiver> {
  const receiver = await startReceiver((_request, response) => answer(response));
  receivers.push(receiver);
  return receiver;
}

const inAnHour = () => new Date(Date.now() + hourMs);
const failed = ({ id, number }: Claimed, more: Partial<Settled> = {}): Settled => ({
  deliveryId: id,
  number,
  durationMs: 5,
  outcome: "http_5xx",
  statusCode: 500,
  error: "It failed.",
  responseExcerpt: null,
  maybeDelivered: false,
  status: "pending",
  reason: "http_5xx",
  dueAt: inAnHour(),
  retryAt: null,
  triesUsed: 5,
  sentWith: null,
  ...more,
});

/** A destination behind an open breaker, and a delivery that waits an hour for its sixth try. */
async function newWaiting(more: Partial<Settled> = {}) {
  const queue = await newQueue(1, (await receiving()).url);
  const { runnerId, taken } = await take(queue.id);
  const [claimed] = await settleAndClaim(taken, runnerId, [], 1);
  taken.flow = { ...taken.flow, failuresInRow: 5, openUntil: Date.now() + 600_000, openSeconds: 600 };
  await settleAndClaim(taken, runnerId, [failed(claimed as Claimed, more)], 0);
  await releaseDestination(queue.id, runnerId);
  const delivery = () => db().delivery.findUniqueOrThrow({ where: { id: claimed?.id as string } });
  return { ...queue, delivery };
}
type Waiting = Awaited<ReturnType<typeof newWaiting>>;

const elsewhere = { config: { url: "http://127.0.0.1:9/elsewhere" } };
const otherHeaders = { config: { headers: { authorization: "Bearer corrected" } } };

test.each<[string, (of: Waiting) => Promise<unknown>]>([
  ["its URL is corrected", ({ of, destination }) => updateDestination(of.admin, destination.id, elsewhere)],
  ["its headers are corrected", ({ of, destination }) => updateDestination(of.admin, destination.id, otherHeaders)],
  ["it is enabled", ({ of, destination }) => updateDestination(of.admin, destination.id, { enabled: true })],
  ["it gets a new signing secret", ({ of, destination }) => rotateSigningSecret(of.admin, destination.id, 24)],
  ["a test of it succeeds", ({ of, destination }) => testDestination(of.admin, destination.id)],
])("what a destination's settings earned is forgotten, and what waits goes at once, when %s", async (_title, mend) => {
  const waiting = await newWaiting();
  await mend(waiting);
  expect(await waiting.delivery()).toMatchObject({ status: "pending", triesUsed: 0, attemptCount: 1 });
  await vi.waitFor(() => expect(woken).toContain(waiting.id));
  const { runnerId, taken } = await take(waiting.id);
  expect(taken.flow).toMatchObject({ openUntil: null, failuresInRow: 0 });
  expect(await settleAndClaim(taken, runnerId, [], 5)).toHaveLength(1);
});

test.each([
  ["a test of it fails", ({ of, destination }: Waiting) => testDestination(of.admin, destination.id)],
  ["it is renamed", ({ of, destination }: Waiting) => updateDestination(of.admin, destination.id, { name: "Renamed" })],
])("it is not when %s", async (_title, change) => {
  const waiting = await newWaiting();
  for (const { close } of receivers.splice(0)) close();
  const before = await waiting.delivery();
  await change(waiting);
  expect(await waiting.delivery()).toEqual(before);
  expect((await take(waiting.id)).taken.flow.openUntil).toBeGreaterThan(Date.now());
});

test.each([
  ["stays with the receiver", otherHeaders, true],
  ["does not with another one", elsewhere, false],
])("when its receiver asked to be tried again, with any status, %s", async (_title, patch, stays) => {
  const retryAt = inAnHour();
  const { of, destination, id, delivery } = await newWaiting({ retryAt });
  await updateDestination(of.admin, destination.id, patch);
  if (stays) expect((await delivery()).dueAt).toEqual(retryAt);
  else expect((await delivery()).dueAt.getTime()).toBeLessThanOrEqual(Date.now());
  // The same of a person's retry.
  await pool().query("UPDATE deliveries SET status = 'failed' WHERE destination_id = $1", [id]);
  await retryDeliveries(of.admin, {});
  if (stays) expect((await delivery()).dueAt).toEqual(retryAt);
  else expect((await delivery()).dueAt.getTime()).toBeLessThanOrEqual(Date.now());
});

test.each<[string, (of: Waiting) => Promise<unknown>]>([
  ["one", async ({ of, delivery }) => retryDelivery(of.admin, showId("dlv", (await delivery()).id))],
  ["all", ({ of }) => retryDeliveries(of.admin, {})],
])("a person's retry of %s does not wait for the breaker", async (_title, retry) => {
  const waiting = await newWaiting({ status: "failed" });
  await retry(waiting);
  const { runnerId, taken } = await take(waiting.id);
  expect(taken.flow).toMatchObject({ openUntil: null, failuresInRow: 0 });
  expect(await settleAndClaim(taken, runnerId, [], 5)).toHaveLength(1);
});

test.each([
  ["at once", otherHeaders, null, null],
  ["when the same receiver asked for it", otherHeaders, 1, 1],
  ["at once, whatever another receiver asked for", elsewhere, 1, null],
])("what fails that was under way during a change is repeated %s", async (_title, patch, asked, expected) => {
  const { of, destination, id } = await newQueue(1, "http://127.0.0.1:9/hook");
  const { runnerId, taken } = await take(id);
  const [claimed] = await settleAndClaim(taken, runnerId, [], 1);
  await updateDestination(of.admin, destination.id, patch);
  const retryAt = asked && inAnHour();
  await settleAndClaim(taken, runnerId, [failed(claimed as Claimed, { retryAt: retryAt || null })], 0);
  const { dueAt, triesUsed } = await db().delivery.findUniqueOrThrow({ where: { id: claimed?.id as string } });
  expect(triesUsed).toBe(0);
  if (expected) expect(dueAt).toEqual(retryAt);
  else expect(dueAt.getTime()).toBeLessThanOrEqual(Date.now());
});

test("a corrected URL gets what is published while attempts at the old one are under way, and these when they fail", async () => {
  const answers: ServerResponse[] = [];
  const silent = await receiving((response) => void answers.push(response));
  const { of, destination, id, publish } = await newQueue(2, silent.url);
  const running = deliverDue([id]);
  await vi.waitFor(() => expect(answers).toHaveLength(2), { timeout: 10_000 });
  const right = await receiving();
  await updateDestination(of.admin, destination.id, { config: { url: right.url } });
  await publish(1);
  await vi.waitFor(() => expect(right.requests()).toBe(1), { timeout: 10_000 });
  expect(answers).toHaveLength(2);
  for (const response of answers) response.writeHead(500).end();
  await running;
  await deliverDue([id]);
  expect([silent.requests(), right.requests()]).toEqual([2, 3]);
  expect(await db().delivery.count({ where: { destinationId: id, status: "sent" } })).toBe(3);
});
