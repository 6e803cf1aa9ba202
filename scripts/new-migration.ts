import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "../lib/postgres/embedded/start";
import { migrate } from "../lib/postgres/migrate";
import { diffSchema } from "./schema-engine";

const migrationsDir = "prisma/migrations";

/** Writes the migration that takes a database with all migrations so far to what prisma/schema.prisma says. Returns its file; null when nothing changed. */
async function newMigration(name: string, url: string): Promise<string | null> {
  await migrate(url, { migrationsDir });
  const sql = await diffSchema(url);
  if (sql === null) return null;
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = path.join(migrationsDir, `${stamp}_${name}`);
  const file = path.join(folder, "migration.sql");
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, sql);
  const rest = await migrate(url, { migrationsDir }).then(() => diffSchema(url));
  if (rest === null) return file;
  rmSync(folder, { recursive: true });
  throw new Error(
    `No migration reaches this schema. PostgreSQL rewrites some index predicates, like IN: write them as pg_indexes shows them. Left to do:\n${rest}`,
  );
}

const name = process.argv[2] ?? "";
if (!/^[a-z0-9_]+$/.test(name)) {
  console.error("Usage: npm run db:migration -- <name>, of lower-case letters, digits and underscores");
  process.exit(2);
}
// Exiting, not dying, takes the temporary server along.
process.once("SIGINT", () => process.exit(130));
mkdirSync(migrationsDir, { recursive: true });
const lockFile = path.join(migrationsDir, "migration_lock.toml");
if (!existsSync(lockFile)) writeFileSync(lockFile, 'provider = "postgresql"\n');
const dataDir = mkdtempSync(path.join(tmpdir(), "hotline-migration-"));
try {
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  const file = await newMigration(name, postgres.url).finally(postgres.stop);
  console.log(file ? `Wrote ${file}. Read it before you commit it.` : "The migrations already say what prisma/schema.prisma says.");
} finally {
  rmSync(dataDir, { recursive: true });
}
