import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Memory of a process and all its descendants, in MB. Shared pages count once where Linux can tell (PSS), else each time (RSS). */
export function memoryMb(pid: number): number {
  const lines = spawnSync("ps", ["-A", "-o", "pid=,ppid=,rss="], { encoding: "utf8" }).stdout.trim().split("\n");
  const processes = lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number, number]);
  const family = new Set([pid]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const [child, parent] of processes) if (family.has(parent)) family.add(child);
  }
  const kb = processes.reduce((sum, [id, , rss]) => sum + (family.has(id) ? (pssKb(id) ?? rss) : 0), 0);
  return Math.round(kb / 102.4) / 10;
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
