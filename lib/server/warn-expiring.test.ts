import { beforeAll, expect, test } from "vitest";
import { db } from "../data/db";
import { newOrganization, type TestOrganization } from "../data/organization.fixture";
import { useOwnDatabase } from "../data/own-database.fixture";
import { newTeam, newWebhook } from "../data/webhook.fixture";
import { goodMoment, postTo } from "./received.fixture";
import { warnExpiring } from "./warn-expiring";

let of: TestOrganization;
beforeAll(async () => {
  await useOwnDatabase();
  of = await newOrganization();
});

const hours = (count: number) => new Date(Date.now() + count * 3_600_000);

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
  await db().event.updateMany({ where: { webhookId: quiet.id }, data: { receivedAt: hours(-25) } });
  const runs = await Promise.all([warnExpiring(), warnExpiring()]);
  expect(runs.reduce((sum, { webhooks }) => sum + webhooks, 0)).toBe(2);
  expect(await warnExpiring()).toEqual({ webhooks: 0, mails: 0 });
  const mails = await db().capturedMail.findMany({ orderBy: { to: "asc" } });
  expect(mails.map(({ to }) => to)).toEqual([of.email, of.memberEmail].sort());
  for (const { text, subject } of mails) {
    expect(subject).toContain("Deploybot");
    expect(text).toContain("1 request");
    for (const { token } of used) expect(text).not.toContain(token);
  }
});
