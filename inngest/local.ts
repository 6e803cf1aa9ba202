import { randomUUID } from "node:crypto";
import { Cron } from "croner";
import type { InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { z } from "zod";
import { inngest, setLocalReceiver } from "./client";

/** What a function may ask for here. Anything else is refused at start-up, by name. */
const supported = ["id", "name", "triggers", "concurrency", "retries"];
/** Pause before a failed run is tried again: it doubles from here, in milliseconds. */
const firstPauseMs = 500;
const maxPauseMs = 5_000;
/** Node's longest timer. */
const maxTimerMs = 2_147_483_647;
/** How long a step may be asked for again before the run counts as stuck. */
const maxSteps = 1_000;

interface LocalEvent {
  name: string;
  data: Record<string, unknown>;
  ts?: number;
}

interface Local {
  id: string;
  events: string[];
  crons: string[];
  retries: number;
}

const concurrencySchema = z.array(z.object({ limit: z.number() }).strict());

/** What the local runner needs to know of a function. Throws, by name, on a feature that it does not run. */
function read(fn: InngestFunction.Any): Local {
  const { opts } = fn;
  const refuse = (feature: string) =>
    new Error(`the local runner does not run "${feature}" of the function "${opts.id}"; set INNGEST_BASE_URL to use an Inngest server`);
  for (const feature of Object.keys(opts)) if (!supported.includes(feature)) throw refuse(feature);
  const triggers = (opts.triggers ?? []) as { event?: unknown; cron?: string; if?: string }[];
  for (const trigger of triggers) if (trigger.if !== undefined) throw refuse("if");
  const concurrency = concurrencySchema.safeParse(opts.concurrency ?? []);
  if (!concurrency.success) throw refuse("concurrency");
  return {
    id: opts.id,
    events: triggers.flatMap(({ event }) => (typeof event === "string" ? [event] : [])),
    crons: triggers.flatMap(({ cron }) => (cron ? [cron] : [])),
    retries: opts.retries ?? 4,
  };
}

/** Runs of one function for the same data: one at a time; what comes meanwhile is one more run afterwards. */
interface Lane {
  running: boolean;
  next: LocalEvent | null;
  timer: { at: number; handle: NodeJS.Timeout } | null;
}

export interface LocalRunner {
  /** Stops timers and crons, and resolves when the runs that are at work have ended. */
  stop(): Promise<void>;
}

/**
 * Runs the function objects in this process, through the SDK's own `serve` handler and its documented protocol: steps are memoised
 * in memory. It may forget, because Postgres remembers: wakes of the same data for the same function are one run, and a run that keeps
 * failing is left to the sweep.
 */
export function startLocalRunner(
  functions: readonly InngestFunction.Any[],
  options: { onError: (error: unknown, details: { function: string }) => void },
): LocalRunner {
  const locals = functions.map(read);
  const handler = serve({ client: inngest(), functions: [...functions] }) as (request: Request) => Promise<Response>;
  const lanes = new Map<string, Lane>();
  const runs = new Set<Promise<void>>();
  let stopped = false;

  const laneOf = (of: Local, event: LocalEvent): [string, Lane] => {
    const key = `${of.id} ${JSON.stringify(event.data)}`;
    const lane = lanes.get(key) ?? { running: false, next: null, timer: null };
    lanes.set(key, lane);
    return [key, lane];
  };

  const start = (of: Local, event: LocalEvent) => {
    if (stopped) return;
    const [key, lane] = laneOf(of, event);
    if (lane.running) {
      lane.next = event;
      return;
    }
    lane.running = true;
    const run = runToEnd(of, event).finally(() => {
      runs.delete(run);
      lane.running = false;
      const { next } = lane;
      lane.next = null;
      if (next) start(of, next);
      else if (lane.timer === null) lanes.delete(key);
    });
    runs.add(run);
  };

  /** Arms the earliest of the future wakes of a lane. */
  const arm = (of: Local, event: LocalEvent, at: number) => {
    if (stopped) return;
    const [, lane] = laneOf(of, event);
    if (lane.timer && lane.timer.at <= at) return;
    if (lane.timer) clearTimeout(lane.timer.handle);
    const handle = setTimeout(
      () => {
        lane.timer = null;
        start(of, event);
      },
      Math.min(Math.max(0, at - Date.now()), maxTimerMs),
    );
    lane.timer = { at, handle };
  };

  const runToEnd = async (of: Local, event: LocalEvent): Promise<void> => {
    for (let attempt = 0; attempt <= of.retries && !stopped; attempt++) {
      try {
        return await runOnce(of, event, attempt);
      } catch (error) {
        options.onError(error, { function: of.id });
        if (attempt < of.retries && !stopped)
          await new Promise((resolve) => setTimeout(resolve, Math.min(maxPauseMs, firstPauseMs * 2 ** attempt)));
      }
    }
  };

  const runOnce = async (of: Local, event: LocalEvent, attempt: number): Promise<void> => {
    const steps: Record<string, unknown> = {};
    const stack: string[] = [];
    const runId = randomUUID();
    for (let turn = 0; turn < maxSteps; turn++) {
      const body = {
        event,
        events: [event],
        steps,
        ctx: { run_id: runId, attempt, max_attempts: of.retries + 1, stack: { stack, current: stack.length } },
      };
      const response = await handler(
        new Request(`http://localhost/api/inngest?fnId=hotline-${of.id}&stepId=step`, {
          method: "POST",
          headers: { host: "localhost", "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
      );
      if (response.status === 200) return;
      const answer = (await response.json()) as { op: string; id: string; data?: unknown }[] | { message?: string };
      if (response.status !== 206 || !Array.isArray(answer)) throw new Error(`${of.id} failed: ${JSON.stringify(answer).slice(0, 1_000)}`);
      for (const step of answer) {
        if (step.op === "RunComplete") return;
        if (step.op !== "StepRun") throw new Error(`the local runner does not run "${step.op}" of the function "${of.id}"`);
        steps[step.id] = { type: "data", data: step.data };
        stack.push(step.id);
      }
    }
    throw new Error(`${of.id} took more than ${maxSteps} steps`);
  };

  const receive = (events: LocalEvent[]) => {
    const now = Date.now();
    for (const event of events) {
      for (const of of locals) {
        if (!of.events.includes(event.name)) continue;
        if (event.ts !== undefined && event.ts > now) arm(of, event, event.ts);
        else start(of, event);
      }
    }
  };

  setLocalReceiver(receive);

  const cronEvent = { name: "inngest/scheduled.timer", data: {} };
  const crons = locals.flatMap((of) => of.crons.map((cron) => new Cron(cron, { unref: true }, () => start(of, cronEvent))));
  // What was armed before the process ended is armed again from Postgres.
  for (const of of locals) if (of.crons.includes("* * * * *")) start(of, cronEvent);

  return {
    async stop() {
      stopped = true;
      setLocalReceiver(null);
      for (const cron of crons) cron.stop();
      for (const lane of lanes.values()) if (lane.timer) clearTimeout(lane.timer.handle);
      await Promise.allSettled(runs);
    },
  };
}
