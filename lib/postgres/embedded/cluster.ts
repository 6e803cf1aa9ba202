import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { findPostgresBinaries } from "./binaries";
import { choosePostgresUser, type PostgresUser } from "./user";

/** One PostgreSQL's data, and how to reach and run it. */
export interface Cluster {
  dir: string;
  logFile: string;
  user: PostgresUser;
  port: number;
  url: string;
}

/** What postgres.json keeps: the only copy of the password. */
interface Access {
  port: number;
  password: string;
}

const database = "hotline";
const accessFile = (dataDir: string): string => path.join(dataDir, "postgres.json");
const urlOf = ({ port, password }: Access): string => `postgresql://${database}:${password}@127.0.0.1:${port}/${database}`;

/** Where the embedded PostgreSQL of a data directory answers while its app runs; null before its first start. */
export function connectionUrl(dataDir: string): string | null {
  const access = readAccess(dataDir);
  return access && urlOf(access);
}

/** The cluster in `<dataDir>/postgres`, made on first use, with a port that is free: the last one where it can be. */
export async function openCluster(dataDir: string): Promise<Cluster> {
  const dir = path.join(dataDir, "postgres");
  const user = choosePostgresUser(findPostgresBinaries(dataDir), dataDir, dir);
  const known = readAccess(dataDir);
  const exists = existsSync(dir);
  if (exists && !known)
    throw new Error(
      `${accessFile(dataDir)} is missing or damaged: it holds the password of the database in ${dir}. Restore both from one backup.`,
    );
  const password = known?.password ?? randomBytes(24).toString("base64url");
  const access = { port: (await findFreePort(known?.port ?? 0)) ?? (await findFreePort(0)) ?? 0, password };
  if (access.port !== known?.port) writeAccess(dataDir, access);
  if (!exists) createCluster(dir, user, password);
  return { dir, logFile: path.join(dataDir, "postgres.log"), user, port: access.port, url: urlOf(access) };
}

/** Made under another name: a cluster that was cut off half made is never taken for a whole one. */
function createCluster(dir: string, user: PostgresUser, password: string): void {
  const draft = `${dir}.new`;
  const passwordFile = `${dir}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user.owner) for (const file of [draft, passwordFile]) chownSync(file, user.owner.uid, user.owner.gid);
  // Text sorts by code point and knows Unicode's letters, the same on every machine (docs: Locale Support, builtin provider).
  const text = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const login = [`--username=${database}`, "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const { status, error, stderr } = spawnSync(...user.command("initdb", ["-D", draft, ...text, ...login]));
  rmSync(passwordFile);
  if (status !== 0) throw new Error(`PostgreSQL's data could not be made in ${dir}: ${error?.message ?? stderr.toString().trim()}`);
  renameSync(draft, dir);
}

function readAccess(dataDir: string): Access | null {
  try {
    return JSON.parse(readFileSync(accessFile(dataDir), "utf8")) as Access;
  } catch {
    return null;
  }
}

function writeAccess(dataDir: string, access: Access): void {
  const draft = `${accessFile(dataDir)}.new`;
  // Flushed: after a power cut, data without its password would be lost data.
  writeFileSync(draft, JSON.stringify(access), { mode: 0o600, flush: true });
  renameSync(draft, accessFile(dataDir));
}

/** The loopback port itself, or any for 0; null when it is taken. */
function findFreePort(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? null) : null));
    });
  });
}
