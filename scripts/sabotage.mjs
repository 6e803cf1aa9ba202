import path from "node:path";
import { generate, install, root, run } from "./build.mjs";
import { ensureTools } from "./tools.mjs";

process.chdir(root);
install();
ensureTools();
generate();
run(path.join(root, "node_modules", ".bin", "tsx"), ["sabotage/sabotage.ts", ...process.argv.slice(2)], { NODE_ENV: "test" });
