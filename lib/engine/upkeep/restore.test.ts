import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setLocalReceiver } from "../../../inngest/client";
import { updateDestination } from "../../data/destinations/destinations";
import { newAlert, newOrganization, newRoute, publishAll } from "../../data/organization.fixture";
import { readId } from "../../domain/id";
import { setEnv } from "../../env";
import { closeDb, db, pool } from "../../postgres/db";
import { type InstalledPostgres, startInstalledPostgres } from "../../postgres/installed-postgres.fixture";
import { findBroken } from "../../postgres/invariants";
import { migrate } from "../../postgres/migrate";
import { findUnopenable } from "../../postgres/stored-secrets";
import { deliverDue } from "../deliver/run";
import { settleAndClaim } from "../deliver/settle-and-claim";
import { type Taken, takeDestination } from "../deliver/take";

/** Each request: which alert it told, under which webhook-id. */
const requests: { name: string; id: string }[] = [];
const statuses: Record<string, number> = { sent: 200, failed: 400, waiting: 500 };
const receiver = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => {
    body += chunk.toString();
  });
  request.on("end", () => {
    const { name } = JSON.parse(body) as { name: string };
    requests.push({ name, id: String(request.headers["webhook-id"]) });
    response.writeHead(statuses[name] ?? 200).end();
  });
});

let postgres: InstalledPostgres;
beforeAll(async () => {
  setLocalReceiver(() => {});
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  postgres = await startInstalledPostgres();
});
afterAll(async () => {
  setLocalReceiver(null);
  await closeDb();
  await postgres.stop();
  receiver.close();
});

/** Goes on with another database. Resolves with the migrations that it lacked. */
async function use(url: string): Promise<string[]> {
  await closeDb();
  setEnv({ DATABASE_URL: url });
  return migrate(url);
}

/** A checksum of each table. */
async function checksums(): Promise<Record<string, string>> {
  const { rows } = await pool().query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
  );
  const sums: Record<string, string> = {};
  for (const { name } of rows) {
    const text = `SELECT count(*) || ' ' || md5(coalesce(string_agg(r::text, E'\\n' ORDER BY r::text), '')) AS sum FROM ${name} r`;
    sums[name] = (await pool().query<{ sum: string }>(text)).rows[0]?.sum ?? "";
  }
  return sums;
}

/** As if it were due, and the run that was at work had gone. */
async function letTimePass(): Promise<void> {
  await pool().query("UPDATE deliveries SET due_at = now() - interval '1 second' WHERE status = 'pending'");
  await pool().query("UPDATE destination_states SET runner_until = now() - interval '1 second'");
}

test("a dump that is restored sends nothing again that was finished, and what waited under the same webhook-id", async () => {
  await use(postgres.url);
  const of = await newOrganization();
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  const destinationId = readId("dest", (await newRoute(of, { url })).destination.id) as string;
  const off = await newRoute(of, { url: `${url}/off` });
  await updateDestination(of.admin, off.destination.id, { enabled: false });
  await publishAll(
    of,
    ["sent", "failed", "waiting"].map((name) => newAlert(of, { name })),
  );
  await deliverDue([destinationId]);
  // What another run has begun when the dump is made.
  await publishAll(of, [newAlert(of, { name: "begun" })]);
  const runnerId = randomUUID();
  await settleAndClaim((await takeDestination(destinationId, runnerId)) as Taken, runnerId, [], 1);
  const told = requests.splice(0);
  expect(told.map(({ name }) => name).sort()).toEqual(["failed", "sent", "waiting"]);

  const file = path.join(postgres.folder, "hotline.dump");
  const dumped = await checksums();
  await postgres.run("pg_dump", ["--format=custom", `--file=${file}`, postgres.url]);
  // What was dumped goes on, and sends what waited.
  await letTimePass();
  await deliverDue([destinationId]);
  const sentSince = requests.splice(0);
  expect(sentSince.map(({ name }) => name).sort()).toEqual(["begun", "waiting"]);

  await pool().query("CREATE DATABASE restored");
  const restored = new URL("/restored", postgres.url).href;
  await postgres.run("pg_restore", ["--exit-on-error", `--dbname=${restored}`, file]);
  expect(await use(restored)).toEqual([]);
  expect(await checksums()).toEqual(dumped);
  const broken = () => findBroken(async (text) => (await pool().query<{ id: string }>(text)).rows);
  expect([await broken(), await findUnopenable()]).toEqual([[], []]);

  await letTimePass();
  await deliverDue([destinationId]);
  expect(requests.toSorted((one, other) => one.name.localeCompare(other.name))).toEqual(
    sentSince.toSorted((one, other) => one.name.localeCompare(other.name)),
  );
  expect(requests.find(({ name }) => name === "waiting")).toEqual(told.find(({ name }) => name === "waiting"));
  expect(await broken()).toEqual([]);
  expect(await db().delivery.count({ where: { status: "skipped" } })).toBe(4);
});
