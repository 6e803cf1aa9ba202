import { expect, test } from "vitest";
import { wake } from "../lib/engine/wake";
import { inngest } from "./client";
import { type LocalRunner, startLocalRunner } from "./local";

const fail = (error: unknown) => {
  throw error;
};

/** Runs `body` with these functions at work. */
async function running(
  functions: Parameters<typeof startLocalRunner>[0],
  body: () => Promise<void>,
  report: (error: unknown) => void = fail,
) {
  const runner: LocalRunner = startLocalRunner(functions, { onError: report });
  try {
    await body();
  } finally {
    await runner.stop();
  }
}

const due = (id: string, ts?: number) => ({
  name: "deliveries/due" as const,
  data: { destination_ids: [id] },
  ...(ts ? { ts } : {}),
});

const handler = async () => {};
const triggers = [{ event: "x" }] as [{ event: string }];

test.each([
  ["throttle", inngest().createFunction({ id: "unsupported", triggers, throttle: { limit: 1, period: "1s" } }, handler)],
  ["idempotency", inngest().createFunction({ id: "unsupported", triggers, idempotency: "event.data.x" }, handler)],
  ["concurrency", inngest().createFunction({ id: "unsupported", triggers, concurrency: [{ key: "event.data.x", limit: 1 }] }, handler)],
])("a function that uses %s is refused at start-up, by name", (feature, fn) => {
  expect(() => startLocalRunner([fn], { onError: fail })).toThrow(new RegExp(`${feature}.*unsupported`));
});

test("wakes that come while a run is at work are one more run, and those for other data run side by side", async () => {
  const started: string[] = [];
  const gates: (() => void)[] = [];
  const fn = inngest().createFunction({ id: "gated", triggers: [{ event: "deliveries/due" }] }, async ({ event }) => {
    started.push(...(event.data.destination_ids as string[]));
    await new Promise<void>((resolve) => gates.push(resolve));
  });
  const open = () => {
    for (const gate of gates.splice(0)) gate();
  };
  await running([fn], async () => {
    wake(due("a"));
    await expect.poll(() => started).toEqual(["a"]);
    for (let round = 0; round < 5; round++) {
      wake(due("a"));
      await new Promise((resolve) => setImmediate(resolve));
    }
    wake(due("b"));
    await expect.poll(() => started).toEqual(["a", "b"]);
    open();
    await expect.poll(() => started).toEqual(["a", "b", "a"]);
    open();
  });
  expect(started).toEqual(["a", "b", "a"]);
});

test("a wake for the future fires then, and an earlier one of the same data takes its place", async () => {
  const at: number[] = [];
  const fn = inngest().createFunction({ id: "later", triggers: [{ event: "deliveries/due" }] }, async () => {
    at.push(Date.now());
  });
  await running([fn], async () => {
    const now = Date.now();
    wake(due("a", now + 3_600_000));
    await new Promise((resolve) => setImmediate(resolve));
    wake(due("a", now + 150));
    await expect.poll(() => at).toHaveLength(1);
    expect((at[0] as number) - now).toBeGreaterThanOrEqual(145);
  });
});

test("steps run once and their results are remembered; a run that fails is tried again", async () => {
  const calls: string[] = [];
  const failures: unknown[] = [];
  let attempts = 0;
  const fn = inngest().createFunction({ id: "stepped", triggers: [{ event: "alerts/published" }], retries: 2 }, async ({ step }) => {
    const first = await step.run("first", () => {
      calls.push("first");
      return 20;
    });
    const second = await step.run("second", () => {
      calls.push("second");
      return first + 1;
    });
    if (attempts++ === 0) throw new Error("once");
    calls.push(`done ${second}`);
  });
  await running(
    [fn],
    async () => {
      wake({ name: "alerts/published", data: {} });
      await expect.poll(() => calls).toContain("done 21");
    },
    (error) => failures.push(error),
  );
  expect(calls).toEqual(["first", "second", "first", "second", "done 21"]);
  expect(failures).toHaveLength(1);
});

test("stop waits for the run that is at work", async () => {
  let ended = false;
  let release = () => {};
  const fn = inngest().createFunction({ id: "slow", triggers: [{ event: "alerts/published" }] }, async () => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    ended = true;
  });
  const runner = startLocalRunner([fn], { onError: fail });
  wake({ name: "alerts/published", data: {} });
  await expect.poll(() => release).toHaveLength(1);
  const stopped = runner.stop();
  expect(ended).toBe(false);
  release();
  await stopped;
  expect(ended).toBe(true);
});
