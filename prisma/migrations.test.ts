import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { getAlert } from "../lib/data/alerts/alerts";
import { routeAll } from "../lib/data/organization.fixture";
import { showId } from "../lib/domain/id";
import { hourMs } from "../lib/domain/time";
import { settleAndClaim } from "../lib/engine/deliver/settle-and-claim";
import { type Taken, takeDestination } from "../lib/engine/deliver/take";
import { env, setEnv } from "../lib/env";
import { closeDb } from "../lib/postgres/db";
import { findBroken } from "../lib/postgres/invariants";
import { migrate } from "../lib/postgres/migrate";
import { findUnopenable } from "../lib/postgres/stored-secrets";
import { firstRelease, seedFirstRelease } from "./first-release.fixture";

const all = path.resolve(import.meta.dirname, "migrations");

const mainUrl = env().DATABASE_URL as string;
let url: string;
let client: pg.Client;
let folder: string;

beforeEach(async () => {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const main = new pg.Client(mainUrl);
  await main.connect();
  await main.query(`CREATE DATABASE ${name}`);
  await main.end();
  url = new URL(`/${name}`, mainUrl).href;
  client = new pg.Client(url);
  await client.connect();
  folder = mkdtempSync(path.join(tmpdir(), "hotline-migrations-"));
});

afterEach(async () => {
  await closeDb();
  setEnv({ DATABASE_URL: mainUrl });
  await client.end();
  rmSync(folder, { recursive: true });
});

/** A database as it was before a migration; the rest of them are applied by `migrate(url)`. */
async function migrateUntil(name: string): Promise<void> {
  for (const entry of readdirSync(all))
    if (!/^\d/.test(entry) || entry < name) cpSync(path.join(all, entry), path.join(folder, entry), { recursive: true });
  await migrate(url, { migrationsDir: folder });
}

test("signing secrets that were kept in two ways are kept in one, with their ends", async () => {
  await migrateUntil("20261128143000");
  const [organization, team, webhook, destination] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await client.query("INSERT INTO organizations (id, name) VALUES ($1, 'Acme')", [organization]);
  await client.query("INSERT INTO teams (id, organization_id, name) VALUES ($1, $2, 'Team')", [team, organization]);
  await client.query(
    `INSERT INTO webhooks (id, organization_id, team_id, label, integration, token_hash, token, last_four, signing_secrets, updated_at)
     VALUES ($1, $2, $3, 'Bot', 'custom', '\\x00', 't', 'abcd', $4, now())`,
    [
      webhook,
      organization,
      team,
      JSON.stringify([
        { secret: "k1.new", expires_at: null },
        { secret: "k1.old", expires_at: "2026-12-01T00:00:00.000Z" },
      ]),
    ],
  );
  await client.query(
    `INSERT INTO destinations (id, organization_id, name, kind, config, signing_secrets, updated_at) VALUES ($1, $2, 'Hook', 'webhook', '{}', $3, now())`,
    [
      destination,
      organization,
      JSON.stringify([
        { encrypted: "k1.new", expires_at: null },
        { encrypted: "k1.old", expires_at: Date.parse("2026-12-01T01:02:03.456Z") },
      ]),
    ],
  );
  await migrate(url);
  const { rows } = await client.query("SELECT signing_secrets FROM webhooks UNION ALL SELECT signing_secrets FROM destinations");
  expect(rows.map(({ signing_secrets }) => signing_secrets)).toEqual([
    [
      { encrypted: "k1.new", expires_at: null },
      { encrypted: "k1.old", expires_at: "2026-12-01T00:00:00.000Z" },
    ],
    [
      { encrypted: "k1.new", expires_at: null },
      { encrypted: "k1.old", expires_at: "2026-12-01T01:02:03.456Z" },
    ],
  ]);
});

test("attempts that nothing ended are ended as interrupted; what is under way is left alone", async () => {
  await migrateUntil("20261128213000");
  const [organization, destination] = [randomUUID(), randomUUID()];
  await client.query("INSERT INTO organizations (id, name) VALUES ($1, 'Acme')", [organization]);
  await client.query(
    "INSERT INTO destinations (id, organization_id, name, kind, config, updated_at) VALUES ($1, $2, 'Hook', 'webhook', '{}', now())",
    [destination, organization],
  );
  for (const status of ["pending", "skipped"]) {
    const [alert, delivery] = [randomUUID(), randomUUID()];
    await client.query(
      "INSERT INTO alerts (id, organization_id, name, payload, source, action, created_at) VALUES ($1, $2, 'a', '{}', 'api', 'trigger', now())",
      [alert, organization],
    );
    await client.query(
      `INSERT INTO deliveries (id, organization_id, alert_id, destination_id, status, due_at, attempt_count) VALUES ($1, $2, $3, $4, $5, now(), 2)`,
      [delivery, organization, alert, destination, status],
    );
    await client.query("INSERT INTO attempts (delivery_id, number, started_at) VALUES ($1, 1, now()), ($1, 2, now())", [delivery]);
  }
  await migrate(url);
  const { rows } = await client.query(
    `SELECT d.status, t.number, t.outcome, t.maybe_delivered AS maybe, t.finished_at IS NOT NULL AS ended
     FROM attempts t JOIN deliveries d ON d.id = t.delivery_id ORDER BY d.status, t.number`,
  );
  const [ended, open] = [
    { outcome: "interrupted", maybe: true, ended: true },
    { outcome: null, maybe: false, ended: false },
  ];
  expect(rows).toEqual([
    { status: "pending", number: 1, ...ended },
    { status: "pending", number: 2, ...open },
    { status: "skipped", number: 1, ...ended },
    { status: "skipped", number: 2, ...ended },
  ]);
});

/** A checksum of each table, over these columns of it. */
async function checksums(columns: ReadonlyMap<string, readonly string[]>): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const [table, names] of columns) {
    const row = names.map((name) => `"${name}"::text`).join(", ");
    const text = `SELECT count(*) || ' ' || md5(coalesce(string_agg(r::text, E'\\n' ORDER BY r::text), '')) AS sum FROM (SELECT ${row} FROM "${table}") r`;
    sums[table] = (await client.query<{ sum: string }>(text)).rows[0]?.sum ?? "";
  }
  return sums;
}

/** Signing secrets are written otherwise since, and opened below; answers that nobody can be known to own are gone, as CHANGELOG says. */
const isCompared = (table: string, column: string) =>
  table !== "_prisma_migrations" && table !== "idempotency_keys" && `${table}.${column}` !== "destinations.signing_secrets";

test("a database of the first release shows the same after every migration, is whole, and goes on where it was", async () => {
  await migrateUntil("20261122081638");
  await seedFirstRelease(client, new Date(Date.now() + hourMs));
  const { rows } = await client.query<{ table: string; column: string }>(
    `SELECT table_name AS table, column_name AS column FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, ordinal_position`,
  );
  const seen = rows.filter(({ table, column }) => isCompared(table, column));
  const columns = new Map(seen.map(({ table }) => [table, seen.filter((row) => row.table === table).map(({ column }) => column)]));
  const before = await checksums(columns);
  expect((await migrate(url)).length).toBeGreaterThan(5);
  expect(await checksums(columns)).toEqual(before);

  setEnv({ DATABASE_URL: url });
  const broken = () => findBroken(async (text) => (await client.query<{ id: string }>(text)).rows);
  expect(await broken()).toEqual([]);
  expect(await findUnopenable()).toEqual([]);

  const { organization, user, alerts, deliveries, hook } = firstRelease;
  const admin = { type: "user", id: user, organizationId: organization, role: "admin" } as const;
  const show = async (id: string) => {
    const { alert, payloadText } = await getAlert(admin, showId("alert", id));
    expect(payloadText).toBe('{"z": 1.50, "a": 12345678901234567890}');
    return alert.deliveries.map(({ status, reason, attempts }) => [status, reason, attempts.length]);
  };
  const skippedPage = ["skipped", "destination_disabled", 0];
  expect(await show(alerts.sent)).toEqual([["sent", null, 2], skippedPage]);
  expect(await show(alerts.failed)).toEqual([["failed", "http_410", 1], skippedPage]);
  expect(await show(alerts.waiting)).toEqual([["pending", "http_5xx", 1], skippedPage]);
  expect(await show(alerts.skipped)).toEqual([["skipped", "destination_unverified", 0], skippedPage]);
  expect(await show(alerts.unmatched)).toEqual([]);

  await routeAll({ id: organization });
  const runnerId = randomUUID();
  const taken = (await takeDestination(hook, runnerId)) as Taken;
  expect(taken.opened).toEqual({
    config: { url: "https://hooks.example.com/acme", headers: { Authorization: firstRelease.header } },
    signingSecrets: firstRelease.secrets,
  });
  const claimed = await settleAndClaim(taken, runnerId, [], 10);
  expect(claimed.map(({ alert, number }) => [alert.id, number])).toEqual([
    [alerts.waiting, 2],
    [alerts.unrouted, 1],
  ]);
  expect(claimed[0]?.id).toBe(deliveries.waiting);
});
