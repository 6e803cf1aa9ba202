import { randomUUID } from "node:crypto";
import pg from "pg";
import { env, setEnv } from "../env";
import { migrate } from "./migrate";

/** Gives a test file a database of its own, for what looks at every organization at once. Before anything is asked of lib/data. */
export async function useOwnDatabase(): Promise<void> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const client = new pg.Client(env().DATABASE_URL);
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(`/${name}`, env().DATABASE_URL).href;
  await migrate(url);
  setEnv({ DATABASE_URL: url });
}
