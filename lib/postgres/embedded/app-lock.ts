import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { findProcess, type ProcessId } from "./find-process";

const lockFile = (dataDir: string): string => path.join(dataDir, "app.lock");

/** The living process that holds the lock in `file`; null when there is none. */
function readHolder(file: string): ProcessId | null {
  try {
    const holder = JSON.parse(readFileSync(file, "utf8")) as ProcessId;
    return findProcess(holder.pid)?.started === holder.started ? holder : null;
  } catch {
    return null;
  }
}

/** Whether an app is at work on this data directory now. */
export const isAppRunning = (dataDir: string): boolean => readHolder(lockFile(dataDir)) !== null;

/**
 * Makes this process the one app of a data directory, and returns the function that gives it up again.
 * A lock whose process is gone, or whose number another process has by now, is taken over.
 * Throws while another app holds it; a retry helps once that app has stopped.
 */
export function takeAppLock(dataDir: string): () => void {
  const file = lockFile(dataDir);
  const mine = `${file}.${randomUUID()}`;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  // Written whole beside it and then linked: nobody ever reads half a lock, and only one link succeeds.
  writeFileSync(mine, JSON.stringify(findProcess(process.pid)), { mode: 0o600 });
  try {
    while (!link(mine, file)) clearStaleLock(file, dataDir);
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

function clearStaleLock(file: string, dataDir: string): void {
  const aside = `${file}.${randomUUID()}`;
  const holder = readHolder(file);
  if (holder)
    throw new Error(`Another Hotline (process ${holder.pid}) is running on ${dataDir}. Stop it first, or give this one its own DATA_DIR.`);
  try {
    renameSync(file, aside);
    // Another process may have taken the stale lock over since it was read: then it gets it back.
    if (readHolder(aside)) link(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** False when `to` exists. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
