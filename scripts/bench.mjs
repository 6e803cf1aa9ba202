import { build, bundle, install, root } from "./build.mjs";

process.chdir(root);
install();
build();
bundle("bench/bench.ts", "bench/load.ts", "bench/receiver.ts");
await import("../dist/bench.mjs");
