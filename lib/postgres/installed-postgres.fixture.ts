import { type ChildProcess, execFile, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { launch, shutDown } from "./embedded/process";
import { choosePostgresUser } from "./embedded/user";

/** The machine's own PostgreSQL, as an operator has one, with the programs of its version. */
export interface InstalledPostgres {
  url: string;
  /** Runs `pg_dump` or `pg_restore`. */
  run(program: "pg_dump" | "pg_restore", args: readonly string[]): Promise<void>;
  /** For files of a test; gone after `stop`. */
  folder: string;
  stop(): Promise<void>;
}

export async function startInstalledPostgres(): Promise<InstalledPostgres> {
  const bin = findPrograms();
  if (!bin) throw new Error("This needs a PostgreSQL with pg_dump on the machine: Debian's package postgresql.");
  const folder = mkdtempSync(path.join(tmpdir(), "hotline-installed-"));
  const dir = path.join(folder, "postgres");
  mkdirSync(dir, { mode: 0o700 });
  const user = choosePostgresUser(
    { bin, env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" } as unknown as NodeJS.ProcessEnv },
    folder,
    dir,
  );
  if (user.owner) chownSync(dir, user.owner.uid, user.owner.gid);
  const made = spawnSync(...user.command("initdb", ["-D", dir, "--username=hotline", "--auth=trust", "--encoding=UTF8", "--locale=C"]));
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const url = `postgresql://hotline@127.0.0.1:${port}/hotline`;
  const current: { server?: ChildProcess } = {};
  await launch({ dir, logFile: path.join(folder, "postgres.log"), user, port, url }, current, new AbortController().signal);
  return {
    url,
    folder,
    async run(program, args) {
      await promisify(execFile)(path.join(bin, program), [...args]);
    },
    async stop() {
      if (current.server) await shutDown(current.server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });

const debian = "/usr/lib/postgresql";

/** The folder of a server and of what makes and reads dumps, which npm's PostgreSQL does not bring: Debian's newest, else one on the path. */
function findPrograms(): string | undefined {
  const versions = existsSync(debian) ? readdirSync(debian).sort((one, other) => Number(other) - Number(one)) : [];
  const folders = [...versions.map((version) => `${debian}/${version}/bin`), ...(process.env.PATH ?? "").split(":")];
  return folders.find((folder) => ["initdb", "postgres", "pg_dump", "pg_restore"].every((program) => existsSync(`${folder}/${program}`)));
}
