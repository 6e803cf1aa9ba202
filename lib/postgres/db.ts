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
  working: pg.Pool;
  accepting: pg.Pool;
  prisma: PrismaClient;
  open: AsyncLocalStorage<{ tx: Db; afterCommit: (() => void)[] }>;
}

/** Longest wait for one query, in milliseconds: Postgres cancels it then, and the client hangs up a little later. */
const queryMs = 10_000;
/** The same on the way to accepting an alert: its caller is answered within 2 s (POLICY). */
const acceptMs = 1_400;
const hangUpMs = 200;

/** How many connections pages, searches and the API have; routing and delivery; and publishing, which keeps its own. */
const connections = 10;
const workingConnections = 5;
const acceptingConnections = 3;
const connectMs = 1_500;
const acceptConnectMs = 1_000;

/**
 * The engine's statements are few, prepared, and find every row by an index. Planned for any values, they cost a quarter of what they do planned
 * anew each time (1.3 against 5 ms for a round of one, 2026-11); and a plan that is made while the tables are small must not read them whole
 * once they have grown.
 */
const byIndex = Object.entries({
  plan_cache_mode: "force_generic_plan",
  enable_seqscan: "off",
  jit: "off",
})
  .map(([name, value]) => `SET ${name} = ${value};`)
  .join(" ");

interface PoolOptions {
  max: number;
  /** Longest for one query, in milliseconds. */
  queryMs: number;
  connectMs: number;
  idleTimeoutMillis: number;
  settings?: string;
}

function createPool({ max, queryMs, connectMs, idleTimeoutMillis, settings = "" }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max,
    connectionTimeoutMillis: connectMs,
    query_timeout: queryMs + hangUpMs,
    idleTimeoutMillis,
    application_name: "hotline",
    // The adapter reads times without their zone. Settings by query, since poolers refuse them at connection.
    onConnect: async (client) => {
      await client.query(`SET TIME ZONE 'UTC'; SET statement_timeout = ${queryMs}; ${settings}`);
    },
  });
  // An idle connection that breaks is replaced on the next query; without a listener it would end the process.
  pool.on("error", () => {});
  return pool;
}

const shared = oncePerProcess("db", (): Shared => {
  const pool = createPool({ max: connections, queryMs, connectMs, idleTimeoutMillis: 30_000 });
  // Searches and page loads must not hold up routing and delivery, and neither of these publishing.
  const working = createPool({ max: workingConnections, queryMs, connectMs, idleTimeoutMillis: 30_000, settings: byIndex });
  const accepting = createPool({
    max: acceptingConnections,
    queryMs: acceptMs,
    connectMs: acceptConnectMs,
    idleTimeoutMillis: 0,
    settings: byIndex,
  });
  return { pool, working, accepting, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }), open: new AsyncLocalStorage() };
});

/** The pool of pages and the API, for SQL of our own. */
export const pool = (): pg.Pool => shared().pool;

/** Whether the pool is open; asking for it would open it. */
export const isDbOpen = (): boolean => shared.isMade();

/** The connections of routing and delivery, for whoever needs one for several statements. */
export const workingPool = (): pg.Pool => shared().working;

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

/** One statement of routing or delivery, prepared under `name`: its text must be the same each time, and it finds its rows by indexes. */
export async function prepared<Row extends pg.QueryResultRow>(name: string, { text, values }: Prisma.Sql): Promise<Row[]> {
  return (await shared().working.query<Row>({ name, text, values })).rows;
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
  const { prisma, pool, working, accepting } = shared();
  shared.forget();
  await prisma.$disconnect();
  for (const each of [pool, working, accepting]) if (!each.ended) await each.end();
}
