import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { newAlert, newOrganization } from "../data/organization.fixture";
import { acceptAlerts } from "../engine/publish/store-alerts";
import { env } from "../env";
import { closeDb, db, pool } from "./db";
import { useOwnDatabase } from "./own-database.fixture";

beforeAll(useOwnDatabase);

/** A connection beside the app's own. */
async function withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  return work(client).finally(() => client.end());
}

test("an alert whose publisher was told 503 because a lock was held is not stored afterwards", async () => {
  const of = await newOrganization();
  await acceptAlerts([newAlert(of)]);
  await withClient(async (client) => {
    await client.query("BEGIN; LOCK TABLE alerts IN EXCLUSIVE MODE");
    const started = Date.now();
    await expect(acceptAlerts([newAlert(of)])).rejects.toMatchObject({ status: 503, retryAfterSeconds: 1 });
    expect(Date.now() - started).toBeLessThan(2_000);
    await client.query("COMMIT");
  });
  await acceptAlerts([newAlert(of)]);
  expect(await db().alert.count({ where: { organizationId: of.id } })).toBe(2);
});

test("publishing goes on while every other connection is busy", async () => {
  const of = await newOrganization();
  const busy = Array.from({ length: 12 }, () => pool().query("SELECT pg_sleep(1)"));
  const started = Date.now();
  await acceptAlerts([newAlert(of)]);
  expect(Date.now() - started).toBeLessThan(900);
  await Promise.all(busy);
});

test("times are the same in a database whose time zone is another one", async () => {
  await withClient((client) => client.query(`ALTER DATABASE ${client.database} SET timezone TO 'America/New_York'`));
  await closeDb();
  const of = await newOrganization();
  const { createdAt } = await db().organization.findUniqueOrThrow({ where: { id: of.id } });
  expect(Math.abs(createdAt.getTime() - Date.now())).toBeLessThan(60_000);
  const at = new Date("2026-01-02T03:04:05.678Z");
  const { expiresAt } = await db().apiKey.update({
    where: { id: (await db().apiKey.findFirstOrThrow({ where: { organizationId: of.id } })).id },
    data: { expiresAt: at },
  });
  expect(expiresAt).toEqual(at);
  const { rows } = await pool().query<{ expires_at: Date }>("SELECT expires_at FROM api_keys WHERE organization_id = $1", [of.id]);
  expect(rows[0]?.expires_at).toEqual(at);
});
