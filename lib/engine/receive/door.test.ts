import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { POST } from "../../../app/moment/[...path]/route";
import { readEventAgain } from "../../data/events/read-again";
import { newOrganization, type TestOrganization } from "../../data/organization.fixture";
import { hookId, newWebhook, type TestWebhook } from "../../data/webhooks/webhook.fixture";
import { updateWebhook } from "../../data/webhooks/webhooks";
import { env } from "../../env";
import { hmacHex } from "../../integrations/signature";
import { log } from "../../log";
import { db } from "../../postgres/db";
import { receive } from "./receive";
import { goodMoment, postTo, refusedId } from "./received.fixture";

let of: TestOrganization;
beforeAll(async () => {
  of = await newOrganization();
});

const eventsOf = ({ id }: TestWebhook) =>
  db().event.findMany({ where: { webhookId: id }, include: { moments: true }, orderBy: { id: "asc" } });

describe("a webhook that only observes", () => {
  const body = JSON.stringify({ event: { id: "EV-1", event_type: "incident.triggered", data: { id: "Q1", title: "x" } } });
  const signedBy = (secret: string) => ({ "x-pagerduty-signature": `v1=${hmacHex(secret, body)}` });
  const newDoor = () => newWebhook(of, { integration: "pagerduty", secrets: ["right"], signatureMode: "observe" });

  test("records a repeat once, whether its signature is good, bad or missing", async () => {
    for (const headers of [signedBy("right"), signedBy("wrong"), {}]) {
      const webhook = await newDoor();
      const ids = new Set<string>();
      for (let n = 0; n < 3; n++) ids.add((await postTo(webhook, body, headers)).id);
      expect(ids.size).toBe(1);
      expect(await eventsOf(webhook)).toMatchObject([{ moments: [{}] }]);
    }
  });

  test("does not let a stranger use up the ids of what is signed, by whatever words", async () => {
    const webhook = await newDoor();
    const forged = await postTo(webhook, body, signedBy("wrong"));
    expect((await postTo(webhook, body, signedBy("right"))).id).not.toBe(forged.id);
    expect((await eventsOf(webhook)).map(({ requestId }) => requestId)).toEqual([
      "untrusted:EV-1 incident.triggered",
      "EV-1 incident.triggered",
    ]);
    const custom = await newWebhook(of, { secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], signatureMode: "observe" });
    const stranger = await postTo(custom, goodMoment, { "idempotency-key": "a" });
    await updateWebhook(of.admin, hookId(custom), { signing_secret: null });
    expect((await postTo(custom, goodMoment, { "idempotency-key": "untrusted:a" })).id).not.toBe(stranger.id);
  });
});

describe("a body that ends before its time", () => {
  const lost = () => Object.assign(new Error("aborted"), { code: "ECONNRESET" });
  const cut = (headers: Record<string, string>) =>
    new Request("http://hotline.test/moment/x", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: new ReadableStream({ pull: (controller) => controller.error(lost()) }),
      duplex: "half",
    } as RequestInit);

  test.each([{}, { "content-length": "1000" }])("is a 400, and no trouble of the database: %j", async (headers) => {
    const webhook = await newWebhook(of);
    const warn = vi.spyOn(log(), "warn").mockImplementation(() => {});
    const answer = await POST(cut(headers as Record<string, string>), { params: Promise.resolve({ path: [webhook.token] }) });
    expect([answer.status, (await answer.json()).code]).toEqual([400, "incomplete_body"]);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
    expect(await eventsOf(webhook)).toEqual([]);
  });
});

test("a compressed body is an error that says so; sent as it is or corrected, it is read", async () => {
  const webhook = await newWebhook(of);
  const typed = await newWebhook(of, { integration: "github" });
  for (const encoding of ["gzip", "br", "deflate", "GZIP, br"]) {
    const request = new Request("http://hotline.test/moment/x", {
      method: "POST",
      headers: { "content-encoding": encoding, "x-github-event": "push" },
      body: new Uint8Array(gzipSync(JSON.stringify(goodMoment))),
    });
    expect(await receive(request, [typed.token])).toMatchObject({ status: "error" });
  }
  for (const { reason } of await eventsOf(typed)) expect(reason).toMatch(/^The body is compressed \(Content-Encoding: \S.*\)/);
  expect(await postTo(webhook, goodMoment, { "content-encoding": "identity" })).toMatchObject({ status: "success" });
  expect(await postTo(webhook, goodMoment, { "content-encoding": "gzip" })).toMatchObject({ status: "success" });
  const id = await refusedId(postTo(webhook, "\u001f\u008b", { "content-encoding": "gzip" }));
  expect((await readEventAgain(of.admin, id, undefined)).reason).toContain("compressed");
  expect((await readEventAgain(of.admin, id, goodMoment)).status).toBe("success");
});

test("the path's integration may be written in any case", async () => {
  const webhook = await newWebhook(of);
  expect(await postTo(webhook, {}, { "x-github-event": "push" }, "GitHub")).toMatchObject({ status: "success" });
  expect(await postTo({ token: of.apiKey }, goodMoment, {}, "CUSTOM")).toMatchObject({ status: "success" });
  expect(await eventsOf(webhook)).toMatchObject([{ integration: "github" }]);
});

test("a group counts as as many requests as it makes moments, once it was taken", async () => {
  const webhook = await newWebhook(of, { integration: "alertmanager" });
  const group = (from: number, count: number) => ({
    alerts: Array.from({ length: count }, (_, n) => ({ status: "firing", startsAt: "2026-11-22T09:30:00Z", fingerprint: `f${from + n}` })),
  });
  const perSecond = vi.spyOn(env(), "MOMENTS_PER_SECOND", "get").mockReturnValue(20);
  try {
    expect(await postTo(webhook, group(0, 50))).toMatchObject({ status: "success" });
    await expect(postTo(webhook, group(50, 1))).rejects.toMatchObject({ status: 429, retryAfterSeconds: 2 });
    expect(await eventsOf(webhook)).toMatchObject([{ moments: { length: 50 } }]);
  } finally {
    perSecond.mockRestore();
  }
});
