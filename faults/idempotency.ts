import { setTimeout as wait } from "node:timers/promises";
import { call } from "../e2e/app";
import { startHub } from "./hub";
import { type Given, newFaults, type Suite } from "./suite";

const sizes: Record<Given["size"], { keys: number; atOnce: number }> = {
  small: { keys: 20, atOnce: 30 },
  full: { keys: 200, atOnce: 50 },
};

/** A sender who is told that the first request still runs asks again, so often at most. */
const mostTries = 20;
/** Keys that are sent at the same time. */
const keysAtOnce = 10;

export const idempotency: Suite = {
  name: "idempotency",
  promise: "equal requests with one Idempotency-Key, at once and over two processes, make one alert, and everyone gets its id",
  async run({ size }) {
    const { keys, atOnce } = sizes[size];
    const hub = await startHub();
    const found = newFaults();
    const counts = { requests: 0, first: 0, replayed: 0, still_running: 0 };
    try {
      const apps = [hub.app, await hub.startPeer()];
      const send = async (index: number, caller: number): Promise<string | null> => {
        for (let tries = 0; tries < mostTries; tries++) {
          counts.requests++;
          const app = apps[(caller + tries) % apps.length] as (typeof apps)[number];
          const headers = { "idempotency-key": `key-${index}` };
          const answer = await call<{ id: string }>(app, hub.key, "POST", "/api/v1/alerts", { name: `once:${index}` }, headers).catch(
            () => null,
          );
          if (answer === null) {
            found.add(
              "no answer",
              `key-${index}, try ${tries + 1}: ${app.process.exitCode ?? app.process.signalCode ?? "still running"} ${app.output().slice(-1_000)}`,
            );
            return null;
          }
          if (answer.status === 409) {
            counts.still_running++;
            await wait(1_000 * Number(answer.headers.get("retry-after")));
            continue;
          }
          if (answer.status !== 202) {
            found.add("an answer that is none of the three", `${answer.status} ${JSON.stringify(answer.body)}`);
            return null;
          }
          if (answer.headers.get("idempotent-replayed")) counts.replayed++;
          else counts.first++;
          return answer.body.id;
        }
        found.add("told again and again that the first still runs", `key-${index}`);
        return null;
      };
      const sendAll = async (index: number) => {
        const ids = await Promise.all(Array.from({ length: atOnce }, (_, caller) => send(index, caller)));
        if (new Set(ids.filter((id) => id !== null)).size > 1) found.add("two ids for one key", `key-${index}: ${[...new Set(ids)]}`);
      };
      for (let from = 0; from < keys; from += keysAtOnce) {
        await Promise.all(Array.from({ length: Math.min(keysAtOnce, keys - from) }, (_, index) => sendAll(from + index)));
      }
      const [row] = await hub.sql<{ alerts: number }>("SELECT count(*)::int AS alerts FROM alerts WHERE name LIKE 'once:%'");
      if (row?.alerts !== keys) found.add("another number of alerts than keys", `${row?.alerts} for ${keys}`);
      if (counts.first !== keys) found.add("another number of first answers than keys", `${counts.first} for ${keys}`);
      return { figures: { keys, at_once: atOnce, processes: apps.length, alerts: row?.alerts ?? 0, ...counts }, faults: found.faults };
    } finally {
      await hub.close();
    }
  },
};
