import { expect, test } from "vitest";
import { readId, showId } from "../../domain/id";
import { db, pool } from "../../postgres/db";
import { createDestination } from "../destinations/destinations";
import { newAlert, newOrganization, newRoute, publishAll } from "../organization.fixture";
import { listDeliveries } from "./deliveries";

const page = { limit: 200 };

test("deliveries are listed newest first, page by page, each once", async () => {
  const of = await newOrganization();
  const { destination } = await newRoute(of);
  await newRoute(of);
  await publishAll(
    of,
    Array.from({ length: 15 }, () => newAlert(of)),
  );
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { data, next_cursor } = await listDeliveries(of.admin, {}, { limit: 7, cursor });
    seen.push(...data.map(({ id }) => readId("dlv", id) as string));
    cursor = next_cursor ?? undefined;
  } while (cursor);
  const all = await db().delivery.findMany({ where: { organizationId: of.id }, orderBy: { id: "desc" }, select: { id: true } });
  expect(seen).toEqual(all.map(({ id }) => id));
  const one = await listDeliveries(of.member, { destination_id: destination.id }, page);
  expect(one.data).toHaveLength(15);
  expect(one.data[0]).toMatchObject({ destination: { id: destination.id, name: "Hook" }, alert: { name: "payment:failed" }, attempts: 0 });
});

test("of one status come only those; what waits says when it goes on, and what failed says why", async () => {
  const of = await newOrganization();
  await newRoute(of);
  const alerts = Array.from({ length: 4 }, () => newAlert(of));
  await publishAll(of, alerts);
  const [failed] = await db().delivery.findMany({ where: { alertId: alerts[1]?.id as string } });
  await pool().query("UPDATE deliveries SET status = 'failed', reason = 'http_404', attempt_count = 1 WHERE id = $1", [failed?.id]);
  await pool().query(
    "INSERT INTO attempts (delivery_id, number, started_at, finished_at, outcome, error) VALUES ($1, 1, now(), now(), 'http_404', 'nothing there')",
    [failed?.id],
  );
  const { data, next_cursor } = await listDeliveries(of.admin, { status: "failed" }, page);
  expect(data).toHaveLength(1);
  expect(next_cursor).toBeNull();
  expect(data[0]).toMatchObject({
    id: showId("dlv", failed?.id as string),
    alert: { id: showId("alert", alerts[1]?.id as string) },
    reason: "http_404",
    attempts: 1,
    last_error: "nothing there",
    next_attempt_at: null,
  });
  const pending = (await listDeliveries(of.admin, { status: "pending" }, page)).data;
  expect(pending).toHaveLength(3);
  for (const { next_attempt_at } of pending) expect(Date.parse(next_attempt_at ?? "")).toBeLessThan(Date.now() + 1_000);
});

test("a status that few have is looked for some way back at a time: pages may be empty, and reach them all", async () => {
  const of = await newOrganization();
  const [busy, quiet] = [await newRoute(of), await newRoute(of)];
  const id = (destination: { id: string }) => readId("dest", destination.id) as string;
  // 25,000 deliveries of one destination; of them, and of the other one's, the oldest failed.
  await pool().query(
    `WITH made AS (
       INSERT INTO alerts (id, organization_id, name, payload, source, action, created_at, routed_at, channel_ids)
       SELECT (lpad(to_hex(1700000000000 + n), 12, '0') || '70008000' || lpad(n::text, 12, '0'))::uuid, $1, 'a', '{}', 'api', 'trigger', now(), now(), '{}'
       FROM generate_series(1, 25000) n RETURNING id
     )
     INSERT INTO deliveries (id, organization_id, alert_id, destination_id, status, due_at)
     SELECT id, $1, id, $2::uuid, 'sent', now() FROM made`,
    [of.id, id(busy.destination)],
  );
  const { rows } = await pool().query<{ id: string }>("SELECT id FROM deliveries WHERE organization_id = $1 ORDER BY id LIMIT 3", [of.id]);
  await pool().query("UPDATE deliveries SET status = 'failed' WHERE organization_id = $1 AND id = ANY($2)", [
    of.id,
    rows.map((row) => row.id),
  ]);
  await pool().query("UPDATE deliveries SET destination_id = $2 WHERE id = $1", [rows[1]?.id, id(quiet.destination)]);
  const found: string[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const { data, next_cursor } = await listDeliveries(of.admin, { status: "failed" }, { limit: 50, cursor });
    found.push(...data.map((row) => readId("dlv", row.id) as string));
    cursor = next_cursor ?? undefined;
    pages++;
  } while (cursor && pages < 10);
  expect(found).toEqual(rows.map((row) => row.id).reverse());
  expect(pages).toBe(3);
});

test("a destination that is unknown, malformed or somebody else's has none", async () => {
  const [owner, stranger] = [await newOrganization(), await newOrganization()];
  const { destination } = await newRoute(owner);
  await publishAll(owner, [newAlert(owner)]);
  const own = await createDestination(stranger.admin, {
    name: "A",
    kind: "webhook",
    config: { url: "http://127.0.0.1:9/hook" },
    enabled: true,
  });
  for (const id of [destination.id, own.id, "nonsense", ""])
    expect(await listDeliveries(stranger.admin, { destination_id: id, status: "pending" }, page)).toEqual({ data: [], next_cursor: null });
  expect((await listDeliveries(stranger.admin, {}, page)).data).toEqual([]);
});

test("the more destinations there are, the fewer deliveries of each are looked at for one page", async () => {
  const of = await newOrganization();
  const { destination } = await newRoute(of);
  await pool().query(
    `INSERT INTO destinations (id, organization_id, name, kind, config)
     SELECT gen_random_uuid(), $1, 'Idle', 'webhook', '{}' FROM generate_series(1, 99)`,
    [of.id],
  );
  await pool().query(
    `WITH made AS (
       INSERT INTO alerts (id, organization_id, name, payload, source, action, created_at, routed_at, channel_ids)
       SELECT (lpad(to_hex(1600000000000 + n), 12, '0') || '70008000' || lpad(n::text, 12, '0'))::uuid, $1, 'a', '{}', 'api', 'trigger', now(), now(), '{}'
       FROM generate_series(1, 1500) n RETURNING id
     )
     INSERT INTO deliveries (id, organization_id, alert_id, destination_id, status, due_at)
     SELECT id, $1, id, $2::uuid, CASE row_number() OVER (ORDER BY id) WHEN 1 THEN 'failed' ELSE 'sent' END, now() FROM made`,
    [of.id, readId("dest", destination.id)],
  );
  const filter = { status: "failed" } as const;
  const first = await listDeliveries(of.admin, filter, page);
  expect(first).toEqual({ data: [], next_cursor: expect.any(String) });
  const second = await listDeliveries(of.admin, filter, { ...page, cursor: first.next_cursor ?? "" });
  expect(second).toMatchObject({ data: [{ status: "failed" }], next_cursor: null });
  expect((await listDeliveries(of.admin, { ...filter, destination_id: destination.id }, page)).data).toHaveLength(1);
});
