import { setTimeout } from "node:timers/promises";
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
    const answer = acceptAlerts([newAlert(of)]).catch((error: unknown) => error);
    // A process that is held up tells both late, and in their order.
    expect(await Promise.race([answer, setTimeout(2_000, "late")])).toMatchObject({ status: 503, retryAfterSeconds: 1 });
    await client.query("COMMIT");
  });
  await acceptAlerts([newAlert(of)]);
  expect(await db().alert.count({ where: { organizationId: of.id } })).toBe(2);
});

test("publishing goes on while every other connection is busy", async () => {
  const of = await newOrganization();
  await withClient(async (client) => {
    await client.query("SELECT pg_advisory_lock(1)");
    const busy = Array.from({ length: 12 }, () => pool().query("SELECT pg_advisory_xact_lock_shared(1)"));
    await acceptAlerts([newAlert(of)]);
    await client.query("SELECT pg_advisory_unlock(1)");
    expect((await Promise.allSettled(busy)).filter(({ status }) => status === "fulfilled").length).toBeGreaterThanOrEqual(10);
  });
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
