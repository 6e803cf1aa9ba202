import type { RequestListener } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { updateDestination } from "../../data/destinations/destinations";
import { allowance } from "../../domain/delivering/flow";
import { hourMs } from "../../domain/time";
import { db } from "../../postgres/db";
import { keepPause, pause, pausedUntil } from "./pause";
import { newQueue, startReceiver, take } from "./receiver.fixture";
import { deliverDue } from "./run";
import { sendClaimed } from "./send";
import { type Claimed, settleAndClaim } from "./settle-and-claim";
import { releaseDestination } from "./take";
import { takeBack } from "./take-back";

const closers: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A receiver, and so many due deliveries for it. */
async function newPaused(count: number, answer: RequestListener) {
  const { url, requests, close } = await startReceiver(answer);
  closers.push(close);
  return { ...(await newQueue(count, url)), requests };
}

const inAnHour = () => Date.now() + hourMs;
const askForAnHour: RequestListener = (_request, response) => void response.writeHead(429, { "retry-after": "3600" }).end("slow down");

test("what was claimed before its receiver asked for silence turns back: no request, and no attempt that never was", async () => {
  const { id, requests } = await newPaused(3, askForAnHour);
  const { runnerId, taken } = await take(id);
  const claimed = await settleAndClaim(taken, runnerId, [], 3);
  pause(taken, inAnHour());
  expect(await Promise.all(claimed.map((one) => sendClaimed(taken, one)))).toEqual([null, null, null]);
  await takeBack(claimed);
  expect(requests()).toBe(0);
  const rows = await db().delivery.findMany({ where: { destinationId: id }, include: { attempts: true } });
  for (const row of rows) expect(row).toMatchObject({ status: "pending", attemptCount: 0, triesUsed: 0, attempts: [] });
  // What another run has claimed meanwhile is that run's.
  const next = await settleAndClaim(taken, runnerId, [], 3);
  await takeBack(next.map(({ id }) => ({ id, number: 7 })));
  expect(await db().attempt.count({ where: { delivery: { destinationId: id }, finishedAt: null } })).toBe(3);
});

test("a pause holds as soon as the head of the answer is there, however long its body takes", async () => {
  const { id, requests } = await newPaused(2, (_request, response) => {
    response.writeHead(503, { "retry-after": "3600" });
    response.write("one moment");
    closers.push(() => response.end());
  });
  const { runnerId, taken } = await take(id);
  const [first, second] = await settleAndClaim(taken, runnerId, [], 2);
  const sending = sendClaimed(taken, first as Claimed);
  await vi.waitFor(() => expect(pausedUntil(taken)).toBeGreaterThan(Date.now()), { timeout: 5_000, interval: 5 });
  expect(await sendClaimed(taken, second as Claimed)).toBeNull();
  expect(requests()).toBe(1);
  closers.pop()?.();
  expect((await sending)?.result).toMatchObject({ outcome: "http_5xx", pause: true });
});

test("each request that a run sends before its receiver asks for silence is an attempt, and nothing else is", async () => {
  const { id, requests } = await newPaused(100, askForAnHour);
  const { attempts } = await deliverDue([id]);
  expect(attempts).toBe(requests());
  const rows = await db().delivery.findMany({ where: { destinationId: id }, include: { attempts: true } });
  const tried = rows.filter((row) => row.attemptCount > 0);
  expect(tried).toHaveLength(requests());
  for (const row of tried) expect(row.attempts).toMatchObject([{ outcome: "http_429" }]);
  expect(await deliverDue([id])).toEqual({ attempts: 0 });
  expect((await take(id)).taken.flow.pausedUntil).toBeGreaterThan(Date.now() + hourMs / 2);
});

test("a pause is kept whoever works the destination then, and no run claims while it is on record", async () => {
  const { id } = await newPaused(2, askForAnHour);
  const { runnerId, taken } = await take(id);
  await releaseDestination(id, runnerId);
  const other = await take(id);
  const until = inAnHour();
  await keepPause(taken, until);
  expect(await settleAndClaim(other.taken, other.runnerId, [], 2)).toEqual([]);
  await releaseDestination(id, other.runnerId);
  const { flow, kind } = (await take(id)).taken;
  expect(flow.pausedUntil).toBe(until);
  expect(allowance(flow, kind, 0, Date.now())).toEqual({ count: 0, waiting: { until, reason: "rate_paced" } });
});

test("what a process knows of a pause holds although it could not be stored", async () => {
  const { id } = await newPaused(1, askForAnHour);
  const { runnerId, taken } = await take(id);
  const until = inAnHour();
  pause(taken, until);
  await releaseDestination(id, runnerId);
  expect((await take(id)).taken.flow.pausedUntil).toBe(until);
});

test.each([
  ["its name", { name: "Renamed" }, true],
  ["that it is enabled", { enabled: true }, true],
  ["its headers", { config: { headers: { "x-key": "1" } } }, true],
  ["its URL", { config: { url: "http://127.0.0.1:9/elsewhere" } }, false],
] as const)("of a destination whose change is %s, a pause stays: %#", async (_title, patch, stays) => {
  const { of, id, destination } = await newPaused(1, askForAnHour);
  const { runnerId, taken } = await take(id);
  const until = inAnHour();
  await keepPause(taken, until);
  await updateDestination(of.admin, destination.id, patch);
  // The answer to an attempt of before comes only now.
  pause(taken, until + 1);
  await keepPause(taken, until + 1);
  await settleAndClaim(taken, runnerId, [], 0);
  await releaseDestination(id, runnerId);
  expect((await take(id)).taken.flow.pausedUntil).toBe(stays ? until + 1 : null);
});
