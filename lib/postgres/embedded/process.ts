import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { Cluster } from "./cluster";
import { findProcess, readCommandLine } from "./find-process";

/** The processes of a server that was killed keep its memory for a moment, and the next one refuses to start until they let go. */
const lingering = /pre-existing shared memory block/;
const lingerMs = 15_000;
/** Long enough to repair the data after a crash. */
const readyMs = 120_000;
/** Fast (writes what is in memory), immediate (leaves that to the next start), and by force; with the time each is given. */
const shutdowns = [
  ["SIGINT", 10_000],
  ["SIGQUIT", 6_000],
  ["SIGKILL", 6_000],
] as const;
const pollMs = 20;
const maxLogBytes = 10_000_000;

const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: 100,
  shared_buffers: "128MB",
  // Compiling a plan costs short queries more than it saves.
  jit: "off",
  // The default is for spinning disks.
  random_page_cost: 1.1,
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  // Without failed statements: the app reports its own, and this file would keep their data.
  log_min_messages: "log",
};

export const isAlive = (server: ChildProcess): boolean =>
  server.pid !== undefined && server.exitCode === null && server.signalCode === null;

/**
 * Starts the server of a cluster and resolves once it answers, with its process in `current`.
 * Throws with the server's own words when it ends instead, and with the signal's reason when that is aborted.
 */
export async function launch(cluster: Cluster, current: { server?: ChildProcess }, signal: AbortSignal): Promise<void> {
  const lingerUntil = Date.now() + lingerMs;
  for (;;) {
    signal.throwIfAborted();
    const logged = rotateLog(cluster.logFile);
    current.server = spawnServer(cluster);
    if (await becomesReady(current.server, cluster)) return;
    signal.throwIfAborted();
    const words = readFileSync(cluster.logFile).subarray(logged).toString().trim();
    if (!lingering.test(words) || Date.now() > lingerUntil)
      throw new Error(`PostgreSQL did not start (${cluster.logFile}):\n${words.slice(-2000)}`);
    await wait(pollMs * 10);
  }
}

/** In its own process group: Ctrl-C in the terminal reaches the app alone, which stops the server last. */
function spawnServer({ dir, logFile, port, user }: Cluster): ChildProcess {
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const [file, args, options] = user.command("postgres", ["-D", dir, "-p", String(port), ...flags]);
  const log = openSync(logFile, "a", 0o600);
  const server = spawn(file, args, { ...options, detached: true, stdio: ["ignore", log, log] });
  server.on("error", () => {});
  closeSync(log);
  return server;
}

/** False when the server ended. */
async function becomesReady(server: ChildProcess, { url, port }: Cluster): Promise<boolean> {
  for (const deadline = Date.now() + readyMs; isAlive(server); await wait(pollMs)) {
    const state = await query(url, "SELECT 1");
    if (state === null) return isAlive(server);
    // invalid_catalog_name: the first start. Everything else is a server that does not listen, or is still at work on its data.
    if (state === "3D000") await query(new URL("/postgres", url).href, `CREATE DATABASE ${new URL(url).pathname.slice(1)}`);
    if (state?.startsWith("28")) throw new Error("PostgreSQL refuses the password in postgres.json. Restore it together with its data.");
    if (Date.now() > deadline) throw new Error(`PostgreSQL does not answer on port ${port} after ${readyMs / 1000} s.`);
  }
  return false;
}

/** Null, or the code of the error. */
async function query(url: string, sql: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query(sql);
    return null;
  } catch (error) {
    return (error as { code?: string }).code ?? "";
  } finally {
    await client.end().catch(() => {});
  }
}

/** Shuts down the server that an app which is gone left on this cluster, and removes a postmaster.pid that names somebody else. */
export async function stopLeftBehind(dir: string, log: (message: string, details?: object) => void): Promise<void> {
  const file = path.join(dir, "postmaster.pid");
  const pid = readPid(file);
  if (pid === null) return;
  if (`${readCommandLine(pid)} `.includes(` -D ${dir} `)) {
    log("Shutting down the PostgreSQL that a killed app left behind.", { pid, dir });
    await endProcess(pid);
  }
  // PostgreSQL believes the file when any process has that number, as after a container's restart. Its data stays
  // safe without it: shared memory that is still in use stops the start (PGSharedMemoryCreate, sysv_shmem.c).
  rmSync(file, { force: true });
}

function readPid(file: string): number | null {
  try {
    return Number.parseInt(readFileSync(file, "utf8"), 10) || null;
  } catch {
    return null;
  }
}

/** Ends a server of this app, if it has not ended, and resolves once it is gone. */
export async function shutDown(server: ChildProcess): Promise<void> {
  if (server.pid && isAlive(server)) await endProcess(server.pid);
}

/** Harder the longer it takes. */
async function endProcess(pid: number): Promise<void> {
  const started = findProcess(pid)?.started;
  const isThere = (): boolean => started !== undefined && findProcess(pid)?.started === started;
  for (const [signal, patienceMs] of shutdowns) {
    if (!isThere()) return;
    process.kill(pid, signal);
    for (const deadline = Date.now() + patienceMs; isThere() && Date.now() < deadline; ) await wait(pollMs);
  }
}

/** Keeps one old log beside a new one. Returns the size of the log to append to, in bytes. */
function rotateLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= maxLogBytes) return size;
  renameSync(file, `${file}.1`);
  return 0;
}
