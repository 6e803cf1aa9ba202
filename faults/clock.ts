import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { migrate } from "../lib/postgres/migrate";

/** The time of day of an app's processes and of its database, which can be moved forward; decision 0042. */
export interface Clock {
  /** Settings of the processes that go by it. */
  env: Record<string, string>;
  /** Has the database of this URL go by it: whoever connects from now on. Migrates it. */
  moveDatabase(databaseUrl: string): Promise<void>;
  /** Epoch milliseconds, by this clock. */
  now(): number;
  /** Makes it this instant (epoch milliseconds) and resolves once the database and every process go by it. Never back. */
  moveTo(instant: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * `now()` and `clock_timestamp()` are found by name: in `public` before Postgres's own. (In a schema of its own it would have migrations make their tables there.) What a
 * column defaults to was found when its table was made, so that is set anew.
 */
const moved = `
  CREATE TABLE public.moved_clock (ahead interval NOT NULL);
  INSERT INTO public.moved_clock VALUES (interval '0');
  CREATE FUNCTION public.now() RETURNS timestamptz LANGUAGE sql STABLE
    AS 'SELECT pg_catalog.now() + (SELECT ahead FROM public.moved_clock)';
  CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
    AS 'SELECT pg_catalog.clock_timestamp() + (SELECT ahead FROM public.moved_clock)';
  DO $$
  DECLARE c record;
  BEGIN
    FOR c IN SELECT table_name, column_name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_default ~* 'now\\(\\)|CURRENT_TIMESTAMP'
    LOOP EXECUTE format('ALTER TABLE public.%I ALTER COLUMN %I SET DEFAULT public.now()', c.table_name, c.column_name); END LOOP;
    EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database());
  END $$`;

export function newClock(): Clock {
  const folder = mkdtempSync(path.join(tmpdir(), "hotline-clock-"));
  const file = path.join(folder, "ahead-ms");
  let aheadMs = 0;
  let database: pg.Client | undefined;
  const write = () => {
    writeFileSync(`${file}.new`, String(aheadMs));
    renameSync(`${file}.new`, file);
  };
  /** Those that live, and what each has said that it goes by (moved-clock.mjs). */
  const processes = () =>
    readdirSync(folder).flatMap((name) => {
      const pid = Number(/^ahead-ms\.(\d+)$/.exec(name)?.[1]);
      return isAlive(pid) ? [{ goesBy: Number(readFileSync(path.join(folder, name), "utf8")) }] : [];
    });
  write();
  return {
    env: { NODE_OPTIONS: `--import=${path.join(import.meta.dirname, "moved-clock.mjs")}`, FAULTS_CLOCK_FILE: file },
    async moveDatabase(databaseUrl) {
      await migrate(databaseUrl);
      database = new pg.Client(databaseUrl);
      database.on("error", () => {});
      await database.connect();
      await database.query(moved);
    },
    now: () => Date.now() + aheadMs,
    async moveTo(instant) {
      aheadMs = Math.max(aheadMs, Math.ceil(instant - Date.now()));
      await database?.query("UPDATE public.moved_clock SET ahead = make_interval(secs => $1::float8 / 1000)", [aheadMs]);
      write();
      while (!processes().every(({ goesBy }) => goesBy === aheadMs)) await wait(5);
    },
    async close() {
      await database?.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}
