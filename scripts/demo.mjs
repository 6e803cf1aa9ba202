import { build, bundle, install, root } from "./build.mjs";

process.chdir(root);
install();
build();
bundle("e2e/demo.ts");
await import("../dist/demo.mjs");
