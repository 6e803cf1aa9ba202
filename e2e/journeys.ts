import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { bootstrapApp, startApp } from "./app";
import { startSink } from "./sink";

// Starts loopback vendors and an app of its own, makes an organization in it, and runs the browser journeys there.
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
try {
  const { api_key } = await bootstrapApp(app, account);
  const child = spawn("node_modules/.bin/playwright", ["test", "--reporter=list,json", ...process.argv.slice(2)], {
    stdio: ["ignore", 1, 2],
    env: {
      ...process.env,
      HOTLINE_URL: app.url,
      HOTLINE_DATA_DIR: app.dataDir,
      HOTLINE_SINK: sink.url(""),
      HOTLINE_EMAIL: account.email,
      HOTLINE_PASSWORD: account.password,
      HOTLINE_API_KEY: api_key,
    },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  await app.stop();
  await sink.close();
  rmSync(app.dataDir, { recursive: true, force: true });
}
