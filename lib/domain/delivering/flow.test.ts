import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allowance, type Flow, type Limits, type Observed, observe, quietFlow, spend, waitingUntil } from "./flow";
import type { OutcomeClass } from "./outcome";

const limits: Limits = { concurrency: 8 };
const second = 1_000;
const day = 86_400 * second;
const start = Date.UTC(2026, 10, 22);

const seen = (of: OutcomeClass, more: Partial<Observed> = {}): Observed => ({
  class: of,
  configuration: false,
  deliveryId: "d1",
  alertId: "a1",
  pauseUntil: null,
  now: start,
  ...more,
});

/** The flow after these outcomes, one a second, each of its own delivery and alert. */
function observeAll(
  classes: OutcomeClass[],
  from: Flow = quietFlow,
  now = start,
  more: Partial<Observed> = {},
): { flow: Flow; disable: string | null } {
  let result: { flow: Flow; disable: string | null } = { flow: from, disable: null };
  classes.forEach((of, index) => {
    result = observe(
      result.flow,
      limits,
      seen(of, { deliveryId: `d${now}${index}`, alertId: `a${now}${index}`, now: now + index * second, ...more }),
    );
  });
  return result;
}
const transient = (count: number): OutcomeClass[] => Array(count).fill("transient");
/** The same, where each refusal is about the destination's settings. */
const observeRefusals = (classes: OutcomeClass[], from: Flow = quietFlow, now = start) =>
  observeAll(classes, from, now, { configuration: true });

describe("the breaker", () => {
  test("opens after five failures in a row of at least two deliveries, for 60 s", () => {
    expect(observeAll(transient(4)).flow.openUntil).toBeNull();
    const { flow } = observeAll(transient(5));
    expect(flow.openUntil).toBe(start + 4 * second + 60 * second);
    expect(waitingUntil(flow, start + 5 * second)).toEqual({ until: flow.openUntil, reason: "breaker_open" });
    expect(allowance(flow, limits, 0, start + 5 * second)).toEqual({
      count: 0,
      waiting: { until: flow.openUntil, reason: "breaker_open" },
    });
  });

  test("one delivery that fails over and over opens nothing", () => {
    let flow = quietFlow;
    for (let index = 0; index < 14; index++) flow = observe(flow, limits, seen("transient", { now: start + index * 400 * second })).flow;
    expect(flow.openUntil).toBeNull();
  });

  test("a success in between starts the count anew", () => {
    expect(observeAll([...transient(4), "success", ...transient(4)]).flow.openUntil).toBeNull();
    expect(observeAll([...transient(4), "success", ...transient(5)]).flow.openUntil).not.toBeNull();
  });

  test("opens when half of twenty outcomes within five minutes failed", () => {
    const half = Array.from({ length: 20 }, (_, index): OutcomeClass => (index % 2 === 0 ? "success" : "transient"));
    expect(observeAll(half.slice(0, 19)).flow.openUntil).toBeNull();
    expect(observeAll(half).flow.openUntil).not.toBeNull();
    const slow = half.reduce(
      (flow, of, index) => observe(flow, limits, seen(of, { deliveryId: `${index}`, now: start + index * 60 * second })).flow,
      quietFlow,
    );
    expect(slow.openUntil).toBeNull();
  });

  test("lets one probe go when its time has come, and not a second one beside it", () => {
    const { flow } = observeAll(transient(5));
    const at = flow.openUntil as number;
    expect(allowance(flow, limits, 0, at - 1).count).toBe(0);
    expect(allowance(flow, limits, 0, at).count).toBe(1);
    expect(allowance(flow, limits, 1, at).count).toBe(0);
  });

  test("a failed probe doubles the wait, up to ten minutes", () => {
    let { flow } = observeAll(transient(5));
    for (const minutes of [2, 4, 8, 10, 10]) {
      const at = flow.openUntil as number;
      flow = observe(flow, limits, seen("transient", { now: at })).flow;
      expect(flow.openUntil).toBe(at + minutes * 60 * second);
    }
    const closed = observe(flow, limits, seen("success", { now: flow.openUntil as number })).flow;
    expect(observeAll(transient(5), closed, closed.window.start + day).flow.openSeconds).toBe(60);
  });

  test("a failure of what was in flight when it opened neither closes it nor lengthens the wait", () => {
    const { flow } = observeAll(transient(5));
    expect(observe(flow, limits, seen("transient", { now: start + 10 * second })).flow.openUntil).toBe(flow.openUntil);
  });

  test("after a probe that succeeded what waits is let go at a rising rate", () => {
    let { flow } = observeAll(transient(5));
    const now = flow.openUntil as number;
    const allowed: number[] = [];
    for (let index = 0; index < 4; index++) {
      flow = observe(flow, limits, seen("success", { now })).flow;
      allowed.push(allowance(flow, limits, 0, now).count);
    }
    expect(allowed).toEqual([2, 4, 8, 8]);
    expect(flow).toMatchObject({ openUntil: null, drain: null });
  });

  test("a refusal closes it too: the receiver is there; a fault of ours says nothing of the receiver", () => {
    const { flow } = observeAll(transient(5));
    const now = flow.openUntil as number;
    expect(observe(flow, limits, seen("permanent", { now })).flow.openUntil).toBeNull();
    expect(observe(flow, limits, seen("ours", { now })).flow).toEqual(flow);
    expect(observeAll(Array(50).fill("ours")).flow).toEqual(quietFlow);
  });
});

describe("what says nothing of the receiver's health", () => {
  test.each<[OutcomeClass]>([["suspect"], ["blocked"]])("%s opens the breaker neither by count nor by share", (of) => {
    expect(observeAll(Array(50).fill(of)).flow).toEqual({ ...quietFlow, failingSince: start });
    expect(observeAll([...transient(4), of]).flow.openUntil).toBeNull();
    expect(observeAll([...transient(4), of, "transient"]).flow.openUntil).not.toBeNull();
  });

  test.each<[OutcomeClass]>([["suspect"], ["blocked"]])("%s does not close it either: the next one is a probe again", (of) => {
    const { flow } = observeAll(transient(5));
    const now = flow.openUntil as number;
    const after = observe(flow, limits, seen(of, { now })).flow;
    expect(after).toEqual(flow);
    expect(allowance(after, limits, 0, now).count).toBe(1);
    expect(allowance(after, limits, 1, now).count).toBe(0);
    expect(observe(after, limits, seen("transient", { now })).flow.openSeconds).toBe(120);
  });
});

describe("a pause that the receiver asked for", () => {
  test("holds every delivery until then, and the later of two counts", () => {
    let { flow } = observe(quietFlow, limits, seen("transient", { pauseUntil: start + 30 * second }));
    expect(allowance(flow, limits, 0, start)).toEqual({ count: 0, waiting: { until: start + 30 * second, reason: "rate_paced" } });
    flow = observe(flow, limits, seen("transient", { pauseUntil: start + 10 * second })).flow;
    expect(waitingUntil(flow, start + 29 * second)?.until).toBe(start + 30 * second);
    expect(waitingUntil(flow, start + 30 * second)).toBeNull();
  });

  test.each<[OutcomeClass]>([["success"], ["ours"], ["permanent"], ["suspect"]])("is kept with an outcome that is %s", (of) => {
    const { flow } = observe(quietFlow, limits, seen(of, { pauseUntil: start + 30 * second }));
    expect(waitingUntil(flow, start)?.reason).toBe("rate_paced");
  });
});

test("pacing never sends more than the burst and then one an interval, and wastes no time", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 50, max: 2_000 }),
      fc.integer({ min: 1, max: 10 }),
      fc.array(fc.tuple(fc.nat(3_000), fc.integer({ min: 1, max: 20 })), { minLength: 1, maxLength: 60 }),
      (intervalMs, burst, looks) => {
        const paced: Limits = { concurrency: 64, pacing: { intervalMs, burst } };
        const sent: number[] = [];
        let flow = quietFlow;
        let now = start;
        for (const [pause, wanted] of looks) {
          now += pause;
          const { count, waiting } = allowance(flow, paced, 0, now);
          if (count === 0) {
            expect(waiting?.reason).toBe("rate_paced");
            expect(waiting?.until).toBeGreaterThan(now);
            expect(waiting?.until).toBeLessThanOrEqual(now + intervalMs);
            expect(allowance(flow, paced, 0, waiting?.until as number).count).toBeGreaterThan(0);
          }
          const take = Math.min(count, wanted);
          for (let index = 0; index < take; index++) sent.push(now);
          flow = spend(flow, paced, take, now);
        }
        for (let from = 0; from < sent.length; from++)
          for (let to = from; to < sent.length; to++) {
            const span = (sent[to] as number) - (sent[from] as number);
            expect(to - from + 1).toBeLessThanOrEqual(burst + Math.floor(span / intervalMs));
          }
      },
    ),
    { numRuns: 300 },
  );
});

test("no more go than there are free slots", () => {
  expect(allowance(quietFlow, limits, 0, start).count).toBe(8);
  expect(allowance(quietFlow, limits, 5, start).count).toBe(3);
  expect(allowance(quietFlow, limits, 9, start)).toEqual({ count: 0, waiting: null });
});

describe("a destination is switched off", () => {
  test("at once when its receiver is gone", () => {
    expect(observe(quietFlow, limits, seen("gone")).disable).toBe("http_410");
  });

  test("after refusals of three alerts because of its settings, within a day without a success", () => {
    expect(observeRefusals(["permanent", "permanent"]).disable).toBeNull();
    expect(observeRefusals(["permanent", "permanent", "permanent"]).disable).toBe("refused_repeatedly");
    expect(observeRefusals(["permanent", "permanent", "success", "permanent"]).disable).toBeNull();
    expect(observeRefusals(["permanent", "transient", "permanent", "permanent"]).disable).toBe("refused_repeatedly");
  });

  test("not for payloads that its receiver refuses, however many", () => {
    const { flow, disable } = observeAll(Array(50).fill("permanent"));
    expect(disable).toBeNull();
    expect(flow.refused).toEqual([]);
    expect(observeRefusals(["permanent", "permanent"], flow, start + day / 2).disable).toBeNull();
  });

  test("not for settings while an alert came through within the last day", () => {
    const well = observe(quietFlow, limits, seen("success")).flow;
    const refused = observeRefusals(Array(50).fill("permanent"), well, start + second);
    expect(refused.disable).toBeNull();
    expect(refused.flow.refused).toHaveLength(3);
    const later = (now: number) => observe(refused.flow, limits, seen("permanent", { configuration: true, alertId: "later", now }));
    expect(later(start + day - 1).disable).toBeNull();
    expect(later(start + day).disable).toBe("refused_repeatedly");
  });

  test("not by answers that are repeated, although they are about settings", () => {
    expect(observeRefusals(Array(9).fill("suspect")).disable).toBeNull();
  });

  test("not for one alert that is refused again and again, and not for refusals on different days", () => {
    const again = [0, 1, 2, 3].reduce((last) => observe(last.flow, limits, seen("permanent", { configuration: true })), {
      flow: quietFlow,
      disable: null as string | null,
    });
    expect(again.disable).toBeNull();
    const spread = [0, 1, 2, 3].reduce(
      (last, index) =>
        observe(last.flow, limits, seen("permanent", { configuration: true, alertId: `a${index}`, now: start + index * day })),
      {
        flow: quietFlow,
        disable: null as string | null,
      },
    );
    expect(spread.disable).toBeNull();
  });

  test("not for what Hotline itself blocked", () => {
    expect(observeAll(["blocked", "blocked", "blocked", "blocked"]).disable).toBeNull();
  });

  test.each<[OutcomeClass]>([["transient"], ["suspect"], ["blocked"]])("after five days of %s without a success", (of) => {
    const first = observe(quietFlow, limits, seen(of)).flow;
    expect(observe(first, limits, seen(of, { now: start + 5 * day - 1 })).disable).toBeNull();
    expect(observe(first, limits, seen(of, { now: start + 5 * day })).disable).toBe("failing_for_days");
    const well = observe(first, limits, seen("success", { now: start + day })).flow;
    expect(observe(well, limits, seen(of, { now: start + 5 * day })).disable).toBeNull();
  });
});
