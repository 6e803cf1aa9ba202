import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Installs a Debian package, where that is allowed. */
function installPackage(name) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  const apt = (...args) =>
    spawnSync("apt-get", args, { stdio: ["ignore", 2, 2], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  apt("update", "-q");
  apt("install", "-y", "-q", "--no-install-recommends", name);
}

const isOnPath = (command) => (process.env.PATH ?? "").split(":").some((folder) => existsSync(`${folder}/${command}`));

/** Commands that the tests run, with the Debian packages that bring them. What stays missing makes its tests fail. */
export function ensureTools() {
  for (const [command, name] of Object.entries({ openssl: "openssl", ps: "procps", curl: "curl", pg_dump: "postgresql" }))
    if (!isOnPath(command)) installPackage(name);
  if (!findPython()) installPackage("python3-requests");
}

const hasRequests = (python) => spawnSync(python, ["-c", "import requests"], { stdio: "ignore" }).status === 0;

/** A Python with Requests: the one on the path, else Debian's; null when neither has it. */
export const findPython = () => ["python3", "/usr/bin/python3"].find(hasRequests) ?? null;

const chromiums = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const find = () => process.env.CHROMIUM ?? chromiums.find((file) => existsSync(file)) ?? null;

/** Playwright's own build, a download that not every machine can make. */
async function installPlaywrights() {
  spawnSync("node_modules/.bin/playwright", ["install", "chromium"], { stdio: ["ignore", 2, 2] });
  const { chromium } = await import("playwright");
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

/** A Chromium for the browser tests: the one that is here, else Debian's, else Playwright's. Null, with one line that says what to do, when there is none. */
export async function findChromium() {
  if (!find()) installPackage("chromium");
  const found = find() ?? (await installPlaywrights());
  if (!found) console.error("The browser tests need Chromium: install it and set CHROMIUM to its path.");
  return found;
}
