import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build, install, root } from "./build.mjs";
import { ensureTools, findChromium } from "./tools.mjs";

// Everything that .ci/run checks: static checks, tests, the browser journeys and the demo.
process.chdir(root);
const folder = mkdtempSync(path.join(tmpdir(), "hotline-test-"));
const bin = (name) => path.join(root, "node_modules", ".bin", name);
let passed = 0;
let failed = 0;

/** Runs a command and says whether it ended well. */
function succeeds(command, args, env = {}) {
  console.log(`\n> ${path.basename(command)} ${args.join(" ")}`);
  const result = spawnSync(command, args, { cwd: root, stdio: ["ignore", 1, 2], env: { ...process.env, NODE_ENV: "", ...env } });
  return result.status === 0;
}

/** Counts a command as one test. */
function expectSuccess(command, args, env) {
  if (succeeds(command, args, env)) passed++;
  else failed++;
}

/** Adds a runner's own counts; a runner that ends badly without a failed test counts as one. */
function add(ended, counts) {
  passed += counts?.passed ?? 0;
  failed += counts?.failed || (ended && counts?.passed ? 0 : 1);
}

const read = (file, count) => {
  try {
    return count(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
};

install();
ensureTools();
expectSuccess(process.execPath, ["scripts/check.mjs"]);
build();

const vitestJson = path.join(folder, "vitest.json");
const vitest = succeeds(bin("vitest"), ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${vitestJson}`], {
  NODE_ENV: "test",
});
add(
  vitest,
  read(vitestJson, (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests || report.numFailedTestSuites })),
);

const chromium = await findChromium();
if (chromium) {
  const journeysJson = path.join(folder, "journeys.json");
  const journeys = succeeds(bin("tsx"), ["e2e/journeys.ts"], { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: journeysJson });
  add(
    journeys,
    read(journeysJson, ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped })),
  );
} else failed++;

expectSuccess(process.execPath, ["scripts/demo.mjs", "--once"]);

rmSync(folder, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
