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
/** What failed, said again at the end. */
const failures = [];

/** Runs a command and says whether it ended well. */
function succeeds(command, args, env = {}) {
  console.log(`\n> ${path.basename(command)} ${args.join(" ")}`);
  const result = spawnSync(command, args, { cwd: root, stdio: ["ignore", 1, 2], env: { ...process.env, NODE_ENV: "", ...env } });
  return result.status === 0;
}

/** Counts a command as one test. */
function expectSuccess(command, args, env) {
  if (succeeds(command, args, env)) passed++;
  else {
    failed++;
    failures.push(`${path.basename(command)} ${args.join(" ")}`);
  }
}

/** Adds a runner's own counts; a runner that ends badly without a failed test counts as one. */
function add(ended, counts) {
  passed += counts?.passed ?? 0;
  failed += counts?.failed || (ended && counts?.passed ? 0 : 1);
  failures.push(...(counts?.failures ?? [ended ? "no counts" : "ended without counts"]));
}

/** The specs of Playwright's report that did not do as expected, each with its first error. */
const unexpected = (suite) => [
  ...(suite.suites ?? []).flatMap(unexpected),
  ...(suite.specs ?? [])
    .filter(({ ok, tests }) => !ok || tests.some(({ status }) => status !== "expected"))
    .map((spec) => `${spec.file}: ${spec.title}\n${spec.tests[0]?.results[0]?.error?.message ?? ""}`),
];

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
  read(vitestJson, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests || report.numFailedTestSuites,
    failures: report.testResults.flatMap(({ name, message, assertionResults }) => [
      ...(message ? [`${path.relative(root, name)}: ${message}`] : []),
      ...assertionResults
        .filter(({ status }) => status === "failed")
        .map(({ fullName, failureMessages }) => `${path.relative(root, name)}: ${fullName}\n${failureMessages[0] ?? ""}`),
    ]),
  })),
);

const chromium = await findChromium();
if (chromium) {
  const journeysJson = path.join(folder, "journeys.json");
  const journeys = succeeds(bin("tsx"), ["e2e/journeys.ts"], { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: journeysJson });
  add(
    journeys,
    read(journeysJson, (report) => ({
      passed: report.stats.expected,
      failed: report.stats.unexpected + report.stats.flaky + report.stats.skipped,
      failures: unexpected(report),
    })),
  );
} else {
  failed++;
  failures.push("No Chromium was found for the browser journeys.");
}

expectSuccess(process.execPath, ["scripts/demo.mjs", "--once"]);

rmSync(folder, { recursive: true, force: true });
for (const failure of failures) console.log(`\nFAILED ${failure.trim()}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
