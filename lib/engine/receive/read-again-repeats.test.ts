import { beforeAll, describe, expect, test, vi } from "vitest";
import { readEventAgain, readEventsAgain } from "../../data/events/read-again";
import { newOrganization, type TestOrganization } from "../../data/organization.fixture";
import { hookId, newWebhook, type TestWebhook } from "../../data/webhooks/webhook.fixture";
import { updateWebhook } from "../../data/webhooks/webhooks";
import { newId, readId, showId } from "../../domain/id";
import { hourMs } from "../../domain/time";
import { pagerduty } from "../../integrations/pagerduty/pagerduty";
import { hmacHex } from "../../integrations/signature";
import { db, pool } from "../../postgres/db";
import { useOwnDatabase } from "../../postgres/own-database.fixture";
import { readRequested } from "./read-requested";
import { goodMoment, postTo, refusedId } from "./received.fixture";

let of: TestOrganization;
beforeAll(async () => {
  await useOwnDatabase();
  of = await newOrganization();
});

const said = (id: string) =>
  JSON.stringify({
    event: { id, event_type: "incident.triggered", occurred_at: "2026-11-22T09:30:00Z", data: { id: "Q1", title: "Checkout is down" } },
  });
const requestIdOf = (id: string) => `${id} incident.triggered 2026-11-22T09:30:00Z`;
const signed = (body: string) => ({ "x-pagerduty-signature": `v1=${hmacHex("right", body)}` });
const deliver = (webhook: TestWebhook, body: string) => postTo(webhook, body, signed(body));
const newDoor = () => newWebhook(of, { integration: "pagerduty", secrets: ["wrong"] });
const mend = (webhook: TestWebhook) => updateWebhook(of.admin, hookId(webhook), { signing_secret: "right" });

const made = async ({ id }: { id: string }) => ({
  moments: await db().moment.count({ where: { event: { webhookId: id } } }),
  alerts: await db().alert.count({ where: { event: { webhookId: id } } }),
});
const noteOf = (id: string) => `The same delivery was received since, as ${id}: it makes no moment again.`;

describe("one delivery is one moment", () => {
  test("when a person retries what was refused, and the vendor repeats it then", async () => {
    const webhook = await newDoor();
    const body = said("EV-1");
    const id = await eventOf(deliver(webhook, body), webhook);
    await mend(webhook);
    expect(await readEventAgain(of.admin, id, undefined)).toMatchObject({
      status: "success",
      reason: null,
      request_id: requestIdOf("EV-1"),
    });
    expect(await deliver(webhook, body)).toEqual({ id, status: "success" });
    expect(await made(webhook)).toEqual({ moments: 1, alerts: 1 });
  });

  test("when the vendor repeats it first, and a person retries it then: a note says so", async () => {
    const webhook = await newDoor();
    const body = said("EV-2");
    const id = await eventOf(deliver(webhook, body), webhook);
    await mend(webhook);
    const repeat = await deliver(webhook, body);
    expect(await readEventAgain(of.admin, id, undefined)).toMatchObject({
      status: "success",
      reason: noteOf(repeat.id),
      cause: null,
      request_id: null,
      moments: [],
      alerts: [],
    });
    expect(await made(webhook)).toEqual({ moments: 1, alerts: 1 });
  });

  test("when each try was refused and all of them are retried together", async () => {
    const webhook = await newDoor();
    const body = said("EV-3");
    for (let n = 0; n < 3; n++) await deliver(webhook, body).catch(() => {});
    await mend(webhook);
    expect(await readEventsAgain(of.admin, { cause: "signature mismatch", webhook_id: hookId(webhook) })).toEqual({ count: 3 });
    const [one, other] = await Promise.all([readRequested(), readRequested()]);
    expect(one.success + other.success).toBe(3);
    expect(await made(webhook)).toEqual({ moments: 1, alerts: 1 });
    expect(await deliver(webhook, body)).toMatchObject({ status: "success" });
    expect(await made(webhook)).toEqual({ moments: 1, alerts: 1 });
  });

  test("when it was observed before its secret was mended, errored both times, and both are retried at once", async () => {
    for (let n = 0; n < 4; n++) {
      const webhook = await newWebhook(of, { integration: "pagerduty", secrets: ["wrong"], signatureMode: "observe" });
      const parse = vi.spyOn(pagerduty, "parse").mockReturnValue({ ok: false, reason: "Not yet.", cause: "not yet" });
      const observed = await deliver(webhook, said(`EV-both-${n}`));
      await mend(webhook);
      const trusted = await deliver(webhook, said(`EV-both-${n}`));
      parse.mockRestore();
      await Promise.all([observed, trusted].map(({ id }) => readEventAgain(of.admin, id, undefined)));
      expect(await made(webhook)).toEqual({ moments: 1, alerts: 1 });
    }
  });

  test("when a person retries what was refused, and the vendor repeats it while the webhook observes", async () => {
    const webhook = await newDoor();
    const body = said("EV-observed");
    const id = await eventOf(deliver(webhook, body), webhook);
    await updateWebhook(of.admin, hookId(webhook), { signature_mode: "observe" });
    expect(await readEventAgain(of.admin, id, undefined)).toMatchObject({ status: "success", request_id: requestIdOf("EV-observed") });
    expect(await deliver(webhook, body)).toEqual({ id, status: "success" });
    expect(await made(webhook)).toEqual({ moments: 1, alerts: 1 });
  });

  test("when what was refused is corrected, and its sender mends it under the same Idempotency-Key; in either order", async () => {
    const webhook = await newWebhook(of);
    const [first, second] = [
      await refusedId(postTo(webhook, {}, { "idempotency-key": "one" })),
      await refusedId(postTo(webhook, {}, { "idempotency-key": "two" })),
    ];
    await readEventAgain(of.admin, first, goodMoment);
    expect(await postTo(webhook, goodMoment, { "idempotency-key": "one" })).toEqual({ id: first, status: "success" });
    const mended = await postTo(webhook, goodMoment, { "idempotency-key": "two" });
    expect(await readEventAgain(of.admin, second, goodMoment)).toMatchObject({ reason: noteOf(mended.id), moments: [] });
    expect(await made(webhook)).toEqual({ moments: 2, alerts: 2 });
  });

  test("by an API key, each integration for itself", async () => {
    const key = { token: of.apiKey };
    const id = await refusedId(postTo(key, {}, { "idempotency-key": "k" }, "custom"));
    await postTo(key, {}, { "x-github-event": "push", "idempotency-key": "k" }, "github");
    expect(await readEventAgain(of.admin, id, goodMoment)).toMatchObject({ reason: null, moments: [{}] });
    expect(await postTo(key, goodMoment, { "idempotency-key": "k" }, "custom")).toEqual({ id, status: "success" });
  });

  test("where the webhook has only observed the repeat", async () => {
    const webhook = await newDoor();
    const body = said("EV-4");
    const id = await eventOf(deliver(webhook, body), webhook);
    await updateWebhook(of.admin, hookId(webhook), { signature_mode: "observe" });
    const repeat = await deliver(webhook, body);
    expect(await readEventAgain(of.admin, id, undefined)).toMatchObject({ status: "success", reason: noteOf(repeat.id), moments: [] });
  });
});

test("of another webhook, the same delivery is another one", async () => {
  const [one, other] = [await newDoor(), await newDoor()];
  const body = said("EV-5");
  const ids = [await eventOf(deliver(one, body), one), await eventOf(deliver(other, body), other)];
  for (const id of ids) expect(await readEventAgain(of.admin, id, undefined)).toMatchObject({ reason: null, moments: [{}] });
});

test("what is still an error does not use the id up", async () => {
  const webhook = await newDoor();
  const body = said("EV-6");
  const id = await eventOf(deliver(webhook, body), webhook);
  expect(await readEventAgain(of.admin, id, "{}")).toMatchObject({ status: "error", request_id: null });
  await mend(webhook);
  expect((await deliver(webhook, body)).id).not.toBe(id);
});

test("a repeat that came as an error gives the id to the event that is good", async () => {
  const webhook = await newDoor();
  const body = said("EV-7");
  const id = await eventOf(deliver(webhook, body), webhook);
  await mend(webhook);
  vi.spyOn(pagerduty, "parse").mockReturnValueOnce({ ok: false, reason: "Not yet.", cause: "not yet" });
  const repeat = await deliver(webhook, body);
  expect(repeat.status).toBe("error");
  expect(await readEventAgain(of.admin, id, undefined)).toMatchObject({ reason: null, request_id: requestIdOf("EV-7"), moments: [{}] });
  expect(await readEventAgain(of.admin, repeat.id, undefined)).toMatchObject({ reason: noteOf(id), moments: [] });
  expect(await deliver(webhook, body)).toEqual({ id, status: "success" });
});

test("a repeat that is being read again at the moment is waited for: the retry stays an error that says so", async () => {
  const webhook = await newDoor();
  const body = said("EV-8");
  const id = await eventOf(deliver(webhook, body), webhook);
  await mend(webhook);
  vi.spyOn(pagerduty, "parse").mockReturnValueOnce({ ok: false, reason: "Not yet.", cause: "not yet" });
  const repeat = await deliver(webhook, body);
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT 1 FROM events WHERE id = $1 FOR UPDATE", [readId("event", repeat.id)]);
    expect(await readEventAgain(of.admin, id, undefined)).toMatchObject({
      status: "error",
      reason: expect.stringContaining(`${repeat.id}, which is being read again`),
      moments: [],
    });
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
  expect(await readEventAgain(of.admin, id, undefined)).toMatchObject({ status: "success", moments: [{}] });
});

test("a repeat that is stored in the same moment is seen: a note, and never a 500", async () => {
  const webhook = await newDoor();
  const body = said("EV-9");
  const id = await eventOf(deliver(webhook, body), webhook);
  const repeat = newId();
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await client.query(
      `INSERT INTO events (id, organization_id, webhook_id, integration, status, verdict, request_id, headers, body, address, user_agent, received_at)
       SELECT $1, organization_id, webhook_id, integration, 'success', 'valid', $3, headers, body, address, user_agent, received_at
       FROM events WHERE id = $2`,
      [repeat, readId("event", id), requestIdOf("EV-9")],
    );
    const retried = readEventAgain(of.admin, id, undefined);
    await expect
      .poll(async () => {
        const { rows } = await pool().query(
          "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE events%'",
        );
        return rows.length;
      })
      .toBe(1);
    await client.query("COMMIT");
    expect(await retried).toMatchObject({ status: "success", reason: noteOf(showId("event", repeat)), moments: [], alerts: [] });
  } finally {
    client.release();
  }
  const [entry] = await db().auditEntry.findMany({ where: { action: "event.retried", subjectId: readId("event", id) ?? "" } });
  expect(entry?.after).toEqual({ corrected: false, status: "success" });
});

/** The id of the event that a request which was refused became. */
async function eventOf(refused: Promise<unknown>, webhook: TestWebhook): Promise<string> {
  await expect(refused).rejects.toMatchObject({ status: 401 });
  const event = await db().event.findFirstOrThrow({ where: { webhookId: webhook.id }, orderBy: { id: "desc" } });
  return showId("event", event.id);
}

test("what is corrected is of the time at which it arrived; a time that its body names may be later", async () => {
  const webhook = await newWebhook(of);
  const github = await newWebhook(of, { integration: "github" });
  const timeless = { name: "x", type: "alert" };
  const later = new Date(Date.now() - 60_000).toISOString();
  const run = (updated_at?: string) => ({
    action: "completed",
    workflow_run: { id: 1, conclusion: "failure", ...(updated_at ? { updated_at } : {}) },
    repository: { full_name: "acme/shop" },
  });
  const typed = () => postTo(github, { action: "completed" }, { "x-github-event": "workflow_run" });
  const corrections = [
    [await refusedId(postTo(webhook, {})), timeless, null],
    [await refusedId(postTo(webhook, {})), { ...timeless, occurred_at: later }, later],
    [(await typed()).id, run(), null],
    [(await typed()).id, run(later), later],
  ] as const;
  const ids = [webhook.id, github.id];
  await pool().query("UPDATE events SET received_at = now() - interval '1 hour' WHERE webhook_id = ANY($1::uuid[])", [ids]);
  for (const [id, body, expected] of corrections) {
    const { moments, received_at } = await readEventAgain(of.admin, id, body);
    expect(moments).toMatchObject([{ occurred_at: expected ?? received_at }]);
  }
  const ahead = new Date(Date.now() + hourMs).toISOString();
  const id = await refusedId(postTo(webhook, {}));
  expect(await readEventAgain(of.admin, id, { ...timeless, occurred_at: ahead })).toMatchObject({
    status: "error",
    reason: expect.stringContaining("must not be in the future"),
  });
});
