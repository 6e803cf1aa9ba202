import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "../e2e/app";
import type { Subject } from "./hotline";
import { cpuMs, residentMb } from "./memory";

/** Debian's name for it, and its own. */
const names = ["prometheus-alertmanager", "alertmanager"];
const readyMs = 15_000;

/** The installed binary and what it calls its version; null where there is none. */
export function findAlertmanager(): { binary: string; version: string } | null {
  for (const binary of names) {
    const { status, stdout, stderr } = spawnSync(binary, ["--version"], { encoding: "utf8" });
    if (status === 0) return { binary, version: /version (\S+)/.exec(stdout + stderr)?.[1] ?? "unknown" };
  }
  return null;
}

/** Each alert is a group of its own and is notified at once: what Hotline does. */
const configFor = (receiverUrl: string): string => `
route: {receiver: hook, group_by: ['...'], group_wait: 0s, group_interval: 5m, repeat_interval: 24h}
receivers: [{name: hook, webhook_configs: [{url: '${receiverUrl}', send_resolved: false}]}]
`;

/** Starts Alertmanager on loopback, alone, with an empty data directory. */
export async function startAlertmanager(binary: string, receiverUrl: string): Promise<Subject> {
  const dir = mkdtempSync(path.join(tmpdir(), "hotline-peer-"));
  const config = path.join(dir, "alertmanager.yml");
  writeFileSync(config, configFor(receiverUrl));
  const port = await freePort();
  const args = [`--config.file=${config}`, `--storage.path=${dir}`, `--web.listen-address=127.0.0.1:${port}`, "--cluster.listen-address="];
  const child = spawn(binary, [...args, "--log.level=error"], { stdio: ["ignore", "ignore", "inherit"] });
  const stop = async () => {
    await end(child);
    rmSync(dir, { recursive: true, force: true });
  };
  if (!(await isReady(child, port))) {
    await stop();
    throw new Error(`${binary} did not start.`);
  }
  return {
    target: { port, path: "/api/v2/alerts", headers: {}, format: "alertmanager" },
    cpuMs: () => cpuMs(child.pid as number),
    memory: () => ({ rss_mb: residentMb(child.pid as number), postgres_mb: null }),
    stop,
  };
}

async function isReady(child: ChildProcess, port: number): Promise<boolean> {
  for (const deadline = Date.now() + readyMs; Date.now() < deadline && child.exitCode === null; await wait(50)) {
    const answer = await fetch(`http://127.0.0.1:${port}/-/ready`).catch(() => null);
    if (answer?.ok) return true;
  }
  return false;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await exited;
  clearTimeout(late);
}
