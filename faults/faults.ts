import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { suites } from ".";
import { machine } from "./machine";
import type { Results } from "./results";
import { randomFrom, type Size } from "./suite";

// `npm run faults -- [suite …] [--small] [--seed N]`: tries to break what Hotline promises, and keeps what came of it in faults/results.json.

const results = path.resolve(import.meta.dirname, "results.json");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { small: { type: "boolean" }, seed: { type: "string" }, help: { type: "boolean", short: "h" } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const wanted = positionals.length > 0 ? positionals : suites.map(({ name }) => name);
const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name));
if (values.help || unknown.length > 0 || !Number.isInteger(seed)) {
  if (unknown.length > 0) console.error(`There is no suite ${unknown.join(", ")}.`);
  console.error(
    `Usage: npm run faults -- [suite …] [--small] [--seed N]\n${suites.map(({ name, promise }) => `  ${name.padEnd(12)}${promise}`).join("\n")}`,
  );
  process.exit(values.help ? 0 : 2);
}

const size: Size = values.small ? "small" : "full";
const kept: Results = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : { suites: {} };
for (const { name, promise } of suites) kept.suites[name] ??= { promise };
let failed = 0;
console.log(`seed ${seed}`);
for (const suite of suites.filter(({ name }) => wanted.includes(name))) {
  console.log(`\n${suite.name}: ${suite.promise}`);
  const started = Date.now();
  const found = await suite.run({ size, random: randomFrom(seed), say: (line) => console.log(`  ${line}`) });
  const seconds = Math.round((Date.now() - started) / 1_000);
  console.log(
    `  ${Object.entries(found.figures)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ")} (${seconds} s)`,
  );
  for (const fault of found.faults) console.log(`  FAULT ${fault}`);
  failed += found.faults.length;
  kept.suites[suite.name] = { promise: suite.promise, size, seed, seconds, at: new Date().toISOString().slice(0, 10), machine, ...found };
  // After each one, so that what was found is kept when a later one is stopped. A small run proves nothing that is worth publishing.
  if (size === "full") writeFileSync(results, `${JSON.stringify(kept, null, 2)}\n`);
}
console.log(failed === 0 ? "\nEvery promise held." : `\n${failed} faults.`);
process.exit(failed === 0 ? 0 : 1);
