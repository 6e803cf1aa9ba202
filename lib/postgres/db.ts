import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "../env";
import { oncePerProcess } from "../once-per-process";
import { isConflict } from "./errors";
import { type Prisma, PrismaClient } from "./generated/client";

/** What a query may be asked of: the client, or the transaction that is open. */
export type Db = Omit<PrismaClient, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends">;

interface Shared {
  pool: pg.Pool;
  accepting: pg.Pool;
  prisma: PrismaClient;
  open: AsyncLocalStorage<{ tx: Db; afterCommit: (() => void)[] }>;
}

/** Longest wait for one query, in milliseconds: Postgres cancels it then, and the client hangs up a little later. */
const queryMs = 10_000;
/** The same on the way to accepting an alert: its caller is answered within 2 s (POLICY). */
const acceptMs = 1_400;
const hangUpMs = 200;

/** How many connections publishing keeps for itself. */
const acceptingConnections = 3;
const connectMs = 1_500;
const acceptConnectMs = 1_000;

function createPool(max: number, milliseconds: number, connectMs: number, idleTimeoutMillis: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max,
    connectionTimeoutMillis: connectMs,
    query_timeout: milliseconds + hangUpMs,
    idleTimeoutMillis,
    application_name: "hotline",
    // The adapter reads times without their zone. Settings by query, since poolers refuse them at connection.
    onConnect: async (client) => {
      await client.query(`SET TIME ZONE 'UTC'; SET statement_timeout = ${milliseconds}`);
    },
  });
  // An idle connection that breaks is replaced on the next query; without a listener it would end the process.
  pool.on("error", () => {});
  return pool;
}

const shared = oncePerProcess("db", (): Shared => {
  const pool = createPool(10, queryMs, connectMs, 30_000);
  // Searches and page loads must not hold up publishing.
  const accepting = createPool(acceptingConnections, acceptMs, acceptConnectMs, 0);
  return { pool, accepting, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }), open: new AsyncLocalStorage() };
});

/** The process's pool, for the hot paths' own SQL. */
export const pool = (): pg.Pool => shared().pool;

/** Whether the pool is open; asking for it would open it. */
export const isDbOpen = (): boolean => shared.isMade();

/** A few connections of its own for accepting alerts. Postgres cancels what takes longer than the caller is made to wait. */
const acceptingPool = (): pg.Pool => shared().accepting;

/** The open transaction, else the client. */
export function db(): Db {
  const { prisma, open } = shared();
  return open.getStore()?.tx ?? prisma;
}

/** Longest wait for a look-up on the way to accepting an alert, in milliseconds. */
const lookUpTimeoutMs = 1_000;

/** One quick query outside any transaction, prepared under `name`. Throws what `isUnavailable` knows when it takes longer than a second. */
export async function lookUp<Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> {
  return acceptBy<Row>(name, { text, values }, lookUpTimeoutMs);
}

/** One statement of the hot path, prepared under `name`: its text must be the same each time. */
export async function prepared<Row extends pg.QueryResultRow>(name: string, { text, values }: Prisma.Sql): Promise<Row[]> {
  return (await shared().pool.query<Row>({ name, text, values })).rows;
}

/**
 * One statement on the connections that accepting keeps for itself, outside any transaction, prepared under `name`. Throws what `isUnavailable`
 * knows when it takes longer than `timeoutMs`.
 */
export async function acceptBy<Row extends pg.QueryResultRow>(
  name: string,
  { text, values }: Pick<Prisma.Sql, "text" | "values">,
  timeoutMs: number,
): Promise<Row[]> {
  const query: pg.QueryConfig & { query_timeout: number } = { name, text, values, query_timeout: timeoutMs };
  return (await shared().accepting.query<Row>(query)).rows;
}

/** How often a transaction is made again that Postgres ended for the sake of another one. */
const maxAgain = 3;

/** Runs `work` in a transaction; joins the one that is open. What Postgres ends for the sake of another transaction is run again. */
export async function transaction<T>(work: () => Promise<T>): Promise<T> {
  const { prisma, open } = shared();
  if (open.getStore()) return work();
  for (let again = 0; ; again++) {
    const afterCommit: (() => void)[] = [];
    const run = () => prisma.$transaction((tx) => open.run({ tx: tx as Db, afterCommit }, work), { maxWait: 2_000, timeout: 10_000 });
    try {
      const result = await run();
      for (const callback of afterCommit) callback();
      return result;
    } catch (error) {
      if (!isConflict(error) || again === maxAgain) throw error;
    }
  }
}

export const inTransaction = (): boolean => shared().open.getStore() !== undefined;

/** Runs `callback` once the open transaction has committed, and never when it rolls back; at once when none is open. */
export function afterCommit(callback: () => void): void {
  const open = shared().open.getStore();
  if (open) open.afterCommit.push(callback);
  else callback();
}

/** Opens the connections that publishing keeps, so that the first alerts need not wait for them. */
export async function openAcceptingPool(): Promise<void> {
  const clients = await Promise.all(Array.from({ length: acceptingConnections }, () => acceptingPool().connect()));
  for (const client of clients) client.release();
}

/** Whether a database answers at this URL. */
export async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_500 });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Closes the pool; the last thing a process does with the database. */
export async function closeDb(): Promise<void> {
  if (!shared.isMade()) return;
  const { prisma, pool, accepting } = shared();
  shared.forget();
  await prisma.$disconnect();
  for (const each of [pool, accepting]) if (!each.ended) await each.end();
}
