import { expect, test } from "vitest";
import { newOrganization } from "../../data/organization.fixture";
import { newWebhook } from "../../data/webhooks/webhook.fixture";
import { db } from "../../postgres/db";
import { countEventless, flushEventless, otherCallers } from "./eventless";

const countOf = async (webhookId: string) => {
  const rows = await db().eventlessRequest.findMany({ where: { webhookId } });
  return { callers: rows.length, requests: rows.reduce((sum, { count }) => sum + count, 0), rows };
};

test("no request goes uncounted, however many callers come at once: those beyond the thousandth are the webhook's others", async () => {
  const of = await newOrganization();
  const [flooded, quiet] = [await newWebhook(of), await newWebhook(of)];
  await flushEventless();
  for (let n = 0; n < 1_500; n++) countEventless(flooded.id, "expired", { address: `192.0.2.${n}`, userAgent: "flood" });
  for (let n = 0; n < 2; n++) countEventless(quiet.id, "too_large", { address: "198.51.100.1", userAgent: "ci/1" });
  await flushEventless();
  const flood = await countOf(flooded.id);
  expect(flood.requests).toBe(1_500);
  expect(flood.callers).toBeLessThanOrEqual(201);
  expect((await countOf(quiet.id)).rows).toMatchObject([{ reason: "too_large", userAgent: otherCallers, count: 2 }]);
  countEventless(quiet.id, "too_large", { address: "198.51.100.1", userAgent: "ci/1" });
  await flushEventless();
  expect((await countOf(quiet.id)).rows.map(({ userAgent }) => userAgent).sort()).toEqual([otherCallers, "ci/1"]);
});
