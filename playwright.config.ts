import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** Debian's Chromium, or the one on the PATH. */
const chromium = process.env.CHROMIUM ?? (existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : "chromium");

/** Each worker's journeys run against an app of its own, which e2e/journeys.ts starts and fills. Any journey may run in any of them. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "*.spec.ts",
  forbidOnly: true,
  retries: 0,
  fullyParallel: true,
  // For what hangs: how long something may take is said where it is promised.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: process.env[`HOTLINE_URL_${process.env.TEST_PARALLEL_INDEX}`],
    // A trace costs a third more of the processor: `--trace retain-on-failure` makes one.
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
