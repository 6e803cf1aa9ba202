import { beforeAll, expect, test } from "vitest";
import type { Actor } from "../../domain/people/actor";
import { goodMoment, postTo, refusedId } from "../../engine/receive/received.fixture";
import { db } from "../../postgres/db";
import { newOrganization, type TestOrganization } from "../organization.fixture";
import { hookId, newTeam, newWebhook, type TestWebhook } from "../webhooks/webhook.fixture";
import { getEvent, listEvents } from "./events";

const page = { limit: 200 };
let of: TestOrganization;
let stranger: TestOrganization;
beforeAll(async () => {
  [of, stranger] = [await newOrganization(), await newOrganization()];
});

test("a webhook's token in what it receives is seen by whoever may reveal it, and by nobody else", async () => {
  const own = await newTeam(of, [of.member]);
  const [ping, replaced] = [await newWebhook(of, { integration: "github", teamId: own }), await newWebhook(of, { teamId: own })];
  const elsewhere = await newWebhook(stranger);
  const urls = [ping, replaced, elsewhere].map(({ token }) => `https://hotline.test/moment/${token}`);
  const body = {
    zen: "x",
    hook: { config: { url: urls[0] }, old: urls[1] },
    other: urls[2],
    encoded: encodeURIComponent(urls[0] as string),
  };
  const sent = JSON.stringify(body).replaceAll("/", "\\/");
  const agent = { "x-github-event": "ping", "user-agent": `GitHub-Hookshot/1 (+${urls[0]})`, "x-callback": urls[1] as string };
  const { id } = await postTo(ping, sent, agent);
  const secrets = [ping, replaced, elsewhere].map(({ token }) => token.slice("hl_hook_".length));
  const shown = async (actor: Actor) => JSON.stringify([await getEvent(actor, id), await listEvents(actor, {}, page)]);
  for (const actor of [of.admin, of.key("admin"), of.member]) {
    expect((await getEvent(actor, id)).body).toBe(sent.replace(elsewhere.token, "[token]"));
    const { body: _, ...rest } = await getEvent(actor, id);
    for (const secret of secrets) expect(JSON.stringify(rest)).not.toContain(secret);
  }
  await db().teamMembership.deleteMany({ where: { teamId: own } });
  for (const actor of [of.member, of.key("read")]) for (const secret of secrets) expect(await shown(actor)).not.toContain(secret);
  expect((await getEvent(of.member, id)).body).toBe(
    [ping, replaced, elsewhere].reduce((text, { token }) => text.replaceAll(token, "[token]"), sent),
  );
});

test("a token in a moment goes nowhere: not into its alerts, their keys, nor what a search finds", async () => {
  const named = await newWebhook(of);
  const url = `https://hotline.test/moment/${named.token}`;
  const text = `Posted to ${url}`;
  const { id } = await postTo(named, {
    ...goodMoment,
    source: named.token,
    source_url: url,
    description: text,
    name: `Hook ${named.token}`,
  });
  const event = await getEvent(of.key("read"), id);
  expect(event.moments).toMatchObject([
    {
      name: "Hook [token]",
      source: "[token]",
      source_url: "https://hotline.test/moment/[token]",
      description: "Posted to https://hotline.test/moment/[token]",
    },
  ]);
  const stored = await db().alert.findMany({ where: { event: { webhookId: named.id } } });
  expect(JSON.stringify(stored, (_key, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain(named.token);
  expect((await listEvents(of.admin, { q: named.token.slice(0, 20) }, page)).data).toEqual([]);
});

test("an API key in what it posts is shown to nobody, and neither is a path's second token", async () => {
  const { id } = await postTo(
    { token: of.apiKey } as TestWebhook,
    { ...goodMoment, description: of.apiKey },
    { "user-agent": `ci ${of.apiKey}` },
    "custom",
  );
  const other = await newWebhook(of);
  await refusedId(postTo(other, goodMoment, { "idempotency-key": other.token }, other.token));
  for (const actor of [of.admin, of.key("admin"), of.member]) {
    expect(JSON.stringify(await getEvent(actor, id))).not.toContain(of.apiKey.slice(7));
    const listed = JSON.stringify(await listEvents(actor, { webhook_id: hookId(other) }, page)).toLowerCase();
    expect(listed).not.toContain(other.token.slice(8).toLowerCase());
  }
});
