import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { updateChannel } from "../../data/channels/channels";
import { readEventAgain } from "../../data/events/read-again";
import { newAlert, newOrganization, newRoute, publishAll } from "../../data/organization.fixture";
import { newWebhook } from "../../data/webhooks/webhook.fixture";
import { newId, showId } from "../../domain/id";
import { dayMs } from "../../domain/time";
import { db, pool } from "../../postgres/db";
import { useOwnDatabase } from "../../postgres/own-database.fixture";
import { deleteExpired } from "./retention";

beforeAll(useOwnDatabase);

const days = (count: number) => new Date(Date.now() - count * dayMs);

test("alerts go after 90 days with their deliveries and attempts; what still waits, is unrouted, or is younger stays", async () => {
  const of = await newOrganization();
  await newRoute(of);
  const [old, waiting, young, unrouted] = [
    newAlert(of, { createdAt: days(91) }),
    newAlert(of, { createdAt: days(91) }),
    newAlert(of, { createdAt: days(89) }),
    newAlert(of, { createdAt: days(91) }),
  ];
  await publishAll(of, [old, waiting, young, unrouted]);
  await pool().query("UPDATE deliveries SET status = 'sent' WHERE alert_id <> $1", [waiting.id]);
  await pool().query("INSERT INTO attempts (delivery_id, number, started_at) SELECT id, 1, now() FROM deliveries");
  await pool().query("UPDATE alerts SET routed_at = NULL WHERE id = $1", [unrouted.id]);
  expect((await deleteExpired()).alerts).toBe(1);
  const left = await db().alert.findMany({ select: { id: true }, orderBy: { id: "asc" } });
  expect(left.map(({ id }) => id)).toEqual([waiting.id, young.id, unrouted.id].sort());
  expect(await db().attempt.count()).toBe(3);
});

test("more than one batch is deleted in one go", async () => {
  const of = await newOrganization();
  const alerts = Array.from({ length: 1_000 }, () => newAlert(of, { createdAt: days(100) }));
  await publishAll(of, alerts);
  await publishAll(of, [newAlert(of, { createdAt: days(100) }), newAlert(of)]);
  expect((await deleteExpired()).alerts).toBeGreaterThanOrEqual(1_001);
  expect(await db().alert.count({ where: { organizationId: of.id } })).toBe(1);
});

test("excerpts of answers go after 30 days, and the attempt stays", async () => {
  const of = await newOrganization();
  await newRoute(of);
  await publishAll(of, [newAlert(of)]);
  const deliveryId = v7({ msecs: days(32).getTime() });
  await db().delivery.updateMany({ where: { organizationId: of.id }, data: { id: deliveryId } });
  for (const [number, age] of [
    [1, 31],
    [2, 29],
  ] as const)
    await db().attempt.create({ data: { deliveryId, number, startedAt: days(age), outcome: "http_5xx", responseExcerpt: "body" } });
  await deleteExpired();
  const attempts = await db().attempt.findMany({ where: { deliveryId }, orderBy: { number: "asc" } });
  expect(attempts.map(({ outcome, responseExcerpt }) => [outcome, responseExcerpt])).toEqual([
    ["http_5xx", null],
    ["http_5xx", "body"],
  ]);
});

test("idempotency keys go after 7 days, the audit after 400, captured mails after 90", async () => {
  const of = await newOrganization();
  const organizationId = of.id;
  await db().auditEntry.deleteMany({});
  for (const age of [6, 8]) {
    const key = {
      organizationId,
      actor: "user:x:admin",
      endpoint: "x",
      key: String(age),
      requestHash: new Uint8Array(1),
      statusCode: 200,
      response: "",
    };
    await db().idempotencyKey.create({ data: { ...key, createdAt: days(age) } });
  }
  for (const age of [399, 401])
    await db().auditEntry.create({
      data: {
        id: v7({ msecs: days(age).getTime() }),
        organizationId,
        actor: `${age}`,
        action: "x",
        subjectId: newId(),
        createdAt: days(age),
      },
    });
  for (const age of [89, 91])
    await db().capturedMail.create({
      data: { id: newId(), idempotencyKey: `${age}`, to: "", subject: "", text: "", html: "", createdAt: days(age) },
    });
  expect(await deleteExpired()).toMatchObject({ idempotency_keys: 1, audit_entries: 1, captured_mails: 1 });
  expect((await db().idempotencyKey.findMany()).map(({ key }) => key)).toEqual(["6"]);
  expect((await db().auditEntry.findMany()).map(({ actor }) => actor)).toEqual(["399"]);
  expect((await db().capturedMail.findMany()).map(({ idempotencyKey }) => idempotencyKey)).toEqual(["89"]);
});

test("old configurations go once no alert was routed with them; the newest one never does", async () => {
  const of = await newOrganization();
  const { channel } = await newRoute(of);
  await publishAll(of, [newAlert(of)]);
  for (const name of ["Two", "Three"]) await updateChannel(of.admin, channel.id, { name });
  await pool().query("UPDATE config_versions SET created_at = now() - interval '91 days' WHERE organization_id = $1", [of.id]);
  await deleteExpired();
  const left = await db().configVersion.findMany({ where: { organizationId: of.id }, orderBy: { version: "asc" } });
  expect(left.map(({ version }) => version)).toEqual([4, 6]);
});

test("events go after 90 days with their moments, raw bodies of errors after 30, and so do problems with tools and requests that made no event", async () => {
  const of = await newOrganization();
  const { id: webhookId, teamId } = await newWebhook(of);
  const event = (age: number, status: string) => ({
    ...{
      id: v7({ msecs: days(age).getTime() }),
      organizationId: of.id,
      teamId,
      webhookId,
      integration: "custom",
      status,
      verdict: "unsigned",
    },
    ...{ headers: {}, body: new Uint8Array([1]), address: "", userAgent: "", receivedAt: days(age) },
  });
  const [old, young, oldError, youngError] = [event(91, "success"), event(89, "success"), event(31, "error"), event(29, "error")];
  // What a retry put in the body's place tells as much as the body, and of an error without a body all there is.
  const [corrected, emptied, mended] = [event(32, "error"), { ...event(33, "error"), body: new Uint8Array() }, event(32, "success")];
  await db().event.createMany({ data: [old, young, oldError, { ...youngError, correctedBody: "x" }] });
  await db().event.createMany({ data: [corrected, emptied, mended].map((one) => ({ ...one, correctedBody: "x" })) });
  for (const { id: eventId, receivedAt } of [old, young]) {
    const moment = { id: newId(), organizationId: of.id, eventId, integration: "custom", name: "A", type: "alert", description: "" };
    await db().moment.create({ data: { ...moment, occurredAt: receivedAt, createdAt: receivedAt } });
  }
  for (const age of [89, 91]) {
    const problem = { id: newId(), organizationId: of.id, integration: "custom", operation: "check", outcome: "http_401", error: `${age}` };
    await db().integrationError.create({ data: { ...problem, lastAt: days(age), createdAt: days(100) } });
    const eventless = { webhookId, reason: "expired", address: "", userAgent: `${age}`, count: 1, firstAt: days(100), lastAt: days(age) };
    await db().eventlessRequest.create({ data: eventless });
  }
  expect(await deleteExpired()).toMatchObject({ events: 1, error_bodies: 3, integration_errors: 1, eventless_requests: 1 });
  const left = await db().event.findMany({ where: { organizationId: of.id }, include: { moments: true }, orderBy: { id: "asc" } });
  expect(left.map(({ id, body, correctedBody, moments }) => [id, body.length, correctedBody, moments.length])).toEqual([
    [young.id, 1, null, 1],
    [emptied.id, 0, null, 0],
    ...[corrected.id, mended.id].sort().map((id) => (id === mended.id ? [id, 1, "x", 0] : [id, 0, null, 0])),
    [oldError.id, 0, null, 0],
    [youngError.id, 1, "x", 0],
  ]);
  const retry = readEventAgain(of.admin, showId("event", corrected.id), null);
  await expect(retry).rejects.toMatchObject({ status: 409, code: "body_deleted" });
});

test("nothing that is due to stay is touched by a second run", async () => {
  expect(new Set(Object.values(await deleteExpired()))).toEqual(new Set([0]));
});
