import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { setLocalReceiver } from "../../../inngest/client";
import { checkStored, checkUnsaved } from "../../data/integrations/check-credential";
import { createCredential, updateCredential } from "../../data/integrations/credentials";
import { listIntegrationErrors } from "../../data/integrations/errors";
import { newOrganization, type TestOrganization } from "../../data/organization.fixture";
import { newTeam, newWebhook, type TestWebhook } from "../../data/webhooks/webhook.fixture";
import { readId, showId } from "../../domain/id";
import { setEnv } from "../../env";
import { db, pool } from "../../postgres/db";
import { useOwnDatabase } from "../../postgres/own-database.fixture";
import { postTo } from "../receive/received.fixture";
import { checkIntegrations } from "./check";
import { claimMoments } from "./claim-moments";
import { enrichMoments } from "./enrich";

const incident = {
  incident: { status: "acknowledged", assignments: [{ assignee: { summary: "Ada" } }], escalation_policy: { summary: "Ops" } },
};

let tool: Server;
/** The clock is ahead by so much, and goes on by so much with each request, in milliseconds. */
let skipped = 0;
let letTimePass = 0;
let pauseMs = 0;
let atOnce = 0;
let mostAtOnce = 0;
interface Answer {
  status: number;
  headers?: Record<string, string>;
}
let answers: Answer[];
/** Answers before those, while it is set. */
let onAsked: (() => Promise<Answer>) | null = null;
let asked: string[];
let of: TestOrganization;
let webhook: TestWebhook;
let credential: string;

beforeAll(async () => {
  await useOwnDatabase();
  tool = createServer(async (request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`);
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    atOnce--;
    skipped += letTimePass;
    const { status, headers } = (await onAsked?.()) ?? answers.shift() ?? { status: 200 };
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(request.url?.startsWith("/incidents") ? incident : { abilities: [] }));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => tool.once("listening", resolve));
  setEnv({ PAGERDUTY_API_URL: `http://127.0.0.1:${(tool.address() as AddressInfo).port}`, EGRESS_ALLOW_CIDRS: "127.0.0.0/8" });
  of = await newOrganization();
});
afterAll(() => tool.close());
afterEach(() => {
  vi.restoreAllMocks();
  setLocalReceiver(null);
});
beforeEach(async () => {
  [answers, asked, onAsked] = [[], [], null];
  [skipped, letTimePass, pauseMs, atOnce, mostAtOnce] = [0, 0, 0, 0, 0];
  await pool().query("DELETE FROM integration_credentials; DELETE FROM events");
  webhook = await newWebhook(of, { integration: "pagerduty" });
  const input = { team_id: showId("team", webhook.teamId), config: { api_key: "a-secret-key-1234" } };
  credential = (await createCredential(of.admin, "pagerduty", input)).id;
});

const trigger = (id: string) => ({
  event: {
    id: `event ${id}`,
    event_type: "incident.triggered",
    occurred_at: "2023-04-01T12:31:26Z",
    data: { id, title: "Down", urgency: "high" },
  },
});
/** What is woken from now on, while the clock can be put forward. */
async function hearWakes(): Promise<string[]> {
  await new Promise((resolve) => setImmediate(resolve));
  const woken: string[] = [];
  setLocalReceiver((sent) => woken.push(...sent.map(({ name }) => name)));
  const { now } = Date;
  vi.spyOn(Date, "now").mockImplementation(() => now() + skipped);
  return woken;
}
const moments = async () =>
  (await db().moment.findMany({ orderBy: { id: "asc" } })).map(({ enrichmentStatus, enrichTries }) => [enrichmentStatus, enrichTries]);
const errors = async () =>
  (await listIntegrationErrors(of.admin, "pagerduty", { limit: 10 })).data.map(({ operation, status_code, count }) => [
    operation,
    status_code,
    count,
  ]);
const credentialRow = () => db().integrationCredential.findUniqueOrThrow({ where: { id: readId("cred", credential) ?? "" } });

test("more about a new moment is asked for with the team's key, once, and stands beside the description", async () => {
  await postTo(webhook, trigger("P1"));
  expect(await enrichMoments()).toMatchObject({ done: 1, failed: 0 });
  expect(await enrichMoments()).toMatchObject({ done: 0 });
  expect(asked).toEqual(["/incidents/P1 Token token=a-secret-key-1234"]);
  const moment = await db().moment.findFirstOrThrow();
  expect(moment).toMatchObject({ name: "Down", enrichmentStatus: "done", enrichment: expect.stringContaining("Ada") });
  expect(await credentialRow()).toMatchObject({ status: "ok" });
});

test("two runs at once never ask about the same moment, and a tool gets one request at a time of one key", async () => {
  for (let n = 0; n < 6; n++) await postTo(webhook, trigger(`P${n}`));
  pauseMs = 20;
  await Promise.all([enrichMoments(), enrichMoments()]);
  await enrichMoments();
  expect(asked.length).toBe(6);
  expect(new Set(asked).size).toBe(6);
  expect(mostAtOnce).toBe(1);
});

test("a key whose run has died is asked again when its lease ends; a moment that waits for patience holds up no other", async () => {
  for (const id of ["P1", "P2"]) await postTo(webhook, trigger(id));
  expect(await claimMoments(10)).toHaveLength(1);
  expect(await claimMoments(10)).toEqual([]);
  await pool().query("UPDATE integration_credentials SET lease_until = now()");
  expect(await enrichMoments()).toMatchObject({ done: 1 });
  expect(asked).toEqual([expect.stringContaining("P2")]);
});

test("what waits for a tool's patience is asked with a corrected key at once", async () => {
  await postTo(webhook, trigger("P1"));
  answers = [{ status: 429, headers: { "retry-after": "3600" } }];
  await enrichMoments();
  expect(await enrichMoments()).toMatchObject({ done: 0 });
  const woken = await hearWakes();
  await updateCredential(of.admin, credential, { config: { api_key: "another-secret-key" } });
  await expect.poll(() => woken).toContain("moments/received");
  expect(await enrichMoments()).toMatchObject({ done: 1 });
  expect(asked.at(-1)).toBe("/incidents/P1 Token token=another-secret-key");
});

test("a run of enrichments ends after a while, and another one is woken for what is left", async () => {
  for (let n = 0; n < 3; n++) await postTo(webhook, trigger(`P${n}`));
  const woken = await hearWakes();
  letTimePass = 15_000;
  expect(await enrichMoments()).toMatchObject({ done: 2 });
  await expect.poll(() => woken).toContain("moments/received");
  letTimePass = 0;
  expect(await enrichMoments()).toMatchObject({ done: 1 });
});

test("so does a run of checks", async () => {
  await pool().query("DELETE FROM integration_credentials");
  for (let n = 0; n < 11; n++) {
    const input = { team_id: showId("team", await newTeam(of)), config: { api_key: "a-secret-key-1234" } };
    await createCredential(of.admin, "pagerduty", input);
  }
  const woken = await hearWakes();
  letTimePass = 3_000;
  expect(await checkIntegrations()).toEqual({ ok: 10, failing: 0 });
  await expect.poll(() => woken).toContain("credentials/to-check");
  letTimePass = 0;
  expect(await checkIntegrations()).toEqual({ ok: 1, failing: 0 });
});

test("a refused key leaves the moment as it is, is not shown again for an hour, and is an error with words and a fix", async () => {
  for (const id of ["P1", "P2"]) await postTo(webhook, trigger(id));
  answers = [{ status: 401 }];
  expect(await enrichMoments()).toMatchObject({ done: 0, failed: 1 });
  expect(asked).toHaveLength(1);
  expect(await moments()).toEqual([
    ["failed", 1],
    ["pending", 0],
  ]);
  expect(await credentialRow()).toMatchObject({ status: "failing" });
  const [error] = (await listIntegrationErrors(of.admin, "pagerduty", { limit: 10 })).data;
  expect(error).toMatchObject({
    operation: "enrich",
    status_code: 401,
    error: expect.stringContaining("PagerDuty"),
    fix: expect.any(String),
  });
  expect(await enrichMoments()).toMatchObject({ done: 0, failed: 0 });
  expect(await checkIntegrations()).toEqual({ ok: 0, failing: 0 });
  expect(asked).toHaveLength(1);
});

test("what a tool says of a key that is replaced while it is asked is no error, and neither pauses nor fails the new one, which is asked instead", async () => {
  await postTo(webhook, trigger("P1"));
  const replace = async () => {
    onAsked = null;
    await updateCredential(of.admin, credential, { config: { api_key: `a-new-key-${asked.length}` } });
    return { status: 401 };
  };
  onAsked = replace;
  expect(await enrichMoments()).toMatchObject({ done: 1, failed: 1 });
  expect(await db().moment.findFirstOrThrow()).toMatchObject({ enrichmentStatus: "done" });
  onAsked = replace;
  await pool().query("UPDATE integration_credentials SET checked_at = NULL");
  expect(await checkIntegrations()).toEqual({ ok: 1, failing: 1 });
  expect(asked.map((request) => request.split("=")[1])).toEqual(["a-secret-key-1234", "a-new-key-1", "a-new-key-1", "a-new-key-3"]);
  expect(await credentialRow()).toMatchObject({ status: "ok", pauseUntil: null });
  expect(await db().integrationError.count()).toBe(0);
});

test("an answer that asks for patience is honoured, and leads to two more requests at most", async () => {
  await postTo(webhook, trigger("P1"));
  const later = async () => {
    await pool().query("UPDATE moments SET enrich_at = now(); UPDATE integration_credentials SET pause_until = NULL");
    await enrichMoments();
  };
  answers = [{ status: 429, headers: { "retry-after": "600" } }, { status: 503 }, { status: 500 }];
  await enrichMoments();
  expect((await credentialRow()).pauseUntil?.getTime()).toBeGreaterThan(Date.now() + 590_000);
  expect(await moments()).toEqual([["pending", 1]]);
  await enrichMoments();
  expect(asked).toHaveLength(1);
  for (let n = 0; n < 4; n++) await later();
  expect(asked).toHaveLength(3);
  expect(await moments()).toEqual([["failed", 3]]);
});

test("without a key nothing waits, and what waited for one that was deleted, or for a day, waits no more", async () => {
  const other = await newWebhook(of, { integration: "pagerduty" });
  await postTo(other, trigger("P1"));
  expect(await moments()).toEqual([["none", 0]]);
  expect(await enrichMoments()).toMatchObject({ done: 0, failed: 0, given_up: 0 });
  expect(asked).toEqual([]);
});

test("each key is checked once a quarter of an hour, by whichever process comes first; repeats of one failure are one error", async () => {
  expect((await Promise.all([checkIntegrations(), checkIntegrations()])).reduce((sum, { ok }) => sum + ok, 0)).toBe(1);
  expect(asked).toHaveLength(1);
  for (let n = 0; n < 3; n++) {
    await pool().query("UPDATE integration_credentials SET checked_at = now() - interval '15 minutes', pause_until = NULL");
    answers = [{ status: 500 }];
    expect(await checkIntegrations()).toEqual({ ok: 0, failing: 1 });
  }
  expect(await errors()).toEqual([["check", 500, 3]]);
});

test("Test connection says what the tool said, and writes it back for a stored key", async () => {
  expect(await checkStored(of.admin, credential)).toMatchObject({ ok: true, message: expect.stringContaining("PagerDuty"), error: null });
  expect(await credentialRow()).toMatchObject({ status: "ok" });
  answers = [{ status: 403 }, { status: 401 }];
  expect(await checkStored(of.admin, credential)).toMatchObject({ ok: false, status_code: 403, fix: expect.any(String), message: null });
  const unsaved = { team_id: showId("team", webhook.teamId), config: { api_key: "another" } };
  expect(await checkUnsaved(of.admin, "pagerduty", unsaved)).toMatchObject({ ok: false, status_code: 401 });
  expect(await errors()).toEqual([["check", 403, 1]]);
  await expect(checkUnsaved(of.member, "pagerduty", unsaved)).rejects.toMatchObject({ status: 403 });
});
