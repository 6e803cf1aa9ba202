import { randomUUID } from "node:crypto";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { diagnoseMigrations } from "../../scripts/schema-engine";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded/start";
import { migrate, pendingMigrations } from "./migrate";

let folder: string;
let postgres: EmbeddedPostgres;
let url: string;
let database: pg.Client;
let migrationsDir: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "hotline-migrate-"));
  postgres = await startEmbeddedPostgres({ dataDir: folder, log: () => {} });
});

afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const main = new pg.Client(postgres.url);
  await main.connect();
  await main.query(`CREATE DATABASE ${name}`);
  await main.end();
  url = new URL(`/${name}`, postgres.url).href;
  database = new pg.Client(url);
  await database.connect();
  migrationsDir = path.join(folder, name);
  writeMigration("1_first", "CREATE TABLE first (id int);\nINSERT INTO first VALUES (1);");
  writeMigration("2_second", "CREATE TABLE second (id int);");
});

afterEach(() => database.end());

function writeMigration(name: string, sql: string): void {
  mkdirSync(path.join(migrationsDir, name), { recursive: true });
  writeFileSync(path.join(migrationsDir, name, "migration.sql"), sql);
}

const column = async (sql: string): Promise<unknown[]> =>
  (await database.query({ text: sql, rowMode: "array" })).rows.map(([value]: unknown[]) => value);
const recorded = (): Promise<unknown[]> =>
  column("SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY started_at");

test("instances that start together apply each migration once, in order", async () => {
  const applied = await Promise.all(Array.from({ length: 8 }, () => migrate(url, { migrationsDir })));
  expect(applied.flat()).toEqual(["1_first", "2_second"]);
  expect(await recorded()).toEqual(["1_first", "2_second"]);
  expect(await column("SELECT id FROM first")).toEqual([1]);
});

test("only what is new is applied", async () => {
  await migrate(url, { migrationsDir });
  writeMigration("3_third", "CREATE TABLE third (id int);");
  expect(await pendingMigrations(database, { migrationsDir })).toEqual(["3_third"]);
  expect(await migrate(url, { migrationsDir })).toEqual(["3_third"]);
  expect(await migrate(url, { migrationsDir })).toEqual([]);
  expect(await pendingMigrations(database, { migrationsDir })).toEqual([]);
});

test("an empty database lacks every migration", async () => {
  expect(await pendingMigrations(database, { migrationsDir })).toEqual(["1_first", "2_second"]);
});

test("Prisma finds nothing to do and nothing to object to", async () => {
  await migrate(url, { migrationsDir });
  expect(await diagnoseMigrations(url, { migrationsDir })).toEqual([]);
  appendFileSync(path.join(migrationsDir, "1_first", "migration.sql"), "-- edited");
  expect(await diagnoseMigrations(url, { migrationsDir })).toEqual(["edited: 1_first"]);
});

test("an edited migration is refused, and nothing else is applied", async () => {
  await migrate(url, { migrationsDir });
  appendFileSync(path.join(migrationsDir, "1_first", "migration.sql"), "-- edited");
  writeMigration("3_third", "CREATE TABLE third (id int);");
  await expect(migrate(url, { migrationsDir })).rejects.toThrow("Migration 1_first was edited after it was applied");
  expect(await recorded()).toEqual(["1_first", "2_second"]);
});

test("a database newer than the code is refused at start, and still counts as ready for an older instance", async () => {
  await migrate(url, { migrationsDir });
  rmSync(path.join(migrationsDir, "2_second"), { recursive: true });
  await expect(migrate(url, { migrationsDir })).rejects.toThrow("The database is newer than this Hotline: it has migration 2_second");
  expect(await pendingMigrations(database, { migrationsDir })).toEqual([]);
});

test("a migration that failed leaves nothing behind, keeps those before it, and is applied once it is repaired", async () => {
  writeMigration("2_second", "CREATE TABLE second (id int); SELECT 1/0;");
  await expect(migrate(url, { migrationsDir })).rejects.toThrow("Migration 2_second failed and left nothing behind: division by zero");
  expect(await recorded()).toEqual(["1_first"]);
  expect(await column("SELECT to_regclass('second')")).toEqual([null]);
  writeMigration("2_second", "CREATE TABLE second (id int);");
  expect(await migrate(url, { migrationsDir })).toEqual(["2_second"]);
});

test("a statement that allows no transaction is applied without one", async () => {
  writeMigration("3_third", "-- CreateIndex\nCREATE INDEX CONCURRENTLY first_id ON first (id);");
  expect(await migrate(url, { migrationsDir })).toEqual(["1_first", "2_second", "3_third"]);
});

test("a migration that was cut off is refused until a person has marked it", async () => {
  writeMigration("3_third", "CREATE INDEX CONCURRENTLY missing_id ON missing (id);");
  await expect(migrate(url, { migrationsDir })).rejects.toThrow('Migration 3_third failed: relation "missing" does not exist');
  await expect(migrate(url, { migrationsDir })).rejects.toThrow(/Migration 3_third was begun .* relation "missing" does not exist/);
  expect(await diagnoseMigrations(url, { migrationsDir })).toContain("failed: 3_third");
  await database.query("UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = '3_third'");
  writeMigration("3_third", "CREATE TABLE third (id int);");
  expect(await migrate(url, { migrationsDir })).toEqual(["3_third"]);
});

test("a failed start gives the lock back", async () => {
  writeMigration("2_second", "SELECT 1/0;");
  await expect(migrate(url, { migrationsDir })).rejects.toThrow("division by zero");
  expect(await column("SELECT pg_try_advisory_lock(72707369)")).toEqual([true]);
});
