import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { env } from "../lib/env";
import { migrate } from "../lib/postgres/migrate";

const all = path.resolve(import.meta.dirname, "migrations");

let url: string;
let client: pg.Client;
let folder: string;

beforeEach(async () => {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const main = new pg.Client(env().DATABASE_URL);
  await main.connect();
  await main.query(`CREATE DATABASE ${name}`);
  await main.end();
  url = new URL(`/${name}`, env().DATABASE_URL).href;
  client = new pg.Client(url);
  await client.connect();
  folder = mkdtempSync(path.join(tmpdir(), "hotline-migrations-"));
});

afterEach(async () => {
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
