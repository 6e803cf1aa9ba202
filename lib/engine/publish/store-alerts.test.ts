import pg from "pg";
import { expect, test, vi } from "vitest";
import { getAlert, listAlerts } from "../../data/alerts/alerts";
import { createEnvironment } from "../../data/environments/environments";
import { newAlert, newOrganization } from "../../data/organization.fixture";
import { newId, readId, showId, timeOf } from "../../domain/id";
import { db, transaction } from "../../postgres/db";
import { environmentsOf } from "./environments";
import { acceptAlerts } from "./store-alerts";

const count = (organizationId: string) => db().alert.count({ where: { organizationId } });

test("when it resolves, the alerts are stored", async () => {
  const of = await newOrganization();
  await Promise.all(
    Array.from({ length: 100 }, async () => {
      const alert = newAlert(of);
      await acceptAlerts([alert]);
      expect(await db().alert.count({ where: { id: alert.id } })).toBe(1);
    }),
  );
  expect(await count(of.id)).toBe(100);
});

test("one caller's bad row never fails another's, and of a call either all alerts are stored or none", async () => {
  const of = await newOrganization();
  const bad = () => newAlert({ id: newId() });
  const calls = Array.from({ length: 40 }, (_, index) => (index % 10 === 5 ? [newAlert(of), bad()] : [newAlert(of), newAlert(of)]));
  const results = await Promise.allSettled(calls.map((alerts) => acceptAlerts(alerts)));
  expect(results.map(({ status }) => status)).toEqual(calls.map((_, index) => (index % 10 === 5 ? "rejected" : "fulfilled")));
  expect(await count(of.id)).toBe(72);
});

test("more alerts than one statement takes are all stored", async () => {
  const of = await newOrganization();
  await Promise.all([700, 700, 700].map((length) => acceptAlerts(Array.from({ length }, () => newAlert(of)))));
  expect(await count(of.id)).toBe(2_100);
});

test("inside a transaction nothing is stored until it commits, and nothing when it does not", async () => {
  const of = await newOrganization();
  const failed = transaction(async () => {
    await acceptAlerts([newAlert(of)]);
    throw new Error("rolled back");
  });
  await expect(failed).rejects.toThrow("rolled back");
  expect(await count(of.id)).toBe(0);
  await transaction(() => acceptAlerts([newAlert(of)]));
  expect(await count(of.id)).toBe(1);
});

test("a payload comes back as it was written", async () => {
  const of = await newOrganization();
  const payload = '{ "b": 1.50, "a" :12345678901234567890, "b":1e2, "ü\\u0041" : [ ] }';
  const alert = newAlert(of, { payload });
  await acceptAlerts([alert]);
  expect((await getAlert(of.admin, showId("alert", alert.id))).payloadText).toBe(payload);
});

test("an alert's time is its id's", () => {
  const before = Date.now();
  const at = timeOf(newId()).getTime();
  expect(at).toBeGreaterThanOrEqual(before);
  expect(at).toBeLessThanOrEqual(Date.now());
});

const placed = (environment: string) => ({ name: "a", environment });

test("an environment is found by slug and by id, at once after it was made, and never another organization's", async () => {
  const [of, other] = [await newOrganization(), await newOrganization()];
  await expect(environmentsOf(of.admin, [{ name: "a" }, placed("production")], true)).rejects.toMatchObject({
    status: 422,
    errors: [{ path: "1.environment", message: 'there is no environment "production"' }],
  });
  const { id } = await createEnvironment(of.admin, { slug: "production" });
  const uuid = readId("env", id) as string;
  expect(await environmentsOf(of.admin, [placed("production"), placed(id), { name: "a" }], true)).toEqual([uuid, uuid, null]);
  for (const text of ["production", id, uuid])
    await expect(environmentsOf(other.admin, [placed(text)], false)).rejects.toMatchObject({ status: 422 });
});

test("however many environments a batch names, known or not, the database is asked for them twice at most", async () => {
  const of = await newOrganization();
  await createEnvironment(of.admin, { slug: "production" });
  const query = vi.spyOn(pg.Client.prototype, "query");
  const asked = () => query.mock.calls.filter(([given]) => (given as { name?: string }).name === "list_environments").length;
  const batch = Array.from({ length: 1_000 }, () => placed("production"));
  await Promise.all([environmentsOf(of.admin, batch, true), environmentsOf(of.admin, batch, true)]);
  expect(asked()).toBe(1);
  const unknown = Array.from({ length: 1_000 }, (_, index) => placed(`unknown-${index}`));
  await expect(environmentsOf(of.admin, unknown, true)).rejects.toMatchObject({
    errors: expect.toSatisfy((errors) => errors.length === 1_000),
  });
  expect(asked()).toBeLessThanOrEqual(3);
  query.mockRestore();
});

test("pages of history have no gap and no repeat while new alerts arrive", async () => {
  const of = await newOrganization();
  const alerts = Array.from({ length: 45 }, () => newAlert(of));
  await acceptAlerts(alerts);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAlerts(of.admin, {}, { limit: 7, cursor });
    seen.push(...page.data.map(({ id }) => id));
    await acceptAlerts([newAlert(of), newAlert(of)]);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(alerts.map(({ id }) => showId("alert", id)).reverse());
});
