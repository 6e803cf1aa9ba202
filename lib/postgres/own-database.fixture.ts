import { randomUUID } from "node:crypto";
import pg from "pg";
import { env, setEnv } from "../env";

/** The migrated database without anything in it that e2e/database.ts leaves beside the one of all. */
export const migratedDatabase = "migrated";

/** Gives a test file a database of its own, for what looks at every organization at once. Before anything is asked of lib/data. */
export async function useOwnDatabase(): Promise<void> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const client = new pg.Client(env().DATABASE_URL);
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${migratedDatabase}`);
  await client.end();
  setEnv({ DATABASE_URL: new URL(`/${name}`, env().DATABASE_URL).href });
}
