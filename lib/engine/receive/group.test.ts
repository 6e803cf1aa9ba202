import { beforeAll, expect, test, vi } from "vitest";
import { POST } from "../../../app/moment/[...path]/route";
import { readEventAgain } from "../../data/events/read-again";
import { newOrganization, type TestOrganization } from "../../data/organization.fixture";
import { newTeam, newWebhook, type TestWebhook } from "../../data/webhooks/webhook.fixture";
import { readId, showId } from "../../domain/id";
import { log } from "../../log";
import { db } from "../../postgres/db";
import * as knownIdentities from "./known-identities";
import { goodMoment, postTo } from "./received.fixture";

let of: TestOrganization;
beforeAll(async () => {
  of = await newOrganization();
});

const alert = (instance: string, resolved = false) => ({
  status: resolved ? "resolved" : "firing",
  labels: { alertname: "HighLatency", instance, severity: "page" },
  startsAt: "2023-04-01T12:31:26.123456789Z",
  endsAt: resolved ? "2023-04-01T12:41:26Z" : "0001-01-01T00:00:00Z",
  fingerprint: `f-${instance}`,
});
const group = (...alerts: object[]) => ({ version: "4", groupKey: "{}", alerts });
const firing = (...instances: string[]) => group(...instances.map((instance) => alert(instance)));
const resolved = (...instances: string[]) => group(...instances.map((instance) => alert(instance, true)));

const newDoor = (more: Parameters<typeof newWebhook>[1] = {}) => newWebhook(of, { integration: "alertmanager", ...more });

async function stored(answer: { id: string }) {
  const id = readId("event", answer.id) as string;
  const { status, reason, moments, alerts } = await db().event.findUniqueOrThrow({
    where: { id },
    include: { moments: true, alerts: true },
  });
  return { status, reason, moments: moments.length, alerts: alerts.map(({ action }) => action) };
}
const told = async (webhook: { token: string }, body: object, ...rest: string[]) => stored(await postTo(webhook, body, {}, ...rest));

test("a group that is told again makes a moment and an alert of what is new in it alone, and says so; what resolves is new", async () => {
  const webhook = await newDoor();
  expect(await told(webhook, firing("a", "b"))).toEqual({ status: "success", reason: null, moments: 2, alerts: ["trigger", "trigger"] });
  expect(await told(webhook, firing("a", "b", "c"))).toEqual({
    status: "success",
    reason: "2 of 3 alerts were received before: they make no moment again.",
    moments: 1,
    alerts: ["trigger"],
  });
  const all = await told(webhook, resolved("a", "b", "c"));
  expect(all).toEqual({ status: "success", reason: null, moments: 3, alerts: ["resolve", "resolve", "resolve"] });
  expect(await told(webhook, resolved("c", "a"))).toMatchObject({
    status: "success",
    reason: "2 of 2 alerts were received before: they make no moment again.",
    moments: 0,
    alerts: [],
  });
});

const monitor = (alert_transition: string) => ({ id: "4242", title: "Queue is slow", alert_id: "4242", alert_transition });
const doors = [
  ["an Alertmanager's token", "alertmanager", false, firing("a"), resolved("a")],
  ["an API key and Alertmanager", "alertmanager", true, firing("a"), resolved("a")],
  ["a Grafana's token", "grafana", false, firing("a", "b"), resolved("a", "b")],
  ["an API key and Grafana", "grafana", true, firing("a", "b"), resolved("a", "b")],
  ["a Datadog's token, undated", "datadog", false, monitor("Triggered"), monitor("Recovered")],
  ["an API key and Datadog, undated", "datadog", true, monitor("Triggered"), monitor("Recovered")],
] as const;
test.each(doors)(
  "by %s a thing is told once, until its opposite is told: then the very same is news",
  async (_, integration, byKey, fires, ends) => {
    const tenant = await newOrganization();
    const [door, rest] = byKey ? [{ token: tenant.apiKey }, [integration]] : [await newWebhook(tenant, { integration }), []];
    const cycle = [fires, ends, fires, ends, fires];
    const ids: string[] = [];
    for (const body of cycle) {
      const answers = [await postTo(door, body, {}, ...rest), await postTo(door, body, {}, ...rest)];
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      ids.push(answers[0]?.id as string);
    }
    expect(new Set(ids).size).toBe(cycle.length);
    const actions = (await Promise.all(ids.map((id) => stored({ id })))).map(({ alerts }) => [...new Set(alerts)]);
    expect(actions).toEqual([["trigger"], ["resolve"], ["trigger"], ["resolve"], ["trigger"]]);
  },
);

test("an undated monitor that warns, triggers and warns again says three things; what it said minutes ago it says anew", async () => {
  const webhook = await newWebhook(of, { integration: "datadog" });
  const ids = new Set<string>();
  for (const transition of ["Warn", "Triggered", "Warn", "Triggered"]) ids.add((await postTo(webhook, monitor(transition))).id);
  expect(ids.size).toBe(4);
  ids.add((await postTo(webhook, monitor("Triggered"))).id);
  expect(ids.size).toBe(4);
  await db().alert.updateMany({ where: { event: { webhookId: webhook.id } }, data: { createdAt: new Date(Date.now() - 6 * 60_000) } });
  ids.add((await postTo(webhook, monitor("Triggered"))).id);
  expect(ids.size).toBe(5);
});

test("an alert that overlapping groups tell at the same moment is told once, and each event says what became of it", async () => {
  const webhook = await newDoor();
  const groups = Array.from({ length: 12 }, (_, n) => firing("common", `own-${n}`));
  const answers = await Promise.all(groups.map((body) => postTo(webhook, body)));
  const events = await Promise.all(answers.map(stored));
  expect(events.map(({ moments, alerts }) => moments - alerts.length)).toEqual(groups.map(() => 0));
  expect(events.reduce((sum, { moments }) => sum + moments, 0)).toBe(13);
  for (const { moments, reason } of events)
    expect(reason ?? "").toMatch(moments === 2 ? /^$/ : /^1 (of 2 alerts was received before|alert was told at the same moment)/);
});

test("an alert that one group lists twice is one moment, and what the tool says besides stays in the note", async () => {
  const body = { ...firing("a", "a", "b"), truncatedAlerts: 40 };
  expect(await told(await newDoor(), body)).toMatchObject({
    reason: "Alertmanager left out 40 more of this group. 1 of 3 alerts was received before: it makes no moment again.",
    moments: 2,
  });
});

test("a rotated webhook of the team knows what the old one received; another team, integration or organization does not", async () => {
  const webhook = await newDoor();
  await told(webhook, firing("a"));
  expect(await told(await newDoor({ teamId: webhook.teamId }), firing("a", "b"))).toMatchObject({ moments: 1 });
  expect(await told(await newDoor({ teamId: webhook.teamId }), firing("a", "b"), "grafana")).toMatchObject({ moments: 2 });
  expect(await told(await newDoor({ teamId: await newTeam(of) }), firing("a", "b"))).toMatchObject({ moments: 2 });
  const stranger = await newWebhook(await newOrganization(), { integration: "alertmanager" });
  expect(await told(stranger, firing("a", "b"))).toMatchObject({ moments: 2 });
});

test("what an API key without a team posts is known to the organization", async () => {
  const key = { token: of.apiKey };
  expect(await told(key, firing("k"), "alertmanager")).toMatchObject({ moments: 1 });
  expect(await told(key, firing("k", "l"), "alertmanager")).toMatchObject({ moments: 1 });
  expect(await told(await newDoor(), firing("k"))).toMatchObject({ moments: 1 });
});

test("what each request says anew is never left out", async () => {
  const webhook = await newWebhook(of);
  for (let n = 0; n < 2; n++) expect(await told(webhook, goodMoment)).toMatchObject({ reason: null, moments: 1 });
});

test("a retry leaves out what was received meanwhile", async () => {
  const webhook = await newDoor();
  const { id } = await postTo(webhook, { alerts: [] });
  await told(webhook, firing("a"));
  const event = await readEventAgain(of.admin, id, firing("a", "b"));
  expect(event).toMatchObject({ status: "success", reason: "1 of 2 alerts was received before: it makes no moment again." });
  expect([event.moments.length, event.alerts.length]).toEqual([1, 1]);
});

test("what triggers and resolves is of the team: another team's webhook cannot resolve it", async () => {
  const keyOf = async (webhook: TestWebhook, body: object) => {
    const { id } = await postTo(webhook, body);
    return (await db().alert.findFirstOrThrow({ where: { eventId: readId("event", id) } })).dedupKey;
  };
  const [ours, theirs] = [await newDoor(), await newDoor()];
  const triggered = await keyOf(ours, firing("z"));
  expect(triggered).toBe(`alertmanager:${showId("team", ours.teamId)}:f-z`);
  expect(await keyOf(ours, resolved("z"))).toBe(triggered);
  expect(await keyOf(theirs, resolved("z"))).toBe(`alertmanager:${showId("team", theirs.teamId)}:f-z`);
});

test("while nobody can say what was received before, nothing is stored, and the sender is told to send it again", async () => {
  const webhook = await newDoor();
  const late = Object.assign(new Error("canceling statement due to statement timeout"), { code: "57014" });
  vi.spyOn(knownIdentities, "findKnownIdentities").mockRejectedValueOnce(late);
  vi.spyOn(log(), "warn").mockImplementationOnce(() => {});
  const request = () => new Request("http://hotline.test/moment/x", { method: "POST", body: JSON.stringify(firing("a")) });
  const post = () => POST(request(), { params: Promise.resolve({ path: [webhook.token] }) });
  const answer = await post();
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
  expect(await db().event.count({ where: { webhookId: webhook.id } })).toBe(0);
  expect((await post()).status).toBe(200);
});
