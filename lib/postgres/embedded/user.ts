import { spawnSync } from "node:child_process";
import { chmodSync, statSync } from "node:fs";
import path from "node:path";
import type { PostgresBinaries } from "./binaries";

/** Runs PostgreSQL's programs as somebody who may: PostgreSQL refuses root. */
export interface PostgresUser {
  /** Arguments for `spawn` and `spawnSync`. The process they start is the program itself, not a parent of it. */
  command(program: "postgres" | "initdb", args: readonly string[]): [file: string, args: string[], options: RunOptions];
  /** Whom its files must belong to, where that is not this process's user. */
  owner: { uid: number; gid: number } | null;
}

interface RunOptions {
  env: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
}

/**
 * The user to run PostgreSQL as on the data in `clusterDir`, a folder in `dataDir` that need not exist yet. That is this process's own;
 * for root it is the owner of the data, else a user namespace of root's, else the user `postgres`, made if missing.
 * Throws when none of them can run it, and why; a retry does not help.
 */
export function choosePostgresUser(binaries: PostgresBinaries, dataDir: string, clusterDir: string): PostgresUser {
  if (process.getuid?.() !== 0) return checked(runAs(binaries, []));
  const data = statSync(clusterDir, { throwIfNoEntry: false });
  if (data && data.uid !== 0) return reaching(runAs(binaries, [], { uid: data.uid, gid: data.gid }), [binaries.bin, clusterDir]);
  // Root's files belong to user 1000 in there (any number but 0 would do), so it can enter whatever root can, like a checkout in /root.
  const namespace = runAs(binaries, ["unshare", "-U", "--map-user=1000", "--map-group=1000"]);
  if (failureOf(namespace) === null) return namespace;
  const owner = findOrAddUser("postgres");
  chmodSync(dataDir, statSync(dataDir).mode | 0o001);
  if (data) spawnSync("chown", ["-R", `${owner.uid}:${owner.gid}`, clusterDir]);
  return reaching(runAs(binaries, [], owner), [binaries.bin, dataDir]);
}

function runAs({ bin, env }: PostgresBinaries, prefix: readonly string[], owner: PostgresUser["owner"] = null): PostgresUser {
  return {
    owner,
    command(program, args) {
      const [file = "", ...rest] = [...prefix, path.join(bin, program), ...args];
      return [file, rest, { env, ...owner }];
    },
  };
}

/** Why the server's binary does not even start; null when it does. */
function failureOf(user: PostgresUser): string | null {
  const { status, error, stderr } = spawnSync(...user.command("postgres", ["--version"]));
  return status === 0 ? null : (error?.message ?? stderr.toString().trim());
}

function checked(user: PostgresUser): PostgresUser {
  const failure = failureOf(user);
  if (failure === null) return user;
  throw new Error(`PostgreSQL does not run here: ${failure}. It needs glibc (not musl); or set DATABASE_URL to PostgreSQL 14 or newer.`);
}

function reaching(user: PostgresUser, folders: readonly string[]): PostgresUser {
  const closed = folders.flatMap(withParents).find((folder) => spawnSync("test", ["-x", folder], { ...user.owner }).status !== 0);
  if (closed === undefined) return checked(user);
  throw new Error(
    `PostgreSQL may not run as root, and user ${user.owner?.uid} may not enter ${closed}. Start Hotline as another user, put it elsewhere, allow user namespaces, or set DATABASE_URL.`,
  );
}

const withParents = (folder: string): string[] =>
  path.dirname(folder) === folder ? [folder] : [...withParents(path.dirname(folder)), folder];

function findOrAddUser(name: string): { uid: number; gid: number } {
  const id = (kind: "-u" | "-g"): number => Number.parseInt(spawnSync("id", [kind, name], { encoding: "utf8" }).stdout ?? "", 10);
  if (Number.isNaN(id("-u"))) spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name]);
  const found = { uid: id("-u"), gid: id("-g") };
  if (!Number.isNaN(found.uid)) return found;
  throw new Error(
    `PostgreSQL may not run as root, and a user "${name}" to run it could not be made. Start Hotline as another user, or set DATABASE_URL.`,
  );
}
