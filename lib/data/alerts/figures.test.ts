import { expect, test } from "vitest";
import { showId } from "../../domain/id";
import { dayMs } from "../../domain/time";
import { acceptAlerts } from "../../engine/publish/store-alerts";
import { pool } from "../../postgres/db";
import { countRetryable, retryDeliveries } from "../deliveries/retry";
import { newAlert, newOrganization, newRoute, publishAll } from "../organization.fixture";
import { listAlerts } from "./alerts";
import { countAlerts, summarizeAlerts } from "./figures";

test("a count is of what the list would show, newer than an alert when one is named", async () => {
  const of = await newOrganization();
  await newRoute(of, { pattern: "payment:failed" });
  const alerts = Array.from({ length: 9 }, (_, index) => newAlert(of, { name: index % 3 === 0 ? "other" : "payment:failed" }));
  await publishAll(of, alerts);
  for (const filter of [{}, { name: "other" }, { status: "pending" as const }, { status: "none" as const }, { q: "pay" }]) {
    const { data } = await listAlerts(of.admin, filter, { limit: 200 });
    expect(await countAlerts(of.member, filter), JSON.stringify(filter)).toEqual({ count: data.length, capped: false });
  }
  const after = showId("alert", alerts[5]?.id as string);
  expect(await countAlerts(of.admin, {}, after)).toEqual({ count: 3, capped: false });
  expect(await countAlerts(of.admin, { name: "other" }, after)).toEqual({ count: 1, capped: false });
  expect(await countAlerts(of.admin, {}, showId("alert", alerts[8]?.id as string))).toEqual({ count: 0, capped: false });
  expect(await countAlerts(of.admin, {}, "nonsense")).toEqual({ count: 0, capped: false });
});

test("more than 10,000 are counted as that many, and it is said", async () => {
  const of = await newOrganization();
  for (let round = 0; round < 11; round++) await acceptAlerts(Array.from({ length: 1_000 }, () => newAlert(of)));
  expect(await countAlerts(of.admin, {})).toEqual({ count: 10_000, capped: true });
});

test("the summary is of the last 24 hours, and of this organization", async () => {
  const [of, other] = [await newOrganization(), await newOrganization()];
  await newRoute(of, { pattern: "payment:.*" });
  await publishAll(of, [
    newAlert(of),
    newAlert(of),
    newAlert(of),
    newAlert(of, { name: "other" }),
    newAlert(of, { name: "other", createdAt: new Date(Date.now() - 2 * dayMs) }),
  ]);
  await pool().query(
    "UPDATE deliveries SET status = 'sent' WHERE id = (SELECT id FROM deliveries WHERE organization_id = $1 ORDER BY id LIMIT 1)",
    [of.id],
  );
  expect(await summarizeAlerts(of.member)).toMatchObject({ alerts: 4, sent: 1, pending: 2, failed: 0, skipped: 0 });
  expect(await summarizeAlerts(other.admin)).toMatchObject({ alerts: 0, sent: 0, pending: 0, failed: 0, skipped: 0 });
});

test("the number named before a retry is the number retried, whatever the filter", async () => {
  const filters = [
    {},
    { status: "failed" as const },
    { status: "skipped" as const },
    { status: "sent" as const },
    { status: "pending" as const },
    { status: "none" as const },
    { name: "a" },
    { q: "a", status: "failed" as const },
  ];
  for (const filter of filters) {
    const of = await newOrganization();
    const { destination } = await newRoute(of);
    await publishAll(
      of,
      ["a", "a", "b", "b", "c", "c", "a", "a"].map((name) => newAlert(of, { name })),
    );
    const { rows } = await pool().query<{ id: string }>("SELECT id FROM deliveries WHERE organization_id = $1 ORDER BY id", [of.id]);
    const statuses = ["failed", "skipped", "sent", "failed", "pending", "skipped", "failed", "sent"];
    for (const [index, { id }] of rows.entries())
      await pool().query("UPDATE deliveries SET status = $2 WHERE id = $1", [id, statuses[index]]);
    const { count } = await countRetryable(of.admin, filter);
    expect((await retryDeliveries(of.admin, filter)).count, JSON.stringify(filter)).toBe(count);
    if (Object.keys(filter).length === 0) expect(count).toBe(5);
    expect(destination.enabled).toBe(true);
  }
});
