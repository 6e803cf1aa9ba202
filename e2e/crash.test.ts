import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type App, bootstrapApp, startApp } from "./app";
import { apiOf, noLosses, routeEverything, startFlood, untilNoLosses } from "./flood";
import { type Sink, startSink } from "./sink";

let sink: Sink;
let app: App;
beforeAll(async () => {
  sink = await startSink();
});
afterEach(async () => {
  await app.stop();
  rmSync(app.dataDir, { recursive: true, force: true });
});
afterAll(() => sink.close());

const postgresPid = ({ dataDir }: App): number =>
  Number(readFileSync(path.join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n", 1)[0]);

/** Kills, waits for Node's end, and starts the app again on its data and its port. */
async function killAndStart(kill: () => void): Promise<void> {
  const ended = once(app.process, "exit");
  kill();
  await ended;
  app = await startApp({ dataDir: app.dataDir, port: Number(new URL(app.url).port) });
}

const crashes: [string, () => Promise<void>][] = [
  [
    "the whole machine",
    () =>
      killAndStart(() => {
        process.kill(postgresPid(app), "SIGKILL");
        process.kill(-(app.process.pid as number), "SIGKILL");
      }),
  ],
  ["Node alone", () => killAndStart(() => app.process.kill("SIGKILL"))],
  ["PostgreSQL alone", async () => void process.kill(postgresPid(app), "SIGKILL")],
];

test.each(crashes)(
  "after a crash of %s every alert that was answered 202 is in history and is delivered, under one id",
  async (name, crash) => {
    const hook = `/hook/${name.replaceAll(" ", "-")}`;
    // Slow enough that each crash finds deliveries in flight.
    sink.script(hook, Array(100_000).fill({ status: 200, delayMs: 30 }));
    app = await startApp();
    const { api_key } = await bootstrapApp(app);
    const api = apiOf(app, api_key);
    await routeEverything(api, sink.url(hook));
    const flood = startFlood(api);
    await flood.more(60);
    for (let round = 0; round < 2; round++) {
      await crash();
      await flood.more(60);
    }
    await flood.stop();
    expect(flood.refused.length).toBeGreaterThan(0);
    expect(await untilNoLosses(api, flood.accepted, sink, hook, 90_000)).toEqual(noLosses);
  },
  200_000,
);
