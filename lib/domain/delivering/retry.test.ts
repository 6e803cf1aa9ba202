import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daySchedule, weekendSchedule } from "../../destinations/retry-schedule";
import type { OutcomeClass } from "./outcome";
import { countSuspect, nextStep, suspectRetrySeconds, type Tried } from "./retry";
import { maxRetryAfterMs } from "./retry-after";

const now = Date.UTC(2026, 10, 22);
const tried = (more: Partial<Tried> = {}): Tried => ({
  class: "transient",
  outcome: "http_5xx",
  triesUsed: 0,
  suspectTries: 0,
  attemptCount: 1,
  retrySeconds: weekendSchedule,
  retryAt: null,
  now,
  random: 0.5,
  ...more,
});

/** The delays of a delivery that only ever fails like this, in seconds, until it is given up. */
function delays(more: Partial<Tried>): number[] {
  const all: number[] = [];
  for (let triesUsed = 0; ; ) {
    const next = nextStep(tried({ ...more, triesUsed, suspectTries: triesUsed, attemptCount: triesUsed + 1 }));
    if (next.status !== "pending") return all;
    all.push((next.dueAt - now) / 1_000);
    triesUsed = next.triesUsed;
  }
}

describe("the schedule is the policy's", () => {
  const [m, h] = [60, 3_600];
  test.each<[string, Partial<Tried>, number[]]>([
    ["a webhook: 14 tries in 76 h", {}, [5, 30, 2 * m, 5 * m, 15 * m, 30 * m, h, 2 * h, 4 * h, 8 * h, 12 * h, 20 * h, 28 * h]],
    ["others: 12 tries in 21 h", { retrySeconds: daySchedule }, [5, 30, 2 * m, 5 * m, 15 * m, 30 * m, h, 2 * h, 4 * h, 8 * h, 5 * h]],
    ["suspect answers: 7 tries in an hour", { class: "suspect" }, [5, 30, 2 * m, 5 * m, 15 * m, 40 * m]],
    ["a refusal: none", { class: "permanent" }, []],
    ["gone: none", { class: "gone" }, []],
    ["blocked: none", { class: "blocked" }, []],
  ])("%s", (_, more, expected) => {
    expect(delays(more)).toEqual(expected);
  });

  test("and lasts as long as it says", () => {
    const hours = (seconds: readonly number[]) => Math.round(seconds.reduce((sum, one) => sum + one, 0) / 3_600);
    expect([hours(weekendSchedule), hours(daySchedule), hours(suspectRetrySeconds)]).toEqual([76, 21, 1]);
  });
});

test("a success is sent, and what cannot be repeated failed with its outcome as the reason", () => {
  expect(nextStep(tried({ class: "success", outcome: "http_2xx" }))).toMatchObject({ status: "sent", reason: null, triesUsed: 1 });
  expect(nextStep(tried({ class: "permanent", outcome: "http_400" }))).toMatchObject({
    status: "failed",
    reason: "http_400",
    triesUsed: 1,
  });
  expect(nextStep(tried({ triesUsed: 13, attemptCount: 14 }))).toMatchObject({ status: "failed", reason: "http_5xx", triesUsed: 14 });
});

describe("suspect answers in an outage", () => {
  /** The delays, in seconds, of a delivery whose tries get these answers; then "failed" when it was given up. */
  function follow(answers: OutcomeClass[], retrySeconds: readonly number[] = weekendSchedule): (number | string)[] {
    const earlier: OutcomeClass[] = [];
    let triesUsed = 0;
    return answers.map((of) => {
      const suspectTries = countSuspect(earlier, triesUsed);
      const next = nextStep(tried({ class: of, triesUsed, suspectTries, attemptCount: earlier.length + 1, retrySeconds }));
      triesUsed = next.triesUsed;
      earlier.unshift(of);
      return next.status === "pending" ? (next.dueAt - now) / 1_000 : next.status;
    });
  }
  const many = (of: OutcomeClass, count: number): OutcomeClass[] => Array(count).fill(of);

  test("a suspect answer late in it starts the suspect schedule, and runs through all of it", () => {
    const delays = follow([...many("transient", 7), ...many("suspect", 7)]);
    expect(delays.slice(7)).toEqual([...suspectRetrySeconds, "failed"]);
    expect(follow([...many("transient", 10), "suspect"], daySchedule).at(-1)).toBe(5);
  });

  test("another answer in between starts it anew, a fault of ours does not", () => {
    expect(follow(["suspect", "suspect", "transient", "suspect", "suspect"])).toEqual([5, 30, 120, 5, 30]);
    expect(follow(["suspect", "ours", "suspect"])).toEqual([5, 30, 30]);
  });

  test.each([
    ["a webhook", weekendSchedule],
    ["others", daySchedule],
  ])("all tries together are never more than the schedule has: %s", (_, schedule) => {
    const most = schedule.length + 1;
    fc.assert(
      fc.property(fc.array(fc.constantFrom<OutcomeClass>("transient", "suspect"), { minLength: most, maxLength: most }), (answers) => {
        const gaveUp = follow(answers, schedule).indexOf("failed");
        expect(gaveUp).toBeGreaterThanOrEqual(suspectRetrySeconds.length);
        expect(gaveUp).toBeLessThan(most);
      }),
    );
    expect(follow([...many("transient", schedule.length), "suspect"], schedule).at(-1)).toBe("failed");
  });

  test("those from before a retry by hand do not count", () => {
    expect(countSuspect(many("suspect", 7), 0)).toBe(0);
    expect(countSuspect(["suspect", "ours", "suspect", "suspect"], 2)).toBe(2);
    expect(countSuspect([], 3)).toBe(0);
  });
});

test("faults of ours use no try, and are repeated for ever along the schedule", () => {
  for (const attemptCount of [1, 5, 13, 14, 500]) {
    const next = nextStep(tried({ class: "ours", outcome: "interrupted", triesUsed: 12, attemptCount }));
    expect(next).toMatchObject({ status: "pending", triesUsed: 12 });
    expect((next.dueAt - now) / 1_000).toBe(weekendSchedule[Math.min(attemptCount, 13) - 1]);
  }
});

test("a delay is spread by a fifth, either way", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.999_999, noNaN: true }), fc.nat(12), (random, triesUsed) => {
      const { dueAt } = nextStep(tried({ random, triesUsed, attemptCount: triesUsed + 1 }));
      const share = (dueAt - now) / ((weekendSchedule[triesUsed] as number) * 1_000);
      expect(share).toBeGreaterThanOrEqual(0.8);
      expect(share).toBeLessThanOrEqual(1.2001);
    }),
  );
  const at = (random: number) => (nextStep(tried({ random })).dueAt - now) / 1_000;
  expect([at(0), at(0.5), at(0.999_999)]).toEqual([4, 5, 6]);
});

describe("what the receiver asked for", () => {
  test("is waited for, never a request early", () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000, max: maxRetryAfterMs }), fc.double({ min: 0, max: 0.99, noNaN: true }), (wait, random) => {
        const { dueAt } = nextStep(tried({ retryAt: now + wait, random }));
        expect(dueAt).toBeGreaterThanOrEqual(now + wait);
        expect(dueAt).toBeGreaterThanOrEqual(now + 4_000);
      }),
    );
    expect(nextStep(tried({ retryAt: now + 600_000 })).dueAt).toBe(now + 600_000);
  });

  test("counts for 24 h at most, and does not shorten the schedule", () => {
    expect(nextStep(tried({ retryAt: now + 3 * maxRetryAfterMs })).dueAt).toBe(now + maxRetryAfterMs);
    expect(nextStep(tried({ retryAt: now + 1_000 })).dueAt).toBe(now + 5_000);
  });

  test("does not bring back what is refused", () => {
    expect(nextStep(tried({ class: "permanent", retryAt: now + 1_000 })).status).toBe("failed");
  });
});
