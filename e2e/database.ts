import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../lib/postgres/embedded/start";
import { migrate } from "../lib/postgres/migrate";
import { migratedDatabase } from "../lib/postgres/own-database.fixture";

/** No test that works on it survives a crash, so none waits for the disk: one that stalls would be told as the app's fault. */
export async function forgetDurability(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  for (const setting of ["fsync", "synchronous_commit", "full_page_writes"]) await client.query(`ALTER SYSTEM SET ${setting} = off`);
  await client.query("SELECT pg_reload_conf()");
  await client.end();
}

/** A migrated database of its own in a new folder, and the settings of whoever works on it. */
export async function startDatabase() {
  const dataDir = mkdtempSync(path.join(tmpdir(), "hotline-database-"));
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  await forgetDurability(postgres.url);
  await migrate(postgres.url);
  const client = new pg.Client(new URL("/postgres", postgres.url).href);
  await client.connect();
  await client.query(`CREATE DATABASE ${migratedDatabase} TEMPLATE ${new URL(postgres.url).pathname.slice(1)}`);
  await client.end();
  const settings = {
    DATABASE_URL: postgres.url,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    EGRESS_ALLOW_CIDRS: "127.0.0.0/8",
  };
  const stop = async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { settings, stop };
}

/** One database for the tests of lib/data. Each test makes an organization of its own in it. */
export default async function setup(project: TestProject) {
  const { settings, stop } = await startDatabase();
  // What the project's workers find in process.env; other projects do not see it.
  project.config.env = { ...project.config.env, ...settings, LOG_LEVEL: "silent" };
  return stop;
}
