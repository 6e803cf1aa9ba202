import { env, prepareSecrets, setEnv } from "../lib/env";
import { canConnect, closeDb } from "../lib/postgres/db";
import { connectionUrl, isAppRunning, startEmbeddedPostgres } from "../lib/postgres/embedded/start";
import { migrate } from "../lib/postgres/migrate";

/** Opens the database for a command, migrated: DATABASE_URL, the running app's, or one that is started for it. Resolves with how to close it. */
export async function openDatabase(): Promise<() => Promise<void>> {
  prepareSecrets();
  const stop = await startOrFind();
  await migrate(env().DATABASE_URL as string);
  return async () => {
    await closeDb();
    await stop();
  };
}

async function startOrFind(): Promise<() => Promise<void>> {
  if (env().DATABASE_URL) return async () => {};
  const dataDir = env().DATA_DIR;
  if (isAppRunning(dataDir)) {
    setEnv({ DATABASE_URL: await urlOfRunningApp(dataDir) });
    return async () => {};
  }
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  setEnv({ DATABASE_URL: postgres.url });
  return postgres.stop;
}

/** How long an app that is just starting may take to have its database ready, in milliseconds. */
const startingMs = 30_000;

/** The database of an app that runs, or is about to. */
async function urlOfRunningApp(dataDir: string): Promise<string> {
  const until = Date.now() + startingMs;
  for (;;) {
    const url = connectionUrl(dataDir);
    if (url && (await canConnect(url))) return url;
    if (Date.now() > until) throw new Error(`The app that runs on ${dataDir} has no database that answers.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
