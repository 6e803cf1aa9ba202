import { expect, test } from "vitest";
import { newAlert, newOrganization, newRoute, publishAll } from "../../data/organization.fixture";
import type { Mail } from "../../destinations/kind";
import { newId, readId } from "../../domain/id";
import { db, pool } from "../../postgres/db";
import { render } from "./render";
import { settleAndClaim } from "./settle-and-claim";
import { type Taken, takeDestination } from "./take";

test("a trigger, its repeats and its end are one thread of mails at each destination, whatever they say", async () => {
  const of = await newOrganization();
  const queues: { id: string; runnerId: string; taken: Taken }[] = [];
  for (const _ of [1, 2]) {
    const id = readId("dest", (await newRoute(of, { kind: "email" })).destination.id) as string;
    const runnerId = newId();
    queues.push({ id, runnerId, taken: (await takeDestination(id, runnerId)) as Taken });
  }
  const publish = (action: "trigger" | "resolve", error: string, dedupKey = "disk-1") =>
    publishAll(of, [newAlert(of, { name: "disk:full", action, dedupKey, payload: JSON.stringify({ error }) })]);
  const renderAll = async () => {
    for (const { taken, runnerId } of queues) await render(taken, await settleAndClaim(taken, runnerId, [], 20));
    await pool().query("UPDATE deliveries SET status = 'sent' WHERE organization_id = $1", [of.id]);
  };
  // Two at once, and the end later on.
  await publish("trigger", "91 %");
  await publish("trigger", "95 %");
  await publish("trigger", "of another key", "disk-2");
  await renderAll();
  await publish("resolve", "12 %");
  await renderAll();
  const mails = await Promise.all(
    queues.map(async ({ id }) => {
      const rows = await db().delivery.findMany({ where: { destinationId: id }, orderBy: { alertId: "asc" } });
      return rows.map(({ rendered }) => JSON.parse(rendered ?? "null") as Mail);
    }),
  );
  for (const [first, repeat, other, end] of mails) {
    expect([first?.subject, other?.subject]).toEqual(["disk:full: 91 %", "disk:full: of another key"]);
    for (const mail of [repeat, end])
      expect([mail?.subject, mail?.headers.References]).toEqual([first?.subject, first?.headers.References]);
    expect(end?.text).toContain("12 %");
  }
  const roots = mails.flatMap(([first, , other]) => [first?.headers.References, other?.headers.References]);
  expect(new Set(roots).size).toBe(4);
});
