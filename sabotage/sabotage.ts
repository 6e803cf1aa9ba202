import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestError } from "vitest";
import { createVitest, type TestSpecification, type Vitest } from "vitest/node";
import { machine } from "../faults/machine";
import { patternOf, type Sabotage, type SabotageResults, sabotages } from "./sabotages";

// `npm run sabotage -- [name …]`: breaks a copy of the source in one place at a time, runs the test that is to notice, and keeps in
// sabotage/results.json whether it did. Ends with 1 when a sabotage is not noticed.

const root = path.resolve(import.meta.dirname, "..");
/** What the copy does without, or has by a link. */
const leftOut = ["node_modules", ".git", ".next", "dist", ".data", ".env", ".env.local", "test-results", "playwright-report"];

const given = process.argv.slice(2);
const unknown = given.filter((name) => !sabotages.some((one) => one.name === name));
if (unknown.length > 0) {
  console.error(`There is no sabotage "${unknown.join('", "')}".\n${sabotages.map(({ name }) => `  ${name}`).join("\n")}`);
  process.exit(2);
}
const wanted = given.length > 0 ? sabotages.filter(({ name }) => given.includes(name)) : sabotages;

const copy = realpathSync(mkdtempSync(path.join(tmpdir(), "hotline-sabotage-")));
process.on("exit", () => rmSync(copy, { recursive: true, force: true }));
process.once("SIGINT", () => process.exit(130));
cpSync(root, copy, { recursive: true, filter: (from) => !leftOut.includes(path.relative(root, from)) });
symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
process.chdir(copy);

/** Runs the tests that a pattern names, and says what became of them: which passed, which assertions failed, and what else went wrong. */
async function runTests(vitest: Vitest, specifications: readonly TestSpecification[], pattern: RegExp) {
  vitest.setGlobalTestNamePattern(pattern);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications([...specifications]);
  // Vitest tells of every file that ever ran.
  const modules = testModules.filter(({ moduleId }) => specifications.some((specification) => specification.moduleId === moduleId));
  const tests = modules.flatMap(({ children }) => [...children.allTests()]);
  const errors = [...modules.flatMap((module) => module.errors()), ...tests.flatMap((test) => test.result().errors ?? [])];
  // fast-check says in an error of its own what the assertion is the cause of.
  const isAssertion = ({ name, cause }: TestError) => [name, cause?.name].includes("AssertionError");
  const firstLine = ({ message }: TestError) => message.trim().split("\n", 1)[0] ?? "";
  return {
    passed: tests.filter((test) => test.result().state === "passed"),
    assertions: errors.filter(isAssertion).map(firstLine),
    others: [...errors.filter((error) => !isAssertion(error)), ...(unhandledErrors as TestError[])].map(firstLine),
  };
}

/** Whether every named test is there and passes in the source as it is. Ends the process when one does not. */
async function expectGreen(vitest: Vitest, specificationsOf: ReadonlyMap<string, TestSpecification[]>): Promise<void> {
  const titles = new Set(wanted.map(({ title }) => patternOf(title).source));
  const all = [...specificationsOf.values()].flat();
  const { passed, assertions, others } = await runTests(vitest, all, new RegExp([...titles].join("|")));
  const missing = wanted.filter(
    ({ test, title }) => !passed.some(({ fullName, module }) => module.moduleId.endsWith(test) && patternOf(title).test(fullName)),
  );
  const problems = [...assertions, ...others, ...missing.map(({ test, title }) => `nothing passed that is called ${test}: ${title}`)];
  if (problems.length === 0) return;
  console.error(`Without any sabotage, the tests must pass:\n${problems.join("\n")}`);
  process.exit(1);
}

/** Why a sabotage was not noticed as it should be; null when it was. */
async function missOf(vitest: Vitest, specifications: TestSpecification[], sabotage: Sabotage): Promise<string | null> {
  const file = path.join(copy, sabotage.file);
  const source = readFileSync(file, "utf8");
  if (source.split(sabotage.find).length !== 2) return `what it finds in ${sabotage.file} must be there once`;
  writeFileSync(
    file,
    source.replace(sabotage.find, () => sabotage.replace),
  );
  vitest.invalidateFile(file);
  try {
    const { assertions, others } = await runTests(vitest, specifications, patternOf(sabotage.title));
    if (assertions.length > 0) return null;
    return others.length > 0 ? `the test broke, and asserted nothing: ${others[0]}` : "the test passed";
  } finally {
    writeFileSync(file, source);
    vitest.invalidateFile(file);
  }
}

const vitest = await createVitest("test", { root: copy, watch: false, reporters: [{}] });
const caught: Record<string, boolean> = {};
try {
  await vitest.standalone();
  const specificationsOf = new Map<string, TestSpecification[]>();
  for (const test of new Set(wanted.map((one) => one.test))) specificationsOf.set(test, await vitest.globTestSpecifications([test]));
  await expectGreen(vitest, specificationsOf);
  for (const sabotage of wanted) {
    const { name, test, title } = sabotage;
    const miss = await missOf(vitest, specificationsOf.get(test) ?? [], sabotage);
    caught[name] = miss === null;
    console.log(
      `${miss === null ? "caught  " : "SURVIVED"}  ${name.padEnd(58)}  ${test}: ${title}${miss === null ? "" : `\n          ${miss}`}`,
    );
  }
  // What a sabotage left in the database must not be what the next test noticed.
  await expectGreen(vitest, specificationsOf);
} finally {
  await vitest.close();
}

const results = path.join(root, "sabotage", "results.json");
const before: SabotageResults["caught"] = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")).caught : {};
const kept: SabotageResults = { machine, at: new Date().toISOString().slice(0, 10), caught: {} };
for (const { name } of sabotages) {
  const is = caught[name] ?? before[name];
  if (is !== undefined) kept.caught[name] = is;
}
writeFileSync(results, `${JSON.stringify(kept, null, 2)}\n`);
const survived = Object.values(caught).filter((is) => !is).length;
console.log(`\n${Object.keys(caught).length - survived} caught, ${survived} survived.`);
process.exit(survived === 0 ? 0 : 1);
