import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { takeAppLock } from "./app-lock";
import { type Cluster, openCluster } from "./cluster";
import { isAlive, launch, shutDown, stopLeftBehind } from "./process";

export { isAppRunning } from "./app-lock";
export { connectionUrl } from "./cluster";

export interface EmbeddedPostgres {
  /** The same until `stop`, also when the server had to be started again. */
  url: string;
  /** Shuts the server down and gives the data directory up. May be called again. */
  stop(): Promise<void>;
}

type Log = (message: string, details?: object) => void;

/** A server that keeps dying is started at most so often, in milliseconds: whatever ended it may be over at any time. */
const startsApartMs = 2_000;

/**
 * Starts the PostgreSQL that came with npm on `<dataDir>/postgres`, made on first use, and resolves once it answers on 127.0.0.1.
 * Throws while another app runs on the data directory, and when PostgreSQL cannot run here; a retry does not help.
 * A server that a killed app left behind is shut down first; one that dies while this app lives is started again on
 * the same port. Its own words go to `<dataDir>/postgres.log`.
 */
export async function startEmbeddedPostgres(options: { dataDir: string; log: Log }): Promise<EmbeddedPostgres> {
  const { log } = options;
  const dataDir = path.resolve(options.dataDir);
  const releaseLock = takeAppLock(dataDir);
  const stopping = new AbortController();
  const current: { server?: ChildProcess } = {};
  let stopped: Promise<void> | null = null;

  // An app that exits without `stop` takes the server along, though nobody waits for it.
  const endWithApp = (): void => void current.server?.kill("SIGINT");
  const end = async (): Promise<void> => {
    stopping.abort();
    if (current.server) await shutDown(current.server);
    process.off("exit", endWithApp);
    releaseLock();
  };
  const stop = (): Promise<void> => {
    stopped ??= end();
    return stopped;
  };

  process.on("exit", endWithApp);
  try {
    await stopLeftBehind(path.join(dataDir, "postgres"), log);
    const cluster = await openCluster(dataDir);
    await launch(cluster, current, stopping.signal);
    void keepAlive(cluster, current, stopping.signal, log);
    return { url: cluster.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts the server again each time it ends, at once unless it has just been started. Ends with the signal. */
async function keepAlive(cluster: Cluster, current: { server?: ChildProcess }, signal: AbortSignal, log: Log): Promise<void> {
  for (let started = 0; ; ) {
    if (current.server && isAlive(current.server)) await once(current.server, "exit");
    if (signal.aborted) return;
    log("PostgreSQL ended unexpectedly; starting it again.", { exitCode: current.server?.exitCode, signal: current.server?.signalCode });
    await wait(Math.max(0, started + startsApartMs - Date.now()), undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    started = Date.now();
    await launch(cluster, current, signal).then(
      () => log("PostgreSQL answers again."),
      (error: unknown) => signal.aborted || log("PostgreSQL could not be started again.", { error }),
    );
  }
}
