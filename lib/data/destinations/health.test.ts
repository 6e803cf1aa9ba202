import { expect, test } from "vitest";
import { quietFlow } from "../../domain/delivering/flow";
import { readId, showId } from "../../domain/id";
import { hourMs } from "../../domain/time";
import { db, pool } from "../../postgres/db";
import { newAlert, newOrganization, newRoute, publishAll } from "../organization.fixture";
import { deleteDestination } from "./destinations";
import { listDestinationHealth } from "./health";

/** An organization whose one destination has had these deliveries, oldest first. */
async function withDeliveries(statuses: readonly string[]) {
  const of = await newOrganization();
  const { destination } = await newRoute(of);
  await publishAll(
    of,
    statuses.map(() => newAlert(of)),
  );
  // Alerts of one moment are routed in any order: their deliveries say which came last.
  const rows = await db().delivery.findMany({ where: { organizationId: of.id }, orderBy: { id: "asc" } });
  for (const [index, { id }] of rows.entries()) {
    const status = statuses[index] as string;
    await pool().query(
      "UPDATE deliveries SET status = $2, attempt_count = CASE $2 WHEN 'pending' THEN 0 ELSE 1 END, sent_at = CASE WHEN $2 = 'sent' THEN now() END WHERE id = $1",
      [id, status],
    );
    if (status === "failed" || status === "sent")
      await pool().query(
        "INSERT INTO attempts (delivery_id, number, started_at, finished_at, outcome, error) VALUES ($1, 1, now(), now(), $2, $3)",
        [id, status === "sent" ? "http_2xx" : "http_404", status === "sent" ? null : "nothing there"],
      );
  }
  return { of, destination, alertIds: rows.map(({ alertId }) => alertId) };
}

test("a destination's health says who uses it, its last success, its last error in words, what waits, and the last 24 hours", async () => {
  const { of, destination, alertIds } = await withDeliveries(["sent", "failed", "failed", "sent", "pending"]);
  const { data } = await listDestinationHealth(of.admin);
  expect(data).toHaveLength(1);
  const [health] = data;
  expect(health).toMatchObject({ destination_id: destination.id, subscriptions: 1, waiting: null, pending: 1 });
  expect(health?.last_error).toMatchObject({
    outcome: "http_404",
    error: "nothing there",
    alert_id: showId("alert", alertIds[2] as string),
  });
  expect(Date.now() - Date.parse(health?.last_success_at ?? "")).toBeLessThan(60_000);
  expect(health?.hours).toHaveLength(24);
  const hours = health?.hours ?? [];
  expect(hours.reduce((sum, { sent }) => sum + sent, 0)).toBe(2);
  expect(hours.reduce((sum, { failed }) => sum + failed, 0)).toBe(2);
  const starts = hours.map(({ from }) => Date.parse(from));
  expect(starts).toEqual(starts.map((_, index) => (starts[0] as number) + index * hourMs));
  expect(Date.now() - (starts[23] as number)).toBeLessThan(hourMs + 60_000);
});

test("one that was never used has no success, no error and quiet hours; a deleted one is not listed", async () => {
  const of = await newOrganization();
  const { destination } = await newRoute(of);
  const { data } = await listDestinationHealth(of.member);
  expect(data[0]).toMatchObject({ last_success_at: null, last_error: null, pending: 0 });
  expect(data[0]?.hours.every(({ sent, failed }) => sent + failed === 0)).toBe(true);
  await deleteDestination(of.admin, destination.id);
  // A figure may be given again for a second.
  await expect.poll(async () => (await listDestinationHealth(of.admin)).data).toEqual([]);
});

test("an open breaker is told with its end, and a success that left history is remembered", async () => {
  const of = await newOrganization();
  const { destination } = await newRoute(of);
  const openUntil = Date.now() + 60_000;
  const flow = { ...quietFlow, openUntil, openSeconds: 60, lastSuccessAt: Date.now() - 1_000 };
  await db().destinationState.update({ where: { destinationId: readId("dest", destination.id) as string }, data: { flow } as never });
  const { data } = await listDestinationHealth(of.admin);
  expect(data[0]?.waiting).toEqual({ reason: "breaker_open", until: new Date(openUntil).toISOString() });
  expect(data[0]?.last_success_at).toBe(new Date(flow.lastSuccessAt).toISOString());
});
