import { build, install, loadEnvFile, root } from "./build.mjs";

process.chdir(root);
loadEnvFile();
process.env.NODE_ENV ||= "production";
install();
build();
await import("../dist/verify.mjs").catch((error) => {
  console.error(error.name === "SettingsError" ? error.message : error);
  process.exit(1);
});
