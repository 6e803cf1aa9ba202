import { afterEach, expect, test, vi } from "vitest";
import { createChannel } from "../data/channels/channels";
import { newAlert, newOrganization, newRoute, publishAll } from "../data/organization.fixture";
import { newId } from "../domain/id";
import { pool, transaction } from "../postgres/db";
import { announce, onChange, type Topic } from "./change-feed";

const ends: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const end of ends.splice(0)) end();
});

/** What an organization's listener was told, as it came. */
function listen(organizationId: string): Topic[][] {
  const told: Topic[][] = [];
  ends.push(onChange(organizationId, (topics) => told.push([...topics].sort())));
  return told;
}

/** Connections that hear other processes now. */
const hearing = async () =>
  (
    await pool().query(
      `SELECT 1 FROM pg_stat_activity WHERE application_name = 'hotline changes' AND datname = current_database()
         AND query LIKE 'LISTEN %' AND state = 'idle'`,
    )
  ).rows.length;

/** Waits until all that was announced before is told: what is announced last comes with it or after it. */
async function settled(organizationId: string): Promise<void> {
  const told = listen(organizationId);
  announce(organizationId, "events");
  await expect.poll(() => told.flat()).toContain("events");
}

test("thousands of changes are told a few times a second, each topic once a time, and to nobody else", async () => {
  const [id, other] = [newId(), newId()];
  const told = listen(id);
  const strange = listen(other);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  for (let step = 0; step < 200; step++) {
    for (let count = 0; count < 500; count++) announce(id, count % 2 === 0 ? "alerts" : "config");
    vi.advanceTimersByTime(5);
  }
  vi.advanceTimersByTime(400);
  expect(told.length).toBeGreaterThanOrEqual(4);
  expect(told.length).toBeLessThanOrEqual(6);
  for (const topics of told) expect(topics).toEqual(["alerts", "config"]);
  expect(strange).toEqual([]);
});

test("a change in another process is heard here, and one of this process once", async () => {
  const id = newId();
  const told = listen(id);
  await expect.poll(hearing).toBeGreaterThan(0);
  await pool().query("SELECT pg_notify('hotline_changes', $1)", [`other a${newId()} aec${id} c${newId()}`]);
  await expect.poll(() => told).toEqual([["alerts", "config", "events"]]);
  announce(id, "alerts");
  await expect.poll(() => told).toHaveLength(2);
  // Notices come in their order: by then, this process's own would have come back.
  await pool().query("SELECT pg_notify('hotline_changes', $1)", [`other c${id}`]);
  await expect.poll(() => told).toHaveLength(3);
  expect(told).toEqual([["alerts", "config", "events"], ["alerts"], ["config"]]);
});

test("a connection that is lost is made anew, and everything counts as changed then", async () => {
  const id = newId();
  const told = listen(id);
  await expect.poll(hearing).toBeGreaterThan(0);
  await pool().query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hotline changes' AND datname = current_database()",
  );
  await expect.poll(() => told).toContainEqual(["alerts", "config", "events"]);
  told.length = 0;
  await pool().query("SELECT pg_notify('hotline_changes', $1)", [`other a${id}`]);
  await expect.poll(() => told).toEqual([["alerts"]]);
});

test("publishing, routing and configuring are told once they are committed, and never when they are not", async () => {
  const of = await newOrganization();
  await newRoute(of);
  await settled(of.id);
  const told = listen(of.id);
  await createChannel(of.admin, { name: "A", pattern: "a", enabled: true });
  await expect.poll(() => told.flat()).toEqual(["config"]);
  told.length = 0;
  await publishAll(of, [newAlert(of)]);
  await expect.poll(() => told.flat()).toContain("alerts");
  await settled(of.id);
  told.length = 0;
  await transaction(async () => {
    await createChannel(of.admin, { name: "B", pattern: "b", enabled: true });
    throw new Error("rolled back");
  }).catch(() => {});
  await settled(of.id);
  expect(told).toEqual([["events"]]);
});
