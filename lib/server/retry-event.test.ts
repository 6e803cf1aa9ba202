import { beforeAll, expect, test } from "vitest";
import { createApiKey } from "../data/api-keys";
import { db, pool } from "../data/db";
import { createEnvironment } from "../data/environments";
import { getEvent } from "../data/events";
import { newOrganization, type TestOrganization } from "../data/organization.fixture";
import { useOwnDatabase } from "../data/own-database.fixture";
import { newTeam, newWebhook } from "../data/webhook.fixture";
import { readId } from "../domain/id";
import { goodMoment, postTo, refusedId } from "./received.fixture";
import { retryEvent } from "./retry-event";
import { retryEvents, retryMatchingEvents } from "./retry-events";

let of: TestOrganization;
beforeAll(async () => {
  // The retries of every organization are worked together.
  await useOwnDatabase();
  of = await newOrganization();
});

const broken = { name: "Deploy of storefront" };
const newError = async (webhook: { token: string }) => refusedId(postTo(webhook, broken));

test("a corrected body makes the moment and its alert; the original stays, and the status is of this event", async () => {
  const webhook = await newWebhook(of);
  const id = await newError(webhook);
  const event = await retryEvent(of.admin, id, goodMoment);
  expect(event).toMatchObject({
    id,
    status: "success",
    reason: null,
    cause: null,
    body: JSON.stringify(broken),
    retries: 1,
    corrected: true,
  });
  expect(event.corrected_body).toBe(JSON.stringify(goodMoment));
  expect(event.moments).toMatchObject([{ name: goodMoment.name, type: "incident", occurred_at: "2023-04-01T12:31:26.000Z" }]);
  expect(event.alerts).toMatchObject([{ name: "moment:custom:incident" }]);
  expect(await db().event.count({ where: { webhookId: webhook.id } })).toBe(1);
  const [entry] = await db().auditEntry.findMany({ where: { action: "event.retried", subjectId: readId("event", id) ?? "" } });
  expect(entry?.after).toEqual({ corrected: true, status: "success" });
});

test("a body that is still wrong stays an error with the new reason, and a retry without a body reads the corrected one", async () => {
  const id = await newError(await newWebhook(of));
  expect((await retryEvent(of.admin, id, "not JSON")).reason).toContain("not valid JSON");
  const again = await retryEvent(of.admin, id, undefined);
  expect(again).toMatchObject({ status: "error", corrected_body: "not JSON", retries: 2, moments: [], alerts: [] });
  expect((await retryEvent(of.admin, id, { ...goodMoment, type: "page" })).status).toBe("success");
});

test("what succeeded is 409, also for the second of two retries at once", async () => {
  const id = await newError(await newWebhook(of));
  const both = await Promise.allSettled([retryEvent(of.admin, id, goodMoment), retryEvent(of.admin, id, goodMoment)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { status: 409, code: "event_succeeded" } });
  expect(await getEvent(of.admin, id)).toMatchObject({ moments: [{}], alerts: [{}], retries: 1 });
});

test("who is neither an admin nor of the team may not, and what cannot be kept is 422", async () => {
  const teamId = await newTeam(of, [of.member]);
  const id = await newError(await newWebhook(of));
  for (const actor of [of.member, of.key("read")]) await expect(retryEvent(actor, id, goodMoment)).rejects.toMatchObject({ status: 403 });
  for (const body of ["a\u0000b", "\ud800", "x".repeat(262_145)])
    await expect(retryEvent(of.admin, id, body)).rejects.toMatchObject({ status: 422, errors: [{ path: "body" }] });
  const ours = await newError(await newWebhook(of, { teamId }));
  expect((await retryEvent(of.member, ours, goodMoment)).status).toBe("success");
});

test("a retry publishes in the environment of the key that the event came with", async () => {
  await createEnvironment(of.admin, { slug: "production" });
  const { key } = await createApiKey(of.admin, { name: "CI", scopes: ["publish"], environment: "production" });
  const id = await refusedId(postTo({ token: key }, broken, {}, "custom"));
  await expect(retryEvent({ ...of.key("admin"), environmentId: crypto.randomUUID() }, id, goodMoment)).rejects.toMatchObject({
    status: 403,
  });
  const { alerts } = await retryEvent(of.admin, id, goodMoment);
  const alert = await db().alert.findUniqueOrThrow({
    where: { id: readId("alert", alerts[0]?.id ?? "") ?? "" },
    include: { environment: true },
  });
  expect(alert.environment?.slug).toBe("production");
});

test("the body of an old error is gone: a retry asks for one", async () => {
  const webhook = await newWebhook(of);
  const id = await newError(webhook);
  await pool().query("UPDATE events SET body = '', received_at = now() - interval '31 days' WHERE webhook_id = $1", [webhook.id]);
  await expect(retryEvent(of.admin, id, undefined)).rejects.toMatchObject({ status: 409, code: "body_deleted" });
  expect((await retryEvent(of.admin, id, goodMoment)).status).toBe("success");
});

test("all that failed for one cause are retried by the function, which writes back what became of each; asked for once in the audit", async () => {
  const webhook = await newWebhook(of, { integration: "github" });
  const body = { action: "completed", workflow_run: { id: 1, name: "CI", conclusion: "failure" }, repository: { full_name: "acme/shop" } };
  // GitHub's header is missing: an error that a header rule of the sender mends, here by hand.
  for (let n = 0; n < 3; n++) await postTo(webhook, body);
  const [event] = await db().event.findMany({ where: { webhookId: webhook.id } });
  const cause = event?.cause ?? "";
  await pool().query(`UPDATE events SET headers = headers || '{"x-github-event":"workflow_run"}' WHERE webhook_id = $1`, [webhook.id]);
  expect(await retryMatchingEvents(of.admin, { cause, integration: "github" })).toEqual({ count: 3 });
  expect(await retryMatchingEvents(of.admin, { cause, integration: "github" })).toEqual({ count: 0 });
  const [one, other] = await Promise.all([retryEvents(), retryEvents()]);
  expect(one.success + other.success).toBe(3);
  const rows = await db().event.findMany({ where: { webhookId: webhook.id }, include: { moments: true, alerts: true } });
  for (const row of rows) expect(row).toMatchObject({ status: "success", retryBy: null, retries: 1, moments: [{}], alerts: [{}] });
  const audited = await db().auditEntry.findMany({ where: { action: "events.retried", subjectId: of.id }, orderBy: { id: "asc" } });
  expect(audited[0]?.after).toEqual({ count: 3, cause, integration: "github" });
  expect(await db().auditEntry.count({ where: { action: "event.retried", subjectId: rows[0]?.id ?? "" } })).toBe(0);
});

test("a bulk retry is of the teams that the person may manage, never of another organization, and vouches for no bad signature by accident", async () => {
  const stranger = await newOrganization();
  const teamId = await newTeam(of, [of.member]);
  const [ours, others] = [await newWebhook(of, { teamId }), await newWebhook(of)];
  const forged = await newWebhook(of, { teamId, secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] });
  for (const webhook of [ours, others]) await newError(webhook);
  await postTo(forged, goodMoment).catch(() => {});
  expect(await retryMatchingEvents(stranger.admin, {})).toEqual({ count: 0 });
  await expect(retryMatchingEvents(stranger.member, {})).rejects.toMatchObject({ status: 403 });
  await expect(retryMatchingEvents(of.key("read"), {})).rejects.toMatchObject({ status: 403 });
  await retryMatchingEvents(of.member, { integration: "custom" });
  const waiting = await db().event.findMany({ where: { retryBy: { not: null } } });
  expect(waiting.every((event) => event.teamId !== null && event.teamId !== others.teamId)).toBe(true);
  expect(waiting.map(({ webhookId }) => webhookId)).toContain(ours.id);
  expect(waiting.map(({ webhookId }) => webhookId)).not.toContain(forged.id);
  expect(waiting.every(({ retryBy }) => retryBy === `user:${of.member.id}`)).toBe(true);
  expect(await retryEvents()).toMatchObject({ success: 0 });
  expect(await db().event.count({ where: { retryBy: { not: null } } })).toBe(0);
});
