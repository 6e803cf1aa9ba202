import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const find = () => {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const file of ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]) if (existsSync(file)) return file;
  return null;
};

/** A Chromium for the browser tests: the one that is here, else Debian's package. Null, with one line that says what to do, when there is none to be had. */
export function findChromium() {
  const here = find();
  if (here) return here;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const apt = (...args) =>
      spawnSync("apt-get", args, { stdio: ["ignore", 2, 2], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
    apt("update", "-q");
    apt("install", "-y", "-q", "--no-install-recommends", "chromium");
    const installed = find();
    if (installed) return installed;
  }
  console.error("The browser tests need Chromium: install it and set CHROMIUM to its path.");
  return null;
}
