import path from "node:path";
import { generate, install, root, run } from "./build.mjs";

// Static checks: types, lint and format, the dependency rule, dead code.
process.chdir(root);
install();
generate();
const bin = (name) => path.join(root, "node_modules", ".bin", name);
run(bin("next"), ["typegen"]);
run(bin("tsc"), ["--noEmit"]);
run(bin("biome"), ["check", "--error-on-warnings"]);
run(bin("tsx"), ["scripts/check-boundaries.ts"]);
run(bin("knip"), []);
console.log("checked");
