import { afterEach, expect, test, vi } from "vitest";
import * as batches from "../data/alerts/export";
import { newAlert, newOrganization, newRoute, publishAll, type TestOrganization } from "../data/organization.fixture";
import type { AlertFilter } from "../domain/alerts/alert";
import { showId } from "../domain/id";
import { acceptAlerts } from "../engine/publish/store-alerts";
import { db } from "../postgres/db";
import { exportAlerts } from "./export-alerts";

afterEach(() => vi.restoreAllMocks());

const download = (of: TestOrganization, filter: AlertFilter, format: "csv" | "json", signal = new AbortController().signal) =>
  exportAlerts(of.member, filter, format, signal);

test("a JSON export is one valid array of every alert that matches, newest first, with each payload as it was written", async () => {
  const of = await newOrganization();
  await newRoute(of, { pattern: "a" });
  const alerts = Array.from({ length: 70 }, (_, index) =>
    newAlert(of, { name: index % 2 === 0 ? "a" : "b", payload: '{"z":1.0,"a":12345678901234567890}' }),
  );
  await publishAll(of, alerts);
  const response = await download(of, { name: "a" }, "json");
  const text = await response.text();
  const ids = (JSON.parse(text) as { id: string }[]).map(({ id }) => id);
  expect(ids).toEqual(
    alerts
      .filter(({ name }) => name === "a")
      .map(({ id }) => showId("alert", id))
      .reverse(),
  );
  expect(text).toContain('"payload":{"z":1.0,"a":12345678901234567890}');
  expect(JSON.parse(text)[0]).toMatchObject({ channels: [{ name: "Everything" }], deliveries: { pending: 1 } });
  expect(await (await download(of, { name: "nothing" }, "json")).json()).toEqual([]);
});

test("a CSV export has a line each, and no cell that a spreadsheet runs", async () => {
  const of = await newOrganization();
  await acceptAlerts([
    newAlert(of, { name: '=HYPERLINK("http://x")', payload: '{"a":"b,c"}', dedupKey: "@x" }),
    newAlert(of, { name: "-1+1" }),
  ]);
  const response = await download(of, {}, "csv");
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="alerts-\d{4}-\d\d-\d\dT\d{4}Z\.csv"$/);
  const file = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
  expect(file.startsWith("\ufeff")).toBe(true);
  const [head, ...lines] = file.slice(1).split("\r\n");
  expect(head).toMatch(/^"id","created_at","name","environment",/);
  expect(lines[0]).toContain(`,"'-1+1",`);
  expect(lines[1]).toContain(`,"'=HYPERLINK(""http://x"")",`);
  expect(lines[1]).toContain(`,"'@x",`);
  expect(lines[1]).toContain(',"{""a"":""b,c""}"');
  expect(lines).toHaveLength(3);
});

/** As many answers of the database as would be enough to read on. */
async function turns(): Promise<void> {
  for (let count = 0; count < 50; count++) await db().organization.count();
}

test("it is read as fast as it is taken, and no further once the caller is gone", async () => {
  const of = await newOrganization();
  for (let round = 0; round < 3; round++) await acceptAlerts(Array.from({ length: 1_000 }, () => newAlert(of)));
  const read = vi.spyOn(batches, "readExportBatch");
  const reader = (await download(of, {}, "csv")).body?.getReader();
  await reader?.read();
  await turns();
  // The first batch, one that waits to be taken, and at most one more.
  const before = read.mock.calls.length;
  expect(before).toBeLessThanOrEqual(3);
  await reader?.cancel();
  await turns();
  expect(read.mock.calls.length).toBeLessThanOrEqual(before + 1);
});

test("two are written at once for an organization; who comes later is told to wait, others are not, and one may go when one has ended", async () => {
  const [of, other] = [await newOrganization(), await newOrganization()];
  for (const one of [of, other]) await acceptAlerts(Array.from({ length: 200 }, () => newAlert(one)));
  const controller = new AbortController();
  const first = await download(of, {}, "csv", controller.signal);
  const others = [await download(of, {}, "csv")];
  await expect(download(of, {}, "csv")).rejects.toMatchObject({ status: 429, code: "too_many_exports" });
  others.push(await download(other, {}, "csv"));
  controller.abort();
  others.push(await download(of, {}, "csv"));
  for (const response of others) expect((await response.text()).split("\r\n")).toHaveLength(202);
  await first.body?.cancel();
});
