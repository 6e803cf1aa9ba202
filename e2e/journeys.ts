import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { bootstrapApp, startApp } from "./app";

// Starts an app of its own, makes an organization in it, and runs the browser journeys there.
const app = await startApp();
const account = { email: "admin@example.com", password: "correct horse battery" };
try {
  const { api_key } = await bootstrapApp(app, account);
  const child = spawn("node_modules/.bin/playwright", ["test", "--reporter=list,json", ...process.argv.slice(2)], {
    stdio: ["ignore", 1, 2],
    env: {
      ...process.env,
      HOTLINE_URL: app.url,
      HOTLINE_EMAIL: account.email,
      HOTLINE_PASSWORD: account.password,
      HOTLINE_API_KEY: api_key,
    },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  await app.stop();
  rmSync(app.dataDir, { recursive: true, force: true });
}
