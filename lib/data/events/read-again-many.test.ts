import pg from "pg";
import { beforeAll, expect, test, vi } from "vitest";
import { showId } from "../../domain/id";
import { findRequested } from "../../engine/receive/read-requested";
import { db, pool } from "../../postgres/db";
import { useOwnDatabase } from "../../postgres/own-database.fixture";
import { newOrganization, type TestOrganization } from "../organization.fixture";
import { readEventsAgain } from "./read-again";

let of: TestOrganization;
let other: TestOrganization;
beforeAll(async () => {
  // The retries of every organization wait in one queue.
  await useOwnDatabase();
  [of, other] = [await newOrganization(), await newOrganization()];
});

const addErrors = ({ id }: { id: string }, count: number) =>
  pool().query(
    `INSERT INTO events (id, organization_id, integration, status, cause, verdict, headers, body, address, user_agent, received_at)
     SELECT gen_random_uuid(), $1, 'custom', 'error', 'x', 'unsigned', '{}', '', '', '', now() FROM generate_series(1, $2::int)`,
    [id, count],
  );
const waiting = ({ id: organizationId }: { id: string }) => db().event.count({ where: { organizationId, retryBy: { not: null } } });
const turns = async (most: number) => {
  const ids = await findRequested(most);
  const rows = await db().event.findMany({ where: { id: { in: ids } }, select: { id: true, organizationId: true, retryBy: true } });
  return ids.map((id) => rows.find((row) => row.id === id));
};

test("one press takes 10,000 at most and says that there are more; it is one entry of the audit, with the total, and none where nothing was left", async () => {
  await addErrors(of, 10_500);
  const press = () => readEventsAgain(of.admin, { integration: "custom" });
  expect(await press()).toEqual({ count: 10_000, more: true });
  expect(await waiting(of)).toBe(10_000);
  expect(await press()).toEqual({ count: 500 });
  expect(await press()).toEqual({ count: 0 });
  const audited = await db().auditEntry.findMany({ where: { organizationId: of.id, action: "events.retried" }, orderBy: { id: "asc" } });
  expect(audited.map(({ after }) => after)).toEqual([10_000, 500].map((count) => ({ count, integration: "custom" })));
});

test("organizations take turns, and so do those who asked in one: nobody waits behind another's thousands", async () => {
  await addErrors(other, 30);
  const [first] = await db().event.findMany({ where: { organizationId: other.id }, select: { id: true }, take: 1 });
  await readEventsAgain(other.admin, { ids: [showId("event", first?.id as string)] });
  await readEventsAgain(other.key("admin"), {});
  const next = await turns(20);
  expect(next.filter((row) => row?.organizationId === other.id)).toHaveLength(10);
  expect(next.slice(0, 4).filter((row) => row?.id === first?.id)).toHaveLength(1);
  expect(await turns(100)).toHaveLength(100);
  expect((await turns(100)).filter((row) => row?.organizationId === other.id)).toHaveLength(30);
});

test("two presses at once lock in one order and mark each event once", async () => {
  const own = await newOrganization();
  await addErrors(own, 2_000);
  const query = vi.spyOn(pg.Client.prototype, "query");
  const [one, two] = await Promise.all([readEventsAgain(own.admin, {}), readEventsAgain(own.admin, {})]);
  const texts = query.mock.calls.map(([given]) => (typeof given === "string" ? given : (given as unknown as { text: string }).text));
  query.mockRestore();
  expect(one.count + two.count).toBe(2_000);
  const marks = texts.filter((text) => /^\s*UPDATE\b.*\bevents\b/is.test(text));
  expect(marks.length).toBeGreaterThan(0);
  for (const text of marks) expect(text).toMatch(/ORDER BY id FOR UPDATE/);
});
