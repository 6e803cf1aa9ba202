import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Order, Published } from "./load";
import type { Received } from "./receiver";

/** The load generator and the receiver, each in a process of its own. */
export interface Crew {
  /** Where the receiver takes webhooks. */
  url: string;
  publish(order: Order): Promise<Published>;
  begin(phase: string): Promise<void>;
  /** Resolves once `count` different alerts arrived, or after `ms`, with what did. */
  received(count: number, ms: number): Promise<Received>;
  stop(): void;
}

/** Bundled beside this one by scripts/bench.mjs. */
const start = (name: string): ChildProcess => fork(path.join(import.meta.dirname, `${name}.mjs`), { serialization: "json" });

async function ask<Answer>(of: ChildProcess, message: object): Promise<Answer> {
  of.send(message);
  const [answer] = (await once(of, "message")) as [Answer];
  return answer;
}

export async function startCrew(): Promise<Crew> {
  const load = start("load");
  const receiver = start("receiver");
  const [{ port }] = (await once(receiver, "message")) as [{ port: number }];
  return {
    url: `http://127.0.0.1:${port}/`,
    async publish(order) {
      const answer = await ask<{ published: Published } | { error: string }>(load, order);
      if ("error" in answer) throw new Error(`${order.phase}: ${answer.error}`);
      return answer.published;
    },
    begin: async (phase) => void (await ask(receiver, { phase })),
    async received(count, ms) {
      const deadline = Date.now() + ms;
      while ((await ask<Received>(receiver, { report: "short" })).count < count && Date.now() < deadline) await wait(25);
      return ask<Received>(receiver, { report: "whole" });
    },
    stop: () => {
      load.kill();
      receiver.kill();
    },
  };
}
