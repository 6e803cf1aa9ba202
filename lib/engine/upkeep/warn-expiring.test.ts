import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { newOrganization, type TestOrganization } from "../../data/organization.fixture";
import { newTeam, newWebhook, type TestWebhook } from "../../data/webhooks/webhook.fixture";
import { hourMs } from "../../domain/time";
import { mailResult } from "../../outbound/mail/result";
import * as serviceMail from "../../outbound/mail/service-mail";
import { db, pool } from "../../postgres/db";
import { useOwnDatabase } from "../../postgres/own-database.fixture";
import { flushEventless } from "../receive/eventless";
import { goodMoment, postTo } from "../receive/received.fixture";
import { claimExpiring } from "./claim-expiring";
import { warnExpiring } from "./warn-expiring";

let of: TestOrganization;
beforeAll(async () => {
  await useOwnDatabase();
  of = await newOrganization();
});
beforeEach(() => pool().query("DELETE FROM events; DELETE FROM webhooks; DELETE FROM captured_mails"));

afterEach(() => vi.restoreAllMocks());

const hours = (count: number) => new Date(Date.now() + count * hourMs);
const mails = () => db().capturedMail.findMany({ orderBy: { to: "asc" } });
/** As if the events that are there were received so many hours ago. */
const age = (webhook: TestWebhook, count: number) =>
  db().event.updateMany({ where: { webhookId: webhook.id }, data: { receivedAt: hours(-count) } });
/** Whoever this is about gets no mail until the function that comes back is called. */
function loseMailTo(isLost: (to: string) => boolean): () => void {
  const send = serviceMail.sendServiceMail;
  const spy = vi
    .spyOn(serviceMail, "sendServiceMail")
    .mockImplementation((mail) => (isLost(mail.to) ? Promise.resolve(mailResult("internal")) : send(mail)));
  return () => spy.mockRestore();
}

test("a team is told once that a token expires soon while it is in use: its members, else the admins", async () => {
  const withMember = await newTeam(of, [of.member]);
  const used = [
    await newWebhook(of, { teamId: withMember, expiresAt: hours(70), updatedAt: hours(-30) }),
    await newWebhook(of, { expiresAt: hours(10) }),
  ];
  const others = [
    await newWebhook(of, { expiresAt: hours(80), updatedAt: hours(-30) }),
    await newWebhook(of, { expiresAt: hours(70) }),
    await newWebhook(of),
  ];
  for (const webhook of [...used, ...others]) await postTo(webhook, goodMoment);
  await newWebhook(of, { expiresAt: hours(10) });
  const quiet = await newWebhook(of, { expiresAt: hours(10) });
  await postTo(quiet, goodMoment);
  await age(quiet, 25);
  const runs = await Promise.all([warnExpiring(), warnExpiring()]);
  expect(runs.reduce((sum, { webhooks }) => sum + webhooks, 0)).toBe(2);
  expect(await warnExpiring()).toEqual({ webhooks: 0, mails: 0 });
  const sent = await mails();
  expect(sent.map(({ to }) => to)).toEqual([of.email, of.memberEmail].sort());
  for (const { text, subject } of sent) {
    expect(subject).toContain("Deploybot");
    expect(text).toContain("1 request");
    for (const { token } of used) expect(text).not.toContain(token);
  }
});

test("who only repeats deliveries, or sends too much, still uses the token", async () => {
  const [repeating, refused] = [await newWebhook(of, { expiresAt: hours(10) }), await newWebhook(of, { expiresAt: hours(10) })];
  for (let n = 0; n < 4; n++) await postTo(repeating, goodMoment, { "idempotency-key": "one" });
  await age(repeating, 25);
  await postTo(refused, { ...goodMoment, description: "x".repeat(262_144) }).catch(() => {});
  await flushEventless();
  expect(await warnExpiring()).toEqual({ webhooks: 2, mails: 2 });
  const texts = (await mails()).map(({ text }) => /It received (\d+ requests?)/.exec(text)?.[1]);
  expect(texts.sort()).toEqual(["1 request", "3 requests"]);
});

test("a team is told once one of its addresses took the mail, and again only when none did", async () => {
  const webhook = await newWebhook(of, { teamId: await newTeam(of, [of.admin, of.member]), expiresAt: hours(10) });
  await postTo(webhook, goodMoment);
  let stop = loseMailTo(() => true);
  await expect(warnExpiring()).rejects.toThrow("1 of 1 teams could not be told");
  stop();
  stop = loseMailTo((to) => to === of.email);
  expect(await warnExpiring()).toEqual({ webhooks: 1, mails: 1 });
  stop();
  expect(await warnExpiring()).toEqual({ webhooks: 0, mails: 0 });
  expect((await mails()).map(({ to }) => to)).toEqual([of.memberEmail]);
});

test("a run that ends between the claim and the mail loses no notice, and nobody else tells meanwhile", async () => {
  const webhook = await newWebhook(of, { expiresAt: hours(10) });
  await postTo(webhook, goodMoment);
  expect(await claimExpiring(10)).toHaveLength(1);
  expect(await warnExpiring()).toEqual({ webhooks: 0, mails: 0 });
  await pool().query("UPDATE webhooks SET warn_lease_until = warn_lease_until - interval '1 hour'");
  expect(await warnExpiring()).toEqual({ webhooks: 1, mails: 1 });
});

test("who moves the expiry while its team is told is told of the new one as well", async () => {
  const webhook = await newWebhook(of, { expiresAt: hours(10) });
  await postTo(webhook, goodMoment);
  const send = serviceMail.sendServiceMail;
  const spy = vi.spyOn(serviceMail, "sendServiceMail").mockImplementation(async (mail) => {
    await db().webhook.update({ where: { id: webhook.id }, data: { expiresAt: hours(20), warnedAt: null } });
    return send(mail);
  });
  await warnExpiring();
  spy.mockRestore();
  await pool().query("UPDATE webhooks SET warn_lease_until = NULL");
  expect(await warnExpiring()).toMatchObject({ webhooks: 1 });
});
