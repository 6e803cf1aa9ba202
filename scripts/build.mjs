import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Only Node's own modules here: this runs on a fresh clone. */
export const root = path.resolve(import.meta.dirname, "..");

/** Runs a command of the project; its output goes to standard error, so that standard output is the app's. Ends the process when it fails. */
export function run(command, args, extra = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1", ...extra },
  });
  if (result.error) console.error(result.error.message);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Reads .env, where there is one; what is set already wins. */
export function loadEnvFile() {
  if (existsSync(path.join(root, ".env"))) process.loadEnvFile(path.join(root, ".env"));
}

const hashOf = (files) => {
  const hash = createHash("sha256").update(process.version);
  for (const file of files) hash.update(file).update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
};

const readStamp = (file) => (existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), "utf8") : "");

function* filesOf(entry) {
  if (!existsSync(path.join(root, entry))) return;
  if (!statSync(path.join(root, entry)).isDirectory()) return yield entry;
  for (const name of readdirSync(path.join(root, entry)).sort()) {
    const child = path.join(entry, name);
    if (child !== path.join("lib", "postgres", "generated")) yield* filesOf(child);
  }
}

/** Installs what package-lock.json names, when it is not installed yet. */
export function install() {
  const stampFile = "node_modules/.hotline-install";
  const stamp = hashOf(["package-lock.json"]);
  if (readStamp(stampFile) === stamp) return;
  console.error("Installing packages …");
  // Not `npm ci`: it refuses a lock file without the builds for other platforms, which not every registry has.
  run("npm", ["install", "--no-save", "--include=dev"]);
  writeFileSync(path.join(root, stampFile), stamp);
}

const bin = (name) => path.join(root, "node_modules", ".bin", name);

/** The Prisma client. Prisma wants its native engine to exist, and does not run it. */
export const generate = () => run(bin("prisma"), ["generate"], { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath });

/** Puts Scalar's standalone bundle, which draws the API reference of /docs, among the files that the app serves. Nothing of it comes from elsewhere. */
export function copyReference() {
  const from = path.join(root, "node_modules", "@scalar", "api-reference");
  const to = path.join(root, "public", "vendor", "scalar");
  const versionFile = path.join(to, "version");
  const { version } = JSON.parse(readFileSync(path.join(from, "package.json"), "utf8"));
  if (existsSync(versionFile) && readFileSync(versionFile, "utf8") === version) return;
  rmSync(to, { recursive: true, force: true });
  mkdirSync(path.join(to, "chunks"), { recursive: true });
  const bundle = path.join(from, "dist", "browser");
  const chunks = readdirSync(path.join(bundle, "chunks")).map((name) => path.join("chunks", name));
  for (const file of ["standalone.esm.js", ...chunks]) if (file.endsWith(".js")) copyFileSync(path.join(bundle, file), path.join(to, file));
  writeFileSync(versionFile, version);
}

/** Bundles an entry point for Node, packages left outside. */
export function bundle(...entries) {
  run(bin("esbuild"), [
    ...entries,
    "--bundle",
    "--platform=node",
    "--target=node20",
    "--format=esm",
    "--packages=external",
    "--outdir=dist",
    "--out-extension:.js=.mjs",
    "--entry-names=[name]",
    "--log-level=warning",
  ]);
}

const sources = [
  "app",
  "components",
  "faults/results.json",
  "inngest",
  "lib",
  "prisma/schema.prisma",
  "public",
  "sabotage/results.json",
  "sabotage/sabotages.ts",
  "scripts/bootstrap.ts",
  "scripts/open-database.ts",
  "scripts/read-password.ts",
  "scripts/rotate-keys.ts",
  "scripts/verify.ts",
  "instrumentation-client.ts",
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "server.ts",
  "tailwind.config.ts",
  "tsconfig.json",
];

/** Builds the app and its server, when the sources changed since the last time. */
export function build() {
  const stampFile = "dist/stamp";
  copyReference();
  const stamp = hashOf(sources.flatMap((source) => [...filesOf(source)]));
  if (readStamp(stampFile) === stamp) return;
  console.error("Building …");
  generate();
  // The settings of this machine are read at start, not at build.
  run(bin("next"), ["build"], { NODE_ENV: "production", DATABASE_URL: "" });
  bundle("server.ts", "scripts/bootstrap.ts", "scripts/rotate-keys.ts", "scripts/verify.ts");
  mkdirSync(path.join(root, "dist"), { recursive: true });
  writeFileSync(path.join(root, stampFile), stamp);
}
