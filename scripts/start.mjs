import { build, bundle, copyReference, generate, install, loadEnvFile, root } from "./build.mjs";

// The app in one process, which this one becomes.
process.chdir(root);
// Name look-ups and password hashes share these threads: a few that hang must not hold up the rest.
process.env.UV_THREADPOOL_SIZE ||= "16";
loadEnvFile();
const development = process.argv.includes("--dev");
install();
if (development) {
  process.env.NODE_ENV = "development";
  generate();
  copyReference();
  bundle("server.ts");
} else {
  process.env.NODE_ENV ||= "production";
  build();
}
process.env.NEXT_TELEMETRY_DISABLED = "1";
await import("../dist/server.mjs").catch((error) => {
  console.error(error.name === "SettingsError" ? error.message : error);
  process.exit(1);
});
