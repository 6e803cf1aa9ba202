import { beforeAll, describe, expect, test, vi } from "vitest";
import { onChange } from "../../changes/change-feed";
import { getEvent } from "../../data/events/events";
import { readEventAgain } from "../../data/events/read-again";
import { newOrganization, routeAll, type TestOrganization } from "../../data/organization.fixture";
import { createApiKey } from "../../data/people/api-keys";
import { newTeam, newWebhook, type TestWebhook } from "../../data/webhooks/webhook.fixture";
import { signWebhook } from "../../domain/delivering/standard-webhooks";
import { newId, readId, showId } from "../../domain/id";
import { hourMs } from "../../domain/time";
import { newToken } from "../../domain/token";
import { custom } from "../../integrations/custom/custom";
import type { ParsedMoment } from "../../integrations/integration";
import { log } from "../../log";
import { db } from "../../postgres/db";
import { redactPath } from "../../request/redact-path";
import { forgetEnvironments } from "../publish/environments";
import { flushEventless } from "./eventless";
import { receive } from "./receive";

let organization: TestOrganization;
beforeAll(async () => {
  organization = await newOrganization();
});

const moment = { name: "Deploy of storefront", type: "Incident", source: "Deploybot", occurred_at: "2023-04-01 12:31:26" };

function request(body: string | Uint8Array, headers: Record<string, string> = {}): Request {
  return new Request("http://hotline.test/moment/x", {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": "curl/8", ...headers },
    body: body as BodyInit,
  });
}

const post = (webhook: TestWebhook, body: unknown, headers?: Record<string, string>, ...rest: string[]) =>
  receive(request(typeof body === "string" ? body : JSON.stringify(body), headers), [webhook.token, ...rest]);

const eventsOf = (webhook: TestWebhook) =>
  db().event.findMany({ where: { webhookId: webhook.id }, include: { moments: true }, orderBy: { id: "asc" } });

const problemOf = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail("it was taken"),
    (error) => error,
  );

test("a good request is one event, one moment and one alert, stored before it is answered", async () => {
  const webhook = await newWebhook(organization);
  const answer = await post(webhook, moment, { authorization: "Bearer abc", "x-ci": "yes" });
  expect(answer).toEqual({ id: expect.stringMatching(/^event_/), status: "success" });
  const [event, ...others] = await eventsOf(webhook);
  expect(others).toEqual([]);
  expect(event).toMatchObject({ status: "success", reason: null, verdict: "unsigned", userAgent: "curl/8", teamId: webhook.teamId });
  expect(event?.headers).toMatchObject({ authorization: "[redacted]", "x-ci": "yes" });
  expect(JSON.parse(Buffer.from(event?.body ?? []).toString())).toEqual(moment);
  expect(event?.moments).toMatchObject([
    { name: moment.name, type: "incident", source: "Deploybot", occurredAt: new Date("2023-04-01T12:31:26Z") },
  ]);
  const [alert] = await db().alert.findMany({ where: { eventId: event?.id } });
  expect(alert).toMatchObject({ name: "moment:custom:incident", source: "custom", severity: "error", action: "trigger", routedAt: null });
  await routeAll(organization);
});

test("a body that breaks the contract is an error event, and the caller is told each field", async () => {
  const webhook = await newWebhook(organization);
  const problem = await problemOf(post(webhook, { name: "x".repeat(71), source_url: "ftp://x" }));
  expect(problem).toMatchObject({ status: 422 });
  expect(problem.errors.map(({ path }: { path: string }) => path)).toEqual(["name", "type", "source_url"]);
  const [event] = await eventsOf(webhook);
  expect(event).toMatchObject({ status: "error", moments: [] });
  expect(event?.reason).toContain("type is required");
  expect(problem.message).toContain(event && `event_`);
});

test.each([
  ["", "The body is empty."],
  ["[1", "not valid JSON"],
  ['{"name": "D",\n "type": "page", "ok": True}', "not valid JSON, at line 2, column 24: JSON has no True: write true."],
  ["null", "must be a JSON object"],
  [new Uint8Array([0x7b, 0xff]), "not valid UTF-8"],
])("what is no JSON object is an error event: %s", async (body, words) => {
  const webhook = await newWebhook(organization);
  expect(await problemOf(receive(request(body), [webhook.token]))).toMatchObject({ status: 422 });
  const [event] = await eventsOf(webhook);
  expect(event?.reason).toContain(words);
});

test("a form's payload is read, and so is JSON that curl calls a form", async () => {
  const webhook = await newWebhook(organization);
  const form = { "content-type": "application/x-www-form-urlencoded" };
  await post(webhook, new URLSearchParams({ payload: JSON.stringify(moment) }).toString(), form);
  await post(webhook, moment, form);
  expect((await eventsOf(webhook)).map(({ status }) => status)).toEqual(["success", "success"]);
});

test("a body is read in the charset that it names, shown so, and corrected in UTF-8; a form's bad bytes are an error", async () => {
  const webhook = await newWebhook(organization);
  const send = (body: Buffer | string, type: string) => receive(request(body, { "content-type": type }), [webhook.token]);
  const named = { ...moment, name: "Zürich" };
  await send(Buffer.from(JSON.stringify(named), "latin1"), "application/json; charset=iso-8859-1");
  await send(Buffer.from(JSON.stringify(named), "utf16le"), "application/json; charset=utf-16");
  const broken = Buffer.from('{"name":"Zürich"}', "latin1");
  await problemOf(send(broken, "application/json; charset=iso-8859-1"));
  await problemOf(send("payload=%7B%22name%22%3A%22%FF%22%2C%22type%22%3A%22page%22%7D", "application/x-www-form-urlencoded"));
  const events = await eventsOf(webhook);
  expect(events.map(({ status }) => status)).toEqual(["success", "success", "error", "error"]);
  expect(events.map(({ moments }) => moments[0]?.name)).toEqual(["Zürich", "Zürich", undefined, undefined]);
  expect(events[3]?.reason).toContain("bytes that are no text");
  await problemOf(send(`'${JSON.stringify(moment)}'`, "application/x-www-form-urlencoded"));
  expect((await eventsOf(webhook)).at(-1)?.reason).toContain("not valid JSON, at line 1, column 1: Text stands in double quotes");
  const id = showId("event", events[2]?.id ?? "");
  expect((await getEvent(organization.admin, id)).body).toBe('{"name":"Zürich"}');
  const { moments } = await readEventAgain(organization.admin, id, named);
  expect(moments).toMatchObject([{ name: "Zürich" }]);
});

describe("a repeat", () => {
  test("under one delivery id is recorded once, and gets the first event's id", async () => {
    const webhook = await newWebhook(organization);
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(webhook, moment, { "idempotency-key": "d-1" })));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await eventsOf(webhook)).toHaveLength(1);
    expect(await db().alert.count({ where: { source: "custom", event: { webhookId: webhook.id } } })).toBe(1);
  });

  test("is counted by its caller, though it makes no event", async () => {
    const webhook = await newWebhook(organization);
    for (let n = 0; n < 3; n++) await post(webhook, moment, { "idempotency-key": "d-4", "user-agent": "Alertmanager/0.28" });
    await flushEventless();
    const rows = await db().eventlessRequest.findMany({ where: { webhookId: webhook.id } });
    expect(rows).toMatchObject([{ reason: "repeated", userAgent: "Alertmanager/0.28", count: 2 }]);
  });

  test("under the same id on another webhook is another event", async () => {
    const [one, other] = [await newWebhook(organization), await newWebhook(organization)];
    const first = await post(one, moment, { "webhook-id": "d-2" });
    expect((await post(other, moment, { "webhook-id": "d-2" })).id).not.toBe(first.id);
  });

  test("of what was refused, corrected, counts", async () => {
    const webhook = await newWebhook(organization);
    await problemOf(post(webhook, { name: "no type" }, { "idempotency-key": "d-3" }));
    expect(await post(webhook, moment, { "idempotency-key": "d-3" })).toMatchObject({ status: "success" });
    expect((await eventsOf(webhook)).map(({ status }) => status)).toEqual(["error", "success"]);
  });
});

describe("a webhook with a secret", () => {
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const signed = (body: string, at = Date.now()) => {
    const seconds = Math.floor(at / 1000);
    return {
      "webhook-id": "msg_1",
      "webhook-timestamp": String(seconds),
      "webhook-signature": signWebhook([secret], "msg_1", seconds, body),
    };
  };
  const body = JSON.stringify(moment);

  test("takes what is signed by it, and refuses everything else with an error event", async () => {
    const webhook = await newWebhook(organization, { secrets: [secret] });
    expect(await post(webhook, body, signed(body))).toMatchObject({ status: "success" });
    expect(await problemOf(post(webhook, body))).toMatchObject({ status: 401 });
    expect(await problemOf(post(webhook, body.replace("storefront", "storefronx"), signed(body)))).toMatchObject({ status: 401 });
    expect(await problemOf(post(webhook, body, signed(body, Date.now() - hourMs)))).toMatchObject({ status: 401 });
    expect((await eventsOf(webhook)).map(({ verdict, status }) => [verdict, status])).toEqual([
      ["valid", "success"],
      ["missing", "error"],
      ["mismatch", "error"],
      ["stale", "error"],
    ]);
  });

  test("a forged request does not use up the id of the real one", async () => {
    const webhook = await newWebhook(organization, { secrets: [secret] });
    await problemOf(post(webhook, body, { ...signed("{}") }));
    expect(await post(webhook, body, signed(body))).toMatchObject({ status: "success" });
  });

  test("neither does one that is only observed", async () => {
    const webhook = await newWebhook(organization, { secrets: [secret], signatureMode: "observe" });
    const forged = JSON.stringify({ ...JSON.parse(body), name: "Forged" });
    await post(webhook, forged, signed(body));
    await post(webhook, body, signed(body));
    expect(await eventsOf(webhook)).toMatchObject([
      { verdict: "mismatch", moments: [{ name: "Forged" }] },
      { verdict: "valid", status: "success" },
    ]);
  });

  test("that only observes records the verdict and goes on", async () => {
    const webhook = await newWebhook(organization, { secrets: [secret], signatureMode: "observe" });
    expect(await post(webhook, body)).toMatchObject({ status: "success" });
    expect((await eventsOf(webhook))[0]).toMatchObject({ verdict: "missing", status: "success" });
  });
});

test("an expired token is a 410 without an event, and its callers are counted", async () => {
  const webhook = await newWebhook(organization, { expiresAt: new Date(Date.now() - 1_000) });
  for (let n = 0; n < 3; n++) expect(await problemOf(post(webhook, moment))).toMatchObject({ status: 410 });
  await flushEventless();
  await flushEventless();
  expect(await eventsOf(webhook)).toEqual([]);
  const eventless = await db().eventlessRequest.findMany({ where: { webhookId: webhook.id } });
  expect(eventless).toMatchObject([{ reason: "expired", userAgent: "curl/8", count: 3 }]);
});

test("a body over 256 KiB is a 413 that is counted, and an unknown token a 404", async () => {
  const webhook = await newWebhook(organization);
  expect(await problemOf(post(webhook, `"${"x".repeat(262_145)}"`))).toMatchObject({ status: 413 });
  await flushEventless();
  expect(await db().eventlessRequest.findFirst({ where: { webhookId: webhook.id } })).toMatchObject({ reason: "too_large", count: 1 });
  expect(await problemOf(receive(request("{}"), [newToken("hook")]))).toMatchObject({ status: 404 });
});

test("an API key posts for its organization under the integration that the path names", async () => {
  const answer = await receive(request(JSON.stringify(moment)), [organization.apiKey, "custom"]);
  expect(answer.status).toBe("success");
  expect(await problemOf(receive(request("{}"), [organization.apiKey]))).toMatchObject({ status: 404 });
});

test("what an API key of a team posts is that team's", async () => {
  const teamId = await newTeam(organization);
  const { key } = await createApiKey(organization.admin, { name: "Bot", scopes: ["publish"], team_id: showId("team", teamId) });
  const { id } = await receive(request(JSON.stringify(moment)), [key, "custom"]);
  const event = await db().event.findUniqueOrThrow({ where: { id: readId("event", id) as string }, include: { moments: true } });
  expect(event).toMatchObject({ teamId, webhookId: null, moments: [{ teamId }] });
});

test("whoever listens hears of an event, a good one and an error", async () => {
  const webhook = await newWebhook(organization);
  const told: string[] = [];
  const end = onChange(organization.id, (topics) => told.push(...topics));
  await post(webhook, moment);
  await expect.poll(() => told).toEqual(expect.arrayContaining(["events", "alerts"]));
  told.length = 0;
  await problemOf(post(webhook, {}));
  await expect.poll(() => told).toContain("events");
  end();
});

test("whatever a body or a path holds, it is one event: literal escapes, NULs, lone surrogates, a wrong integration", async () => {
  const webhook = await newWebhook(organization);
  const texts = ["a\\u0000b", "\\", "\ud800", "\u0000"];
  for (const text of texts) await post(webhook, { ...moment, description: text }).catch(() => {});
  await problemOf(post(webhook, '{"name":"\u0000'));
  await problemOf(post(webhook, moment, {}, "a\u0000b"));
  const github = await newWebhook(organization, { integration: "github" });
  const deployment = {
    deployment_status: { state: "failure", description: "a\\u0000b \ud800", environment: "\u0000" },
    deployment: { id: 1 },
    repository: { full_name: "acme/shop" },
  };
  expect(await post(github, deployment, { "x-github-event": "deployment_status" })).toMatchObject({ status: "success" });
  expect((await eventsOf(webhook)).map(({ status }) => status)).toEqual(["success", "success", "error", "error", "error", "error"]);
  const alert = await db().alert.findFirstOrThrow({ where: { organizationId: organization.id, name: "deploy:failed" } });
  expect(alert.payload).toMatchObject({ error: "a\\u0000b \ufffd", env_id: "\ufffd" });
});

test("an empty delivery id is none, a long one is told from another, and every integration takes an Idempotency-Key", async () => {
  const webhook = await newWebhook(organization);
  const long = "d".repeat(300);
  for (const id of ["", "", `${long}1`, `${long}2`, `${long}2`]) await post(webhook, moment, { "idempotency-key": id });
  expect(await eventsOf(webhook)).toHaveLength(4);
  const github = await newWebhook(organization, { integration: "github" });
  for (let n = 0; n < 2; n++) await post(github, {}, { "x-github-event": "push", "idempotency-key": "one" });
  expect(await eventsOf(github)).toHaveLength(1);
});

test("an environment that was deleted a moment ago is none, and costs no moment", async () => {
  const github = await newWebhook(organization, { integration: "github" });
  const { id } = await db().environment.create({
    data: { id: newId(), organizationId: organization.id, slug: "staging", name: "Staging" },
  });
  const deployment = {
    deployment_status: { state: "failure", environment: "Staging" },
    deployment: { id: 1 },
    repository: { full_name: "acme/shop" },
  };
  const deploy = () => post(github, deployment, { "x-github-event": "deployment_status" });
  forgetEnvironments();
  const first = await deploy();
  expect(await db().alert.count({ where: { eventId: readId("event", first.id) ?? "", environmentId: id } })).toBe(2);
  await db().alert.updateMany({ where: { environmentId: id }, data: { environmentId: null } });
  await db().environment.delete({ where: { id } });
  expect(await deploy()).toMatchObject({ status: "success" });
});

test("when a signing secret does not open, the event is kept and says so", async () => {
  const webhook = await newWebhook(organization, { secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] });
  await db().webhook.update({ where: { id: webhook.id }, data: { signingSecrets: [{ encrypted: "gone.x.y", expires_at: null }] } });
  expect(await post(webhook, moment)).toMatchObject({ status: "error" });
  expect((await eventsOf(webhook))[0]).toMatchObject({ cause: "signing secret does not open", moments: [] });
});

test("an integration that throws makes an error event that says whose fault it is, and one line in the log", async () => {
  const webhook = await newWebhook(organization);
  const thrown = new Error("a bug");
  vi.spyOn(custom, "parse").mockImplementation(() => {
    throw thrown;
  });
  const error = vi.spyOn(log(), "error").mockImplementation(() => {});
  const answer = await post(webhook, moment);
  expect(error.mock.calls).toEqual([[{ event: answer.id, integration: "custom", err: thrown }, expect.any(String)]]);
  vi.restoreAllMocks();
  expect(answer.status).toBe("error");
  expect((await eventsOf(webhook))[0]).toMatchObject({
    cause: "internal",
    reason: expect.stringContaining("fault of Hotline's"),
    moments: [],
  });
});

test("what an integration says that cannot be stored makes an error event as well", async () => {
  const webhook = await newWebhook(organization);
  const said = { type: "alert", name: "x", occurredAt: Number.NaN } as ParsedMoment;
  vi.spyOn(custom, "parse").mockReturnValue({ ok: true, moments: [said] });
  const error = vi.spyOn(log(), "error").mockImplementation(() => {});
  const answer = await post(webhook, moment).finally(() => vi.mocked(custom.parse).mockRestore());
  expect(error.mock.calls).toEqual([[{ event: answer.id, integration: "custom", err: expect.any(Error) }, expect.any(String)]]);
  vi.restoreAllMocks();
  expect((await eventsOf(webhook)).map(({ status, cause }) => [status, cause])).toEqual([["error", "internal"]]);
});

test("headers are kept without secrets, wherever the token stands in them", async () => {
  const webhook = await newWebhook(organization);
  const headers = {
    "dd-api-key": "a",
    "x-gitlab-token": "b",
    cookie: "c",
    "x-hub-signature": "d",
    "x-original-uri": `/moment/${webhook.token}`,
  };
  await post(webhook, moment, { ...headers, "idempotency-key": "shown" });
  const [event] = await eventsOf(webhook);
  expect(event?.headers).toMatchObject({ "dd-api-key": "[redacted]", "x-original-uri": "/moment/[token]", "idempotency-key": "shown" });
  expect(JSON.stringify(event?.headers)).not.toContain(webhook.token);
  for (const name of ["x-gitlab-token", "cookie", "x-hub-signature"]) expect(event?.headers).toHaveProperty(name, "[redacted]");
});

test("callers who make up names fill neither memory nor disk, and none of their requests goes uncounted", async () => {
  const webhook = await newWebhook(organization, { expiresAt: new Date(Date.now() - 1_000) });
  for (let round = 0; round < 3; round++) {
    for (let n = 0; n < 150; n++) await problemOf(post(webhook, moment, { "user-agent": `${round} ${n}` }));
    await flushEventless();
  }
  const rows = await db().eventlessRequest.findMany({ where: { webhookId: webhook.id } });
  expect(rows.length).toBeLessThanOrEqual(201);
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(450);
});

test("no path in a log shows a token", () => {
  const { token } = { token: newToken("hook") };
  for (const path of [`/moment/${token}`, `/moment/${token}/github`, "/moment/nonsense", `//moment/${token}`, `/x/${newToken("key")}`])
    expect(redactPath(path)).toMatch(/^\/+(moment|x)\/\[token\](\/github)?$/);
});

describe("what is over has the type that it began with", () => {
  const pagerduty = (what: string, urgency: string) => ({
    event: { id: newId(), event_type: `incident.${what}`, data: { id: "Q1", title: "Disk", status: what, urgency } },
  });
  const linear = (type: string, priority: number) => ({
    action: "update",
    type: "Issue",
    webhookTimestamp: Date.now(),
    data: { id: "i1", identifier: "OPS-1", title: "Disk", priority, state: { type } },
  });
  const datadog = (transition: string, priority: string) => ({
    id: newId(),
    title: "Disk",
    alert_priority: priority,
    alert_transition: transition,
    alert_cycle_key: "c1",
    alert_type: "error",
  });
  test.each([
    ["pagerduty", pagerduty("triggered", "high"), pagerduty("resolved", "low"), "page"],
    ["linear", linear("started", 1), linear("completed", 3), "incident"],
    ["datadog", datadog("Triggered", "P1"), datadog("Recovered", "P2"), "page"],
    ["datadog", datadog("Triggered", "P4"), datadog("Recovered", "P1"), "alert"],
  ])("%s: %#", async (integration, began, ended, type) => {
    const webhook = await newWebhook(organization, { integration });
    for (const body of [began, ended]) expect(await post(webhook, body)).toMatchObject({ status: "success" });
    const events = await eventsOf(webhook);
    expect(events.map(({ moments }) => moments.map((one) => one.type))).toEqual([[type], [type]]);
    const alerts = await db().alert.findMany({ where: { eventId: { in: events.map(({ id }) => id) } }, orderBy: { id: "asc" } });
    const name = `moment:${integration}:${type}`;
    expect(alerts.map((alert) => [alert.name, alert.action])).toEqual([
      [name, "trigger"],
      [name, "resolve"],
    ]);
    expect(alerts[1]?.payload).toMatchObject({ type });
    // Another team's trigger is none of this one's.
    const other = await newWebhook(organization, { integration });
    await post(other, ended);
    expect((await eventsOf(other))[0]?.moments[0]?.type).not.toBe(type);
    await routeAll(organization);
  });
});
