import path from "node:path";
import { build, install, root, run } from "./build.mjs";

process.chdir(root);
install();
build();
run(path.join(root, "node_modules", ".bin", "tsx"), ["faults/faults.ts", ...process.argv.slice(2)]);
