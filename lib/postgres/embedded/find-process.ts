import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process, told apart from a later one with the same number by its start time. */
export interface ProcessId {
  pid: number;
  /** Clock ticks since boot on Linux, a date elsewhere; only ever compared. */
  started: string;
}

const ps = (pid: number, column: string): string =>
  spawnSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";

/** The living process of that number; null when there is none, or only its exit status is left (a zombie). */
export function findProcess(pid: number): ProcessId | null {
  if (process.platform !== "linux") {
    const started = ps(pid, "lstart");
    return started === "" || ps(pid, "stat").startsWith("Z") ? null : { pid, started };
  }
  try {
    // proc(5): the name, field 2, may hold spaces and parentheses; the state is field 3, the start time field 22.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? null : { pid, started: fields[19] ?? "" };
  } catch {
    return null;
  }
}

/** The command line of a process, its arguments apart by spaces; empty when it is gone. */
export function readCommandLine(pid: number): string {
  if (process.platform !== "linux") return ps(pid, "args");
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
