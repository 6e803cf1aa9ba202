import type { TestProject } from "vitest/node";
// @ts-expect-error: plain JavaScript, so that it runs on a fresh clone
import { build } from "../scripts/build.mjs";
import { freePort, startApp } from "./app";
import { startDatabase } from "./database";

declare module "vitest" {
  interface ProvidedContext {
    /** The same app on the same database, by both ways in. */
    apps: { server: string; next: string };
    /** Where both apps look for Slack, PagerDuty and Resend; one test file at a time starts a sink there. */
    vendorsPort: number;
  }
}

/** Builds the app when its sources changed, and starts it twice on one database: `npm start`'s own process, and plain `next start`. */
export default async function setup(project: TestProject) {
  build();
  const { settings, stop } = await startDatabase();
  const vendorsPort = await freePort();
  const vendors = `http://127.0.0.1:${vendorsPort}`;
  const env = {
    ...settings,
    SLACK_WEBHOOK_HOSTS: "127.0.0.1",
    PAGERDUTY_EVENTS_URL: vendors,
    RESEND_BASE_URL: vendors,
    RESEND_API_KEY: "re_test",
    MAX_CHANNELS: "40",
  };
  project.config.env = { ...project.config.env, ...settings, LOG_LEVEL: "silent" };
  const server = await startApp({ way: "server", env });
  const next = await startApp({ way: "next", env });
  project.provide("apps", { server: server.url, next: next.url });
  project.provide("vendorsPort", vendorsPort);
  return async () => {
    await Promise.all([server.stop(), next.stop()]);
    await stop();
  };
}
