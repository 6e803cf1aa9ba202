import pg from "pg";
import { beforeAll, expect, test, vi } from "vitest";
import * as retryOne from "../../../app/api/v1/events/[id]/retry/route";
import * as retryMany from "../../../app/api/v1/events/retry/route";
import { setLocalReceiver } from "../../../inngest/client";
import { createEnvironment } from "../../data/environments/environments";
import { getEvent } from "../../data/events/events";
import { readEventAgain, readEventsAgain } from "../../data/events/read-again";
import { newOrganization, type TestOrganization } from "../../data/organization.fixture";
import { createApiKey } from "../../data/people/api-keys";
import { hookId, newTeam, newWebhook } from "../../data/webhooks/webhook.fixture";
import { readId, showId, timeOf } from "../../domain/id";
import type { RetryEventsInput } from "../../domain/moments/event";
import type { Handler } from "../../http/route";
import { custom } from "../../integrations/custom/custom";
import type { ParsedMoment } from "../../integrations/integration";
import { log } from "../../log";
import { db, pool } from "../../postgres/db";
import { useOwnDatabase } from "../../postgres/own-database.fixture";
import { readRequested } from "./read-requested";
import { goodMoment, postTo, refusedId } from "./received.fixture";

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
  const event = await readEventAgain(of.admin, id, goodMoment);
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

test("a corrected body is kept as it was sent: its numbers are what was written", async () => {
  const id = await newError(await newWebhook(of));
  const source = `{"name": "Deploy", "type": "page", "build": 12345678901234567890, "ratio": 1.50}`;
  expect((await readEventAgain(of.admin, id, JSON.parse(source), source)).corrected_body).toBe(source);
});

test("a body that is still wrong stays an error with the new reason, and a retry without a body reads the corrected one", async () => {
  const id = await newError(await newWebhook(of));
  expect((await readEventAgain(of.admin, id, "not JSON")).reason).toContain("not valid JSON");
  const again = await readEventAgain(of.admin, id, undefined);
  expect(again).toMatchObject({ status: "error", corrected_body: "not JSON", retries: 2, moments: [], alerts: [] });
  expect((await readEventAgain(of.admin, id, { ...goodMoment, type: "page" })).status).toBe("success");
});

test("what succeeded is 409, also for the second of two retries at once", async () => {
  const id = await newError(await newWebhook(of));
  const both = await Promise.allSettled([readEventAgain(of.admin, id, goodMoment), readEventAgain(of.admin, id, goodMoment)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { status: 409, code: "event_succeeded" } });
  expect(await getEvent(of.admin, id)).toMatchObject({ moments: [{}], alerts: [{}], retries: 1 });
});

test("who is neither an admin nor of the team may not, and what cannot be kept is 422", async () => {
  const teamId = await newTeam(of, [of.member]);
  const id = await newError(await newWebhook(of));
  for (const actor of [of.member, of.key("read")])
    await expect(readEventAgain(actor, id, goodMoment)).rejects.toMatchObject({ status: 403 });
  for (const body of ["a\u0000b", "\ud800", "x".repeat(262_145)])
    await expect(readEventAgain(of.admin, id, body)).rejects.toMatchObject({ status: 422, errors: [{ path: "body" }] });
  const ours = await newError(await newWebhook(of, { teamId }));
  expect((await readEventAgain(of.member, ours, goodMoment)).status).toBe("success");
});

test("a retry publishes in the environment of the key that the event came with", async () => {
  await createEnvironment(of.admin, { slug: "production" });
  const { key } = await createApiKey(of.admin, { name: "CI", scopes: ["publish"], environment: "production" });
  const id = await refusedId(postTo({ token: key }, broken, {}, "custom"));
  await expect(readEventAgain({ ...of.key("admin"), environmentId: crypto.randomUUID() }, id, goodMoment)).rejects.toMatchObject({
    status: 403,
  });
  const { alerts } = await readEventAgain(of.admin, id, goodMoment);
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
  await expect(readEventAgain(of.admin, id, undefined)).rejects.toMatchObject({ status: 409, code: "body_deleted" });
  expect((await readEventAgain(of.admin, id, goodMoment)).status).toBe("success");
});

test("a corrected body may tell of what happened after it was received; the stored one may not", async () => {
  const webhook = await newWebhook(of);
  const later = { ...goodMoment, occurred_at: new Date(Date.now() - 60_000).toISOString() };
  const [stored, corrected] = [await newError(webhook), await newError(webhook)];
  const { id } = webhook;
  await pool().query("UPDATE events SET received_at = now() - interval '1 hour' WHERE webhook_id = $1", [id]);
  await pool().query("UPDATE events SET body = $1 WHERE id = $2", [JSON.stringify(later), readId("event", stored)]);
  expect(await readEventAgain(of.admin, stored, undefined)).toMatchObject({
    status: "error",
    reason: expect.stringContaining("occurred_at"),
  });
  expect(await readEventAgain(of.admin, corrected, later)).toMatchObject({
    status: "success",
    moments: [{ occurred_at: later.occurred_at }],
  });
});

test("an integration that throws leaves an error that says whose fault it is, and one line in the log", async () => {
  const id = await newError(await newWebhook(of));
  const thrown = new Error("a bug");
  const parse = vi.spyOn(custom, "parse").mockImplementation(() => {
    throw thrown;
  });
  const error = vi.spyOn(log(), "error").mockImplementation(() => {});
  const event = await readEventAgain(of.admin, id, goodMoment).finally(() => parse.mockRestore());
  expect(error.mock.calls).toEqual([[{ event: id, integration: "custom", err: thrown }, expect.any(String)]]);
  error.mockRestore();
  expect(event).toMatchObject({ status: "error", cause: "internal", reason: expect.stringContaining("fault of Hotline's"), moments: [] });
  expect((await readEventAgain(of.admin, id, undefined)).status).toBe("success");
});

test("a body that is nested too deeply, and a cause that nothing can have, are 422", async () => {
  const id = await newError(await newWebhook(of));
  const nested = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
  const ask = async (post: Handler, path: string, text: string, params: Record<string, string>) => {
    const headers = { authorization: `Bearer ${of.apiKey}`, "content-type": "application/json", "content-length": String(text.length) };
    const request = new Request(`http://hotline.test${path}`, { method: "POST", headers, body: text });
    return (await post(request, { params: Promise.resolve(params) })).json();
  };
  expect(await ask(retryOne.POST, `/api/v1/events/${id}/retry`, `{"body":${nested}}`, { id })).toMatchObject({
    status: 422,
    errors: [{ message: "must not be nested deeper than 32 levels" }],
  });
  expect(await ask(retryMany.POST, "/api/v1/events/retry", '{"cause":"a\\u0000b"}', {})).toMatchObject({
    status: 422,
    errors: [{ path: "cause" }],
  });
  for (const [path, body] of [
    ["ids.1", `{"ids":["${id}","${id}\\u0000"]}`],
    ["team_id", '{"team_id":"team\\u0000"}'],
    ["webhook_id", '{"webhook_id":"\\ud800"}'],
  ] as const)
    expect(await ask(retryMany.POST, "/api/v1/events/retry", body, {})).toMatchObject({ status: 422, errors: [{ path }] });
  // Ignored, it would retry everything.
  expect(await ask(retryMany.POST, "/api/v1/events/retry", '{"team":"x"}', {})).toMatchObject({ status: 422, errors: [{ path: "team" }] });
});

test("all that failed for one cause are retried by the function, which writes back what became of each; asked for once in the audit", async () => {
  const webhook = await newWebhook(of, { integration: "github" });
  const body = { action: "completed", workflow_run: { id: 1, name: "CI", conclusion: "failure" }, repository: { full_name: "acme/shop" } };
  // As if the integration had learned to read them since.
  for (let n = 0; n < 3; n++) await postTo(webhook, { action: "completed" });
  const [event] = await db().event.findMany({ where: { webhookId: webhook.id } });
  const cause = event?.cause ?? "";
  await pool().query("UPDATE events SET body = convert_to($2, 'UTF8') WHERE webhook_id = $1", [webhook.id, JSON.stringify(body)]);
  expect(await readEventsAgain(of.admin, { cause, integration: "github" })).toEqual({ count: 3 });
  expect(await readEventsAgain(of.admin, { cause, integration: "github" })).toEqual({ count: 0 });
  const [one, other] = await Promise.all([readRequested(), readRequested()]);
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
  expect(await readEventsAgain(stranger.admin, {})).toEqual({ count: 0 });
  await expect(readEventsAgain(stranger.member, {})).rejects.toMatchObject({ status: 403 });
  await expect(readEventsAgain(of.key("read"), {})).rejects.toMatchObject({ status: 403 });
  await readEventsAgain(of.member, { integration: "custom" });
  const waiting = await db().event.findMany({ where: { retryBy: { not: null } } });
  expect(waiting.every((event) => event.teamId !== null && event.teamId !== others.teamId)).toBe(true);
  expect(waiting.map(({ webhookId }) => webhookId)).toContain(ours.id);
  expect(waiting.map(({ webhookId }) => webhookId)).not.toContain(forged.id);
  expect(waiting.every(({ retryBy }) => retryBy === `user:${of.member.id}`)).toBe(true);
  expect(await readRequested()).toMatchObject({ success: 0 });
  expect(await db().event.count({ where: { retryBy: { not: null } } })).toBe(0);
});

test("a bulk retry takes the filters of the list", async () => {
  const own = await newOrganization();
  const [webhook, other] = [await newWebhook(own), await newWebhook(own)];
  const ids = [await newError(webhook), await newError(webhook), await newError(other)];
  await pool().query("UPDATE events SET user_agent = 'python/3' WHERE id = $1", [readId("event", ids[1] as string)]);
  const marked = async (input: RetryEventsInput) => {
    await db().event.updateMany({ where: { organizationId: own.id }, data: { retryBy: null } });
    const { count } = await readEventsAgain(own.admin, input);
    const rows = await db().event.findMany({ where: { organizationId: own.id, retryBy: { not: null } }, orderBy: { id: "asc" } });
    expect(rows).toHaveLength(count);
    return rows.map(({ id }) => showId("event", id));
  };
  const at = (index: number) => timeOf(readId("event", ids[index] as string) as string);
  expect(await marked({ team_id: showId("team", webhook.teamId) })).toEqual(ids.slice(0, 2));
  expect(await marked({ webhook_id: hookId(other) })).toEqual(ids.slice(2));
  expect(await marked({ from: new Date(at(2).getTime() + 1) })).toEqual([]);
  expect(await marked({ to: new Date(at(0).getTime() - 1) })).toEqual([]);
  expect(await marked({ from: at(0), to: at(2) })).toEqual(ids);
  expect(await marked({ q: "python" })).toEqual(ids.slice(1, 2));
  expect(await marked({ q: "type is", ids: ids.slice(1) })).toEqual(ids.slice(1));
  expect(await marked({ team_id: "nonsense" })).toEqual([]);
  await db().event.deleteMany({ where: { organizationId: own.id } });
});

test("a bulk retry marks any number of events, at most 1,000 a statement", async () => {
  const own = await newOrganization();
  await pool().query(
    `INSERT INTO events (id, organization_id, integration, status, cause, verdict, headers, body, address, user_agent, received_at)
     SELECT gen_random_uuid(), $1, 'custom', 'error', 'x', 'unsigned', '{}', '', '', '', now() FROM generate_series(1, 2001)`,
    [own.id],
  );
  const query = vi.spyOn(pg.Client.prototype, "query");
  expect(await readEventsAgain(own.admin, {})).toEqual({ count: 2_001 });
  const texts = query.mock.calls.map(([given]) => (typeof given === "string" ? given : (given as unknown as { text: string }).text));
  query.mockRestore();
  expect(texts.filter((text) => /^\s*UPDATE "?(public"\.")?events/i.test(text))).toHaveLength(3);
  const audited = await db().auditEntry.findMany({ where: { action: "events.retried", subjectId: own.id } });
  expect(audited.reduce((sum, { after }) => sum + (after as { count: number }).count, 0)).toBe(2_001);
  await db().event.deleteMany({ where: { organizationId: own.id } });
});

test("a run of retries ends after a while, and another one is woken for what is left", async () => {
  await readRequested();
  const webhook = await newWebhook(of);
  for (let n = 0; n < 3; n++) await newError(webhook);
  await readEventsAgain(of.admin, { webhook_id: hookId(webhook) });
  const woken: string[] = [];
  await new Promise((resolve) => setImmediate(resolve));
  setLocalReceiver((sent) => woken.push(...sent.map(({ name }) => name)));
  const { parse } = custom;
  let now = Date.now();
  vi.spyOn(Date, "now").mockImplementation(() => now);
  vi.spyOn(custom, "parse").mockImplementation((inbound) => {
    now += 15_000;
    return parse(inbound);
  });
  expect(await readRequested()).toEqual({ success: 0, error: 2 });
  vi.restoreAllMocks();
  await expect.poll(() => woken).toContain("events/to-read");
  setLocalReceiver(null);
  expect(await readRequested()).toEqual({ success: 0, error: 1 });
});

test("what cannot be stored as it was read again is an error that says so, with one line in the log", async () => {
  await readRequested();
  const webhook = await newWebhook(of);
  const id = await newError(webhook);
  await readEventsAgain(of.admin, { ids: [id] });
  const parse = vi
    .spyOn(custom, "parse")
    .mockReturnValue({ ok: true, moments: [{ type: "alert", name: "x", occurredAt: Number.NaN } as ParsedMoment] });
  const error = vi.spyOn(log(), "error").mockImplementation(() => {});
  expect(await readRequested()).toEqual({ success: 0, error: 1 });
  expect(error.mock.calls).toEqual([[{ event: id, err: expect.any(Error) }, expect.any(String)]]);
  for (const spy of [parse, error]) spy.mockRestore();
  expect(await getEvent(of.admin, id)).toMatchObject({ status: "error", cause: "internal", retry_pending: false });
});
