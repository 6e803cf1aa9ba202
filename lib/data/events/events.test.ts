import { beforeAll, expect, test } from "vitest";
import { DELETE, PATCH } from "../../../app/moment/[...path]/route";
import { newId, showId } from "../../domain/id";
import type { MomentShape } from "../../domain/moments/moment";
import type { Actor } from "../../domain/people/actor";
import { hourMs } from "../../domain/time";
import { newToken } from "../../domain/token";
import { forgetDoors } from "../../engine/receive/door";
import { flushEventless } from "../../engine/receive/eventless";
import { receive } from "../../engine/receive/receive";
import { goodMoment, postTo, refusedId } from "../../engine/receive/received.fixture";
import { setEnv } from "../../env";
import { db } from "../../postgres/db";
import { remembered } from "../../postgres/remember";
import { listIntegrations } from "../integrations/integrations";
import { getMoment, listMoments } from "../moments/moments";
import { listMomentSources } from "../moments/sources";
import { newOrganization, type TestOrganization } from "../organization.fixture";
import { listWebhookCallers } from "../webhooks/callers";
import { hookId, newTeam, newWebhook, type TestWebhook } from "../webhooks/webhook.fixture";
import { listEventCauses } from "./causes";
import { getEvent, listEvents } from "./events";

const page = { limit: 200 };
/** Who uses a webhook, now: answers are given again for a second. */
const callersOf = (actor: Actor, of: TestWebhook) => {
  remembered().clear();
  return listWebhookCallers(actor, hookId(of));
};
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
  expect(await found({ to: new Date(Date.now() - hourMs) })).toEqual([]);
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
  // A team that there is not has none, and its answer is nobody else's.
  expect(await listMomentSources(of.admin, { team_id: "" })).toEqual([]);
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
  await expect(callersOf(stranger.admin, used)).rejects.toMatchObject({ status: 404 });
  expect(await callersOf(of.admin, used)).toMatchObject({ data: [], safe_to_expire: true, requests_24h: 0 });
  for (const agent of ["ci/1", "ci/1", "cron/2"]) await postTo(used, goodMoment, { "user-agent": agent });
  await db().webhook.update({ where: { id: used.id }, data: { expiresAt: new Date() } });
  forgetDoors();
  await refusedId(postTo(used, goodMoment, { "user-agent": "cron/2" })).catch(() => {});
  await flushEventless();
  const seen = await callersOf(of.member, used);
  expect(seen).toMatchObject({ requests_24h: 4, safe_to_expire: false, quiet_since: null });
  expect(seen.data).toMatchObject([
    { user_agent: "cron/2", count: 2, events: 1, refused_expired: 1, sources: ["Deploybot"] },
    { user_agent: "ci/1", count: 2, events: 2, refused_expired: 0, sources: ["Deploybot"] },
  ]);
  const before = new Date(Date.now() - 90_000_000);
  await db().event.updateMany({ where: { webhookId: used.id }, data: { receivedAt: before } });
  await db().eventlessRequest.updateMany({ where: { webhookId: used.id }, data: { firstAt: before, lastAt: before } });
  expect(await callersOf(of.member, used)).toMatchObject({ safe_to_expire: true, quiet_since: before.toISOString() });
});

test("a repeat of what was received is a request as well: whoever only repeats still uses the token", async () => {
  const used = await newWebhook(of);
  for (let n = 0; n < 3; n++) await postTo(used, goodMoment, { "idempotency-key": "one", "user-agent": "Alertmanager/0.28" });
  await refusedId(postTo(used, { ...goodMoment, description: "x".repeat(262_144) })).catch(() => {});
  await flushEventless();
  const callers = () => callersOf(of.admin, used);
  expect(await callers()).toMatchObject({
    requests_24h: 4,
    data: expect.arrayContaining([
      expect.objectContaining({ user_agent: "Alertmanager/0.28", count: 3, events: 1, repeated: 2, refused_other: 0, requests_24h: 3 }),
      expect.objectContaining({ user_agent: "curl/8", count: 1, events: 0, repeated: 0, refused_other: 1, requests_24h: 1 }),
    ]),
  });
  await db().event.updateMany({ where: { webhookId: used.id }, data: { receivedAt: new Date(Date.now() - 90_000_000) } });
  expect(await callers()).toMatchObject({ requests_24h: 3, safe_to_expire: false, quiet_since: null });
});

test("what was refused is summed up by why, with what helps, and an expired token is why first", async () => {
  const asked = await newWebhook(of);
  const refusedBy = async (ask: Promise<unknown>) => expect(await ask.then(() => null, Number)).not.toBeNull();
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("aborted")) });
  const incomplete = new Request("http://hotline.test/", { method: "POST", body: broken, duplex: "half" } as RequestInit);
  await refusedBy(postTo(asked, { ...goodMoment, description: "x".repeat(262_144) }));
  await refusedBy(postTo(asked, goodMoment, {}, "custom", "more"));
  await refusedBy(receive(incomplete, [asked.token]));
  const none = { params: Promise.resolve({ path: [asked.token] }) };
  for (const refuse of [DELETE, PATCH])
    expect((await refuse(new Request("http://hotline.test/", { method: "DELETE" }), none)).status).toBe(405);
  setEnv({ MOMENTS_PER_SECOND: "1" });
  for (let n = 0; n < 3; n++) await postTo(asked, goodMoment).catch(() => {});
  setEnv({ MOMENTS_PER_SECOND: "" });
  await flushEventless();
  const summed = async () => Object.fromEntries((await callersOf(of.member, asked)).refusals.map(({ reason, count }) => [reason, count]));
  expect(await summed()).toEqual({ too_large: 1, path: 1, incomplete: 1, method: 2, too_many: expect.any(Number) });
  await db().webhook.update({ where: { id: asked.id }, data: { expiresAt: new Date() } });
  forgetDoors();
  await DELETE(new Request("http://hotline.test/", { method: "DELETE" }), none);
  await refusedBy(postTo(asked, goodMoment));
  await flushEventless();
  const [first] = (await callersOf(of.member, asked)).refusals;
  expect(first).toMatchObject({
    reason: "expired",
    count: 2,
    said: expect.stringContaining("expired"),
    cure: expect.stringContaining("URL"),
  });
  expect((await summed()).method).toBe(2);
});

test("what is refused at a token that opens nothing is counted nowhere", async () => {
  const headers = { "user-agent": `nobody/${newId()}` };
  const none = { params: Promise.resolve({ path: [newToken("hook"), "more"] }) };
  expect((await DELETE(new Request("http://hotline.test/", { method: "DELETE", headers }), none)).status).toBe(405);
  await flushEventless();
  expect(await db().eventlessRequest.count({ where: { userAgent: headers["user-agent"] } })).toBe(0);
});

test("a list shows the first 20 moments of an event and how many there are; the event itself shows all", async () => {
  const group = await newWebhook(of, { integration: "alertmanager" });
  const alerts = Array.from({ length: 25 }, (_, n) => ({ status: "firing", labels: { alertname: `Alert ${n}` }, fingerprint: `f${n}` }));
  const { id } = await postTo(group, { groupKey: "{}", alerts });
  const [item] = (await listEvents(of.admin, { webhook_id: hookId(group) }, page)).data;
  expect(item).toMatchObject({ id, moment_count: 25 });
  expect(item?.moments.map(({ name }) => name)).toEqual(Array.from({ length: 20 }, (_, n) => `Alert ${n}`));
  const event = await getEvent(of.admin, id);
  expect([event.moment_count, event.moments.length]).toEqual([25, 25]);
  expect((await listEvents(of.admin, { webhook_id: hookId(webhook) }, page)).data.map(({ moment_count }) => moment_count)).toEqual([0, 1]);
});

test("moments are listed by when they occurred, the last first, page by page, whenever they arrived", async () => {
  const [own, other] = [await newOrganization(), await newOrganization()];
  const timeline = await newWebhook(own);
  const days = ["03", "01", "02", "02", "02", "04"];
  for (const day of days) await postTo(timeline, { ...goodMoment, occurred_at: `2023-04-${day}T00:00:00Z` });
  const listed = async (filter: Parameters<typeof listMoments>[1], limit: number) => {
    const found: MomentShape[] = [];
    let cursor: string | null | undefined;
    do {
      const next = await listMoments(own.admin, filter, { limit, ...(cursor ? { cursor } : {}) });
      found.push(...next.data);
      cursor = next.next_cursor;
    } while (cursor);
    return found;
  };
  const all = await listed({}, 200);
  expect(all.map(({ occurred_at }) => occurred_at.slice(8, 10))).toEqual([...days].sort().reverse());
  for (const limit of [1, 2, 3]) expect((await listed({}, limit)).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  const range = { from: new Date("2023-04-02T00:00:00Z"), to: new Date("2023-04-03T00:00:00Z"), team_id: showId("team", timeline.teamId) };
  expect(await listed(range, 2)).toEqual(all.slice(1, 5));
  for (const cursor of ["nonsense", Buffer.from("x.y").toString("base64url"), Buffer.from(`9e99.${newId()}`).toString("base64url")])
    await expect(listMoments(own.admin, {}, { limit: 1, cursor })).rejects.toMatchObject({ status: 422, errors: [{ path: "cursor" }] });
  const [first] = all;
  expect(await getMoment(own.admin, first?.id ?? "")).toEqual(first);
  await expect(getMoment(other.admin, first?.id ?? "")).rejects.toMatchObject({ status: 404 });
});
