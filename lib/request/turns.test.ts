import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Steps } from "../domain/steps";
import { finishInTurns, inTurns } from "./turns";

/** How often the event loop has come round: the only true thing here. The clock goes on by a millisecond with each round, and with each step. */
const rounds = { count: 0, next: setImmediate(() => {}) };

function goRound(): void {
  rounds.count++;
  vi.advanceTimersByTime(1);
  rounds.next = setImmediate(goRound);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance", "setTimeout", "clearTimeout"] });
  goRound();
});
afterEach(() => {
  clearImmediate(rounds.next);
  vi.useRealTimers();
});

function* work(count: number, onStep: () => void): Steps<string> {
  for (let step = 0; step < count; step++) {
    vi.advanceTimersByTime(1);
    onStep();
    yield;
  }
  return "done";
}

const longestRun = (list: readonly unknown[]) => {
  let longest = 0;
  let run = 0;
  list.forEach((entry, index) => {
    run = index > 0 && entry === list[index - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  return longest;
};

test("however long the work is, the event loop comes round every few milliseconds", async () => {
  const seen: number[] = [];
  const begun = rounds.count;
  expect(
    await finishInTurns(
      "a",
      work(100, () => seen.push(rounds.count)),
    ),
  ).toBe("done");
  expect(seen).toHaveLength(100);
  expect(longestRun(seen)).toBeLessThanOrEqual(5);
  // Half of the time is everybody else's, after the first few milliseconds.
  expect(rounds.count - begun).toBeGreaterThan(60);
});

test("organizations take turns, however much one of them asks for at once", async () => {
  const turns: string[] = [];
  const of = (organization: string) =>
    finishInTurns(
      organization,
      work(12, () => turns.push(organization)),
    );
  await Promise.all([...Array.from({ length: 5 }, () => of("many")), of("one")]);
  expect(turns).toHaveLength(72);
  // Its 12 steps are three turns, and between two of them the other organization has one.
  expect(turns.lastIndexOf("one")).toBeLessThan(32);
});

test("once its time is spent, work stops, and can be gone on with", async () => {
  let steps = 0;
  const long = work(20, () => steps++);
  expect(await inTurns("a", long, { leftMs: 7 })).toBeNull();
  expect(steps).toBe(7);
  expect(await inTurns("a", long, { leftMs: 0 })).toBeNull();
  expect(await inTurns("a", long, { leftMs: 100 })).toEqual({ value: "done" });
  expect(steps).toBe(20);
});

test("work that fails lets the next one have its turn", async () => {
  const failing = (function* (): Steps<never> {
    yield;
    throw new Error("broken");
  })();
  await expect(finishInTurns("a", failing)).rejects.toThrow("broken");
  expect(
    await finishInTurns(
      "b",
      work(3, () => {}),
    ),
  ).toBe("done");
});
