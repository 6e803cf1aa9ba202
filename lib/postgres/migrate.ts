import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";

interface Migration {
  /** `<timestamp>_<name>`: names sort in the order to apply them. */
  name: string;
  sql: string;
  /** As Prisma computes it: SHA-256 of the file, in hex. */
  checksum: string;
}

interface Recorded {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  logs: string | null;
}

/** A client or a pool. */
type Queryable = Pick<pg.ClientBase, "query">;

/** Prisma's own lock (schema-engine, ADVISORY_LOCK_ID), so that `prisma migrate deploy` waits for us and we for it. */
const lockId = 72707369;

/** Prisma's own table, word for word. */
const createTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`;

/** What PostgreSQL refuses inside a transaction. Such a statement needs a migration of its own, for Prisma as for us. */
const needsNoTransaction = /\bCONCURRENTLY\b|^\s*(VACUUM|ALTER\s+SYSTEM)\b/im;

/**
 * Applies the migrations of `migrationsDir` that the database lacks, oldest first, and returns their names. Instances that start together
 * wait for one another, and `prisma migrate deploy` agrees with the result. Each migration is one transaction, so a retry after a
 * fault finds the database as it was. Throws, with nothing applied, when the database does not fit this code: an applied migration
 * was edited, or cut off, or is unknown here; a person must act then.
 */
export async function migrate(url: string, { migrationsDir = "prisma/migrations" } = {}): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  // A connection that breaks fails its query; this event says it once more.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [lockId]);
    await client.query(createTable);
    const migrations = readMigrations(migrationsDir);
    const recorded = await readRecorded(client);
    checkFit(migrations, recorded);
    const pending = missing(migrations, recorded);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    // Gives the lock back too.
    await client.end();
  }
}

/** Names of the migrations that the database lacks, oldest first; none when it is ready for this code. It may be ahead. */
export async function pendingMigrations(database: Queryable, { migrationsDir = "prisma/migrations" } = {}): Promise<string[]> {
  const { rows } = await database.query<{ exists: boolean }>("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists");
  const recorded = rows[0]?.exists ? await readRecorded(database) : [];
  return missing(readMigrations(migrationsDir), recorded).map(({ name }) => name);
}

function readMigrations(migrationsDir: string): Migration[] {
  const folders = readdirSync(migrationsDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(migrationsDir, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** Without those that somebody rolled back: they count as never applied. */
async function readRecorded(database: Queryable): Promise<Recorded[]> {
  const columns = "migration_name, checksum, finished_at, logs";
  return (await database.query<Recorded>(`SELECT ${columns} FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`))
    .rows;
}

function missing(migrations: readonly Migration[], recorded: readonly Recorded[]): Migration[] {
  const applied = new Set(recorded.filter(({ finished_at }) => finished_at !== null).map(({ migration_name }) => migration_name));
  return migrations.filter(({ name }) => !applied.has(name));
}

function checkFit(migrations: readonly Migration[], recorded: readonly Recorded[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished_at, logs } of recorded) {
    const migration = known.get(name);
    if (finished_at === null) {
      throw new Error(
        `Migration ${name} was begun on this database and never finished${logs ? `: ${logs}` : "."} Repair the database, then mark it with "npx prisma migrate resolve --applied ${name}" or "--rolled-back ${name}".`,
      );
    }
    if (!migration)
      throw new Error(`The database is newer than this Hotline: it has migration ${name}, which is unknown here. Start a newer version.`);
    if (migration.checksum !== checksum)
      throw new Error(
        `Migration ${name} was edited after it was applied. Restore its migration.sql, and put the change into a new migration.`,
      );
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const begin = "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ($1, $2, $3, $4)";
  const finish = "UPDATE _prisma_migrations SET finished_at = $2, applied_steps_count = 1 WHERE id = $1";
  const inTransaction = !needsNoTransaction.test(sql.replace(/--.*$/gm, ""));
  const id = randomUUID();
  try {
    if (inTransaction) await client.query("BEGIN");
    await client.query(begin, [id, checksum, name, new Date()]);
    await client.query(sql);
    await client.query(finish, [id, new Date()]);
    if (inTransaction) await client.query("COMMIT");
  } catch (error) {
    if (inTransaction) await client.query("ROLLBACK").catch(() => {});
    else await client.query("UPDATE _prisma_migrations SET logs = $2 WHERE id = $1", [id, String(error)]).catch(() => {});
    throw new Error(`Migration ${name} failed${inTransaction ? " and left nothing behind" : ""}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
