import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process and all its descendants, each with its resident memory in KiB. */
function familyOf(pid: number): Map<number, number> {
  const lines = spawnSync("ps", ["-A", "-o", "pid=,ppid=,rss="], { encoding: "utf8" }).stdout.trim().split("\n");
  const processes = lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number, number]);
  const family = new Map(processes.filter(([id]) => id === pid).map(([id, , rss]) => [id, rss]));
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const [child, parent, rss] of processes) if (family.has(parent)) family.set(child, rss);
  }
  return family;
}

/** Memory of a process and all its descendants, in MB. Shared pages count once where Linux can tell (PSS), else each time (RSS). */
export function memoryMb(pid: number): number {
  const kb = [...familyOf(pid)].reduce((sum, [id, rss]) => sum + (pssKb(id) ?? rss), 0);
  return Math.round(kb / 102.4) / 10;
}

/** Linux counts time in hundredths of a second here (`man 5 proc`). */
const tickMs = 10;

/** Processor time, user and system, of these processes and all their descendants so far, those that have ended included, in milliseconds; null where /proc is not. */
export function cpuMs(...pids: number[]): number | null {
  const family = new Set(pids.flatMap((pid) => [...familyOf(pid).keys()]));
  try {
    return [...family].reduce((sum, id) => sum + tickMs * ticksOf(id), 0);
  } catch {
    return null;
  }
}

/** utime, stime, and of children that were waited for cutime and cstime: fields 14 to 17. */
function ticksOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
}

function pssKb(pid: number): number | null {
  try {
    return Number(/^Pss: +(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? Number.NaN) || null;
  } catch {
    return null;
  }
}

/** Resident memory of one process alone, in MB. */
export function residentMb(pid: number): number {
  const { stdout } = spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return Math.round(Number(stdout) / 102.4) / 10;
}
