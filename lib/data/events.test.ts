import { beforeAll, expect, test } from "vitest";
import { showId } from "../domain/id";
import { goodMoment, postTo, refusedId } from "../server/received.fixture";
import { db } from "./db";
import { listEventCauses } from "./event-causes";
import { getEvent, listEvents } from "./events";
import { listIntegrations } from "./integration-list";
import { listMomentSources } from "./moment-sources";
import { listMoments } from "./moments";
import { newOrganization, type TestOrganization } from "./organization.fixture";
import { flushRefusals } from "./refusals";
import { hookId, newTeam, newWebhook, type TestWebhook } from "./webhook.fixture";
import { listWebhookCallers } from "./webhook-callers";

const page = { limit: 200 };
let of: TestOrganization;
let stranger: TestOrganization;
let webhook: TestWebhook;
let good: string;
let bad: string;
beforeAll(async () => {
  [of, stranger] = [await newOrganization(), await newOrganization()];
  webhook = await newWebhook(of, { teamId: await newTeam(of, [of.member]) });
  good = (await postTo(webhook, goodMoment)).id;
  bad = await refusedId(postTo(webhook, { name: "x" }, { "user-agent": "python-requests/2" }));
  await postTo(await newWebhook(of, { integration: "github" }), {}, { "x-github-event": "push" });
});

const found = async (filter: Parameters<typeof listEvents>[1]) => (await listEvents(of.admin, filter, page)).data.map(({ id }) => id);

test("events are found by what they are, newest first, page by page", async () => {
  const all = await found({});
  expect(all).toHaveLength(3);
  expect(all.slice(1)).toEqual([bad, good]);
  expect(await found({ webhook_id: hookId(webhook) })).toEqual([bad, good]);
  expect(await found({ team_id: showId("team", webhook.teamId) })).toEqual([bad, good]);
  expect(await found({ status: "error" })).toEqual([bad]);
  expect(await found({ integration: "custom", status: "success" })).toEqual([good]);
  expect(await found({ q: "python" })).toEqual([bad]);
  expect(await found({ q: "storefront" })).toEqual([good]);
  expect(await found({ q: "%" })).toEqual([]);
  expect(await found({ cause: (await getEvent(of.admin, bad)).cause ?? "" })).toEqual([bad]);
  expect(await found({ from: new Date(Date.now() + 1_000) })).toEqual([]);
  expect(await found({ to: new Date(Date.now() - 3_600_000) })).toEqual([]);
  for (const webhook_id of ["nonsense", hookId(await newWebhook(stranger))]) expect(await found({ webhook_id })).toEqual([]);
  const first = await listEvents(of.admin, {}, { limit: 2 });
  const rest = await listEvents(of.admin, {}, { limit: 2, cursor: first.next_cursor ?? "" });
  expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual(all);
});

test("an event shows its request, what became of it, and whether the caller may retry it", async () => {
  const event = await getEvent(of.member, good);
  expect(event).toMatchObject({
    status: "success",
    may_manage: true,
    body: JSON.stringify(goodMoment),
    moments: [{ source: "Deploybot" }],
  });
  expect(event.alerts).toMatchObject([{ name: "moment:custom:incident" }]);
  expect(await getEvent(of.member, bad)).toMatchObject({ caller: { user_agent: "python-requests/2" }, reason: "type is required." });
  expect((await getEvent(of.key("read"), good)).may_manage).toBe(false);
  await expect(getEvent(stranger.admin, good)).rejects.toMatchObject({ status: 404 });
});

test("errors are grouped by their cause, moments are listed and counted by their source, all of one organization", async () => {
  expect(await listEventCauses(of.admin, {})).toMatchObject([
    { integration: "custom", count: 1, reason: "type is required.", last_event_id: bad },
  ]);
  expect(await listEventCauses(of.admin, { integration: "github" })).toEqual([]);
  expect((await listMoments(of.admin, { type: "incident", source: "Deploybot" }, page)).data).toMatchObject([{ event_id: good }]);
  expect((await listMoments(of.admin, { type: "page" }, page)).data).toEqual([]);
  const [source, ...others] = await listMomentSources(of.admin);
  expect(source).toMatchObject({ source: "Deploybot", integration: "custom", count: 1 });
  expect(source?.days.map(({ count }) => count)).toEqual([...Array(13).fill(0), 1]);
  expect(others).toEqual([]);
  expect(await listMomentSources(of.admin, { team_id: "nonsense" })).toEqual([]);
  const counts = Object.fromEntries((await listIntegrations(of.admin)).map(({ integration, counts_24h }) => [integration, counts_24h]));
  expect(counts.custom).toEqual({ events: 2, error_events: 1, errors: 0 });
  expect(counts.github).toEqual({ events: 1, error_events: 0, errors: 0 });
  for (const list of [listEventCauses(stranger.admin, {}), listMomentSources(stranger.admin)]) expect(await list).toEqual([]);
  expect((await listMoments(stranger.admin, {}, page)).data).toEqual([]);
});

test("the callers of a webhook are counted, also after it has expired, and it is safe to expire once nobody used it for a day", async () => {
  const used = await newWebhook(of);
  await expect(listWebhookCallers(stranger.admin, hookId(used))).rejects.toMatchObject({ status: 404 });
  expect(await listWebhookCallers(of.admin, hookId(used))).toMatchObject({ data: [], safe_to_expire: true, requests_24h: 0 });
  for (const agent of ["ci/1", "ci/1", "cron/2"]) await postTo(used, goodMoment, { "user-agent": agent });
  await db().webhook.update({ where: { id: used.id }, data: { expiresAt: new Date() } });
  // Doors are remembered for a second.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await refusedId(postTo(used, goodMoment, { "user-agent": "cron/2" })).catch(() => {});
  await flushRefusals();
  const seen = await listWebhookCallers(of.member, hookId(used));
  expect(seen).toMatchObject({ requests_24h: 4, safe_to_expire: false, quiet_since: null });
  expect(seen.data).toMatchObject([
    { user_agent: "cron/2", count: 2, events: 1, refused_expired: 1, sources: ["Deploybot"] },
    { user_agent: "ci/1", count: 2, events: 2, refused_expired: 0, sources: ["Deploybot"] },
  ]);
  const before = new Date(Date.now() - 90_000_000);
  await db().event.updateMany({ where: { webhookId: used.id }, data: { receivedAt: before } });
  await db().webhookRefusal.updateMany({ where: { webhookId: used.id }, data: { firstAt: before, lastAt: before } });
  expect(await listWebhookCallers(of.member, hookId(used))).toMatchObject({ safe_to_expire: true, quiet_since: before.toISOString() });
});
