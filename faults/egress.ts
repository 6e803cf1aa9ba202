import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Found, Suite } from "./suite";

const root = path.resolve(import.meta.dirname, "..");

/** A network of its own where every address there is is this machine's, and names are asked of a server that the suite runs. */
const enter = [
  "ip link set lo up",
  "ip route add local 0.0.0.0/0 dev lo",
  "ip -6 route add local ::/0 dev lo",
  'mount --bind "$0" /etc/resolv.conf',
  'exec "$@"',
].join(" && ");

export const egress: Suite = {
  name: "egress",
  promise:
    "however it is written, and whatever its name is answered with, no address that is not public is ever connected to; public ones are",
  async run({ size, random, say }) {
    const folder = mkdtempSync(path.join(tmpdir(), "hotline-egress-"));
    const resolver = path.join(folder, "resolv.conf");
    writeFileSync(resolver, "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
    const inside = (...command: string[]) => ["-n", "-m", "sh", "-c", enter, resolver, ...command];
    try {
      const probe = spawnSync("unshare", inside("true"), { encoding: "utf8" });
      if (probe.status !== 0) {
        say("skipped: it needs a network namespace (root on Linux, with unshare, ip and mount)");
        return { figures: { skipped: "no network namespace" }, faults: [] };
      }
      const tsx = path.join(root, "node_modules/.bin/tsx");
      const seed = String(Math.floor(random() * 2 ** 31));
      const run = promisify(execFile)("unshare", inside(tsx, path.join(root, "faults/egress-inside.ts"), size, seed), {
        cwd: root,
        maxBuffer: 64 * 2 ** 20,
      });
      const { stdout } = await run;
      return JSON.parse(stdout) as Found;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
