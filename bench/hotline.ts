import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { bootstrapApp, call, startApp } from "../e2e/app";
import { connectionUrl } from "../lib/postgres/embedded/start";
import type { Target } from "./load";
import { cpuMs, memoryMb, residentMb } from "./memory";

export interface Memory {
  rss_mb: number;
  postgres_mb: number | null;
}

/** Something that takes alerts and posts them to a webhook. */
export interface Subject {
  target: Target;
  /** In MB, of its process and of its database. */
  memory(): Memory;
  /** Processor time of all its processes so far, in milliseconds; null where it cannot be read. */
  cpuMs(): number | null;
  stop(): Promise<void>;
}

/** Hotline, and what makes more things in it. */
export interface Hotline extends Subject {
  /** Makes something and gives its id. */
  make(noun: string, body: object): Promise<string>;
  databaseUrl: string;
}

/** Starts the built app on a fresh embedded PostgreSQL, with one channel, one webhook destination and one subscription. BENCH_NODE_OPTIONS are its process's NODE_OPTIONS, to profile it. */
export async function startHotline(receiverUrl: string): Promise<Hotline> {
  const app = await startApp({ env: { NODE_OPTIONS: process.env.BENCH_NODE_OPTIONS ?? "", MAX_CHANNELS: "2000" } });
  const stop = async () => {
    await app.stop();
    rmSync(app.dataDir, { recursive: true, force: true });
  };
  try {
    const { api_key: key } = await bootstrapApp(app);
    const make = async (noun: string, body: object): Promise<string> => {
      const answer = await call<{ id: string }>(app, key, "POST", `/api/v1/${noun}`, body);
      if (answer.status !== 201) throw new Error(`POST /api/v1/${noun} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body.id;
    };
    const channel = await make("channels", { name: "Bench", pattern: "bench:.*" });
    const destination = await make("destinations", { name: "Receiver", kind: "webhook", config: { url: receiverUrl } });
    await make("subscriptions", { name: "Bench", channel_ids: [channel], destination_ids: [destination] });
    const postgres = Number.parseInt(readFileSync(path.join(app.dataDir, "postgres", "postmaster.pid"), "utf8"), 10);
    const headers = { authorization: `Bearer ${key}` };
    return {
      target: { port: Number(new URL(app.url).port), path: "/api/v1/alerts", headers, format: "hotline" },
      make,
      databaseUrl: connectionUrl(app.dataDir) as string,
      cpuMs: () => cpuMs(app.process.pid as number, postgres),
      memory: () => ({ rss_mb: residentMb(app.process.pid as number), postgres_mb: memoryMb(postgres) }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
