import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { findProcess } from "./find-process";
import { connectionUrl, type EmbeddedPostgres, isAppRunning, startEmbeddedPostgres } from "./start";

/** Data that was made before: PostgreSQL takes seconds to make it. */
let made: string;
let dataDir: string;
let running: EmbeddedPostgres[];
let apps: ChildProcess[];
const log = vi.fn();

beforeAll(async () => {
  made = path.join(mkdtempSync(path.join(tmpdir(), "hotline-postgres-")), "data");
  await (await startEmbeddedPostgres({ dataDir: made, log })).stop();
});
afterAll(() => rmSync(path.dirname(made), { recursive: true }));

beforeEach(() => {
  dataDir = path.join(mkdtempSync(path.join(tmpdir(), "hotline-postgres-")), "data");
  running = [];
  apps = [];
  log.mockClear();
});

afterEach(async () => {
  for (const app of apps) if (app.kill("SIGKILL")) await once(app, "exit");
  for (const postgres of running) await postgres.stop();
  // Whatever a test left behind goes the way it would for a user: by the next app's start.
  if (existsSync(path.join(dataDir, "postgres", "postmaster.pid"))) await (await startEmbeddedPostgres({ dataDir, log })).stop();
  rmSync(path.dirname(dataDir), { recursive: true });
});

/** Spares a test that has no data of its own the making of it. */
function takeMade(): void {
  if (!existsSync(dataDir)) execFileSync("cp", ["-a", made, dataDir]);
}

async function start(): Promise<EmbeddedPostgres> {
  takeMade();
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  running.push(postgres);
  return postgres;
}

/** Another app, in a process of its own, that starts the same database and then runs `then`. */
async function startElsewhere(then: string): Promise<ChildProcess> {
  takeMade();
  const module = path.resolve(import.meta.dirname, "start.ts");
  const code = `import { startEmbeddedPostgres } from ${JSON.stringify(module)};
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: () => {} });
    console.log("started"); ${then}`;
  const app = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  apps.push(app);
  await once(app.stdout, "data");
  return app;
}

async function query<Row extends object>(sql: string, url = connectionUrl(dataDir) ?? ""): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const keepOneRow = (): Promise<object[]> => query("CREATE TABLE kept AS SELECT 1 AS one");
const keptRows = (): Promise<object[]> => query("SELECT one FROM kept");
const serverPid = (): number => Number.parseInt(readFileSync(path.join(dataDir, "postgres", "postmaster.pid"), "utf8"), 10);

test("what was written is there after a restart, at the same address", async () => {
  const first = await start();
  await keepOneRow();
  await first.stop();
  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await keptRows()).toEqual([{ one: 1 }]);
});

test.runIf(process.getuid?.() === 0)("root runs it where nobody else may enter, and owns its files", async () => {
  mkdirSync(dataDir);
  chmodSync(path.dirname(dataDir), 0o700);
  chmodSync(dataDir, 0o700);
  await start();
  expect(await query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  expect(statSync(path.join(dataDir, "postgres", "PG_VERSION")).uid).toBe(0);
});

test("it listens on loopback alone, and only for who knows the password", async () => {
  const { url } = await start();
  expect(await query("SHOW listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  expect(await query("SHOW unix_socket_directories")).toEqual([{ unix_socket_directories: "" }]);
  await expect(query("SELECT 1", url.replace(/:[^:@]*@/, ":guess@"))).rejects.toThrow(/password authentication failed/);
  expect(statSync(path.join(dataDir, "postgres.json")).mode & 0o777).toBe(0o600);
});

test("text is UTF-8, sorts by code point and knows the letters of all languages", async () => {
  await start();
  const rows = await query("SELECT upper('ä') AS up, 'Z' < 'a' AS by_code_point, current_setting('server_encoding') AS encoding");
  expect(rows).toEqual([{ up: "Ä", by_code_point: true, encoding: "UTF8" }]);
});

test("commits are durable", async () => {
  await start();
  expect(
    await query("SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') ORDER BY name"),
  ).toEqual([
    { name: "fsync", setting: "on" },
    { name: "full_page_writes", setting: "on" },
    { name: "synchronous_commit", setting: "on" },
  ]);
});

test("a second app on the same data is refused, and told which process has it", async () => {
  const app = await startElsewhere("setInterval(() => {}, 1000)");
  expect(isAppRunning(dataDir)).toBe(true);
  await expect(start()).rejects.toThrow(`process ${app.pid}) is running on ${dataDir}`);
  expect(await query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a server that a killed app left behind makes way, and nothing is lost", async () => {
  const app = await startElsewhere("setInterval(() => {}, 1000)");
  await keepOneRow();
  const orphan = serverPid();
  app.kill("SIGKILL");
  await once(app, "exit");
  expect(isAppRunning(dataDir)).toBe(false);
  expect(findProcess(orphan)).not.toBeNull();

  await start();
  expect(findProcess(orphan)).toBeNull();
  expect(log).toHaveBeenCalledWith(expect.stringContaining("left behind"), expect.objectContaining({ pid: orphan }));
  expect(await keptRows()).toEqual([{ one: 1 }]);
});

test("an app that exits without stopping it takes it along", async () => {
  const app = await startElsewhere("process.exit(0)");
  await once(app, "exit");
  await expect.poll(() => existsSync(path.join(dataDir, "postgres", "postmaster.pid"))).toBe(false);
});

test("a server that is killed comes back at the same address with what was committed", async () => {
  await start();
  await keepOneRow();
  const killed = serverPid();
  process.kill(killed, "SIGKILL");
  await expect.poll(() => keptRows().catch(() => null)).toEqual([{ one: 1 }]);
  expect(serverPid()).not.toBe(killed);
  expect(log).toHaveBeenCalledWith(expect.stringContaining("ended unexpectedly"), expect.objectContaining({ signal: "SIGKILL" }));
});

test("stopping ends the server, gives the data up and may be repeated", async () => {
  const postgres = await start();
  const pid = serverPid();
  await Promise.all([postgres.stop(), postgres.stop()]);
  await postgres.stop();
  expect(findProcess(pid)).toBeNull();
  expect(isAppRunning(dataDir)).toBe(false);
});

test("a server that dies while it is being stopped is not started again", async () => {
  const postgres = await start();
  process.kill(serverPid(), "SIGKILL");
  await postgres.stop();
  await expect(query("SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
});

test("a lock whose process number belongs to somebody else by now is taken over", async () => {
  mkdirSync(dataDir);
  writeFileSync(path.join(dataDir, "app.lock"), JSON.stringify({ pid: process.pid, started: "before" }));
  await start();
  expect(isAppRunning(dataDir)).toBe(true);
});

test("a server's process number that belongs to somebody else by now does not keep it from starting", async () => {
  await (await start()).stop();
  const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  apps.push(stranger);
  writeFileSync(path.join(dataDir, "postgres", "postmaster.pid"), `${stranger.pid}\n${dataDir}/postgres\n1\n1\n\n127.0.0.1\n`);
  await start();
  expect(await query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("data that was cut off half made is made again", async () => {
  mkdirSync(path.join(dataDir, "postgres.new", "base"), { recursive: true });
  await start();
  expect(await query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("data without its password is refused by name, and the lock given back", async () => {
  await (await start()).stop();
  rmSync(path.join(dataDir, "postgres.json"));
  await expect(start()).rejects.toThrow(path.join(dataDir, "postgres.json"));
  expect(isAppRunning(dataDir)).toBe(false);
});

test("data that PostgreSQL cannot use is refused in PostgreSQL's words", async () => {
  await (await start()).stop();
  writeFileSync(path.join(dataDir, "postgres", "PG_VERSION"), "12\n");
  await expect(start()).rejects.toThrow(/database files are incompatible with server/);
});
