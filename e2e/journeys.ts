import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { connectionUrl } from "../lib/postgres/embedded/start";
import { bootstrapApp, startApp } from "./app";
import { forgetDurability } from "./database";
import { startSink } from "./sink";

/** Loopback vendors, an app of its own and an organization in it; and what the journeys of the worker with that number are told of them. */
async function startHub(worker: number) {
  const sink = await startSink();
  const app = await startApp({
    env: {
      SLACK_WEBHOOK_HOSTS: `127.0.0.1:${sink.port}`,
      PAGERDUTY_EVENTS_URL: sink.urls.pagerduty,
      RESEND_BASE_URL: sink.urls.resend,
      RESEND_API_KEY: "re_journeys",
      GITHUB_API_URL: sink.url("/hook/github"),
    },
  });
  const account = { email: "admin@example.com", password: "correct horse battery" };
  await forgetDurability(connectionUrl(app.dataDir) ?? "");
  const { api_key } = await bootstrapApp(app, account);
  return {
    told: {
      [`HOTLINE_URL_${worker}`]: app.url,
      [`HOTLINE_DATA_DIR_${worker}`]: app.dataDir,
      [`HOTLINE_SINK_${worker}`]: sink.url(""),
      [`HOTLINE_EMAIL_${worker}`]: account.email,
      [`HOTLINE_PASSWORD_${worker}`]: account.password,
      [`HOTLINE_API_KEY_${worker}`]: api_key,
    },
    async stop() {
      await app.stop();
      await sink.close();
      rmSync(app.dataDir, { recursive: true, force: true });
    },
  };
}

// Runs the browser journeys, all of them or those that are named. Several workers have a hub each.
const named = process.argv.slice(2);
const workers = 2;
const hubs = await Promise.all(Array.from({ length: workers }, (_, worker) => startHub(worker)));
try {
  const child = spawn("node_modules/.bin/playwright", ["test", "--reporter=list,json", `--workers=${workers}`, ...named], {
    stdio: ["ignore", 1, 2],
    env: Object.assign({ ...process.env }, ...hubs.map(({ told }) => told)),
  });
  const [code] = (await once(child, "exit")) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  await Promise.all(hubs.map(({ stop }) => stop()));
}
