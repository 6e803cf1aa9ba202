import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Sink, startSink } from "./sink";
import { isDone, newTenant, type Tenant, ways } from "./tenant";
import { until } from "./until";

let sink: Sink;
beforeAll(async () => {
  sink = await startSink({ port: inject("vendorsPort") });
});
afterAll(() => sink.close());

const key = (letter: string) => letter.repeat(32);
const statusOf = (alert: { deliveries: { status: string; reason: string | null }[] }) => [
  alert.deliveries[0]?.status,
  alert.deliveries[0]?.reason,
];
const outcomesOf = (alert: { deliveries: { attempts: { outcome: string }[] }[] }) =>
  alert.deliveries[0]?.attempts.map(({ outcome }) => outcome);
/** One try is over, and what follows from it is known. */
const tried = (alert: { deliveries: { reason: string | null; attempts: { outcome: string | null }[] }[] }) =>
  Boolean(alert.deliveries[0]?.attempts.at(-1)?.outcome && alert.deliveries[0].reason);

/** Seconds between what one path received. */
function gaps(path: string): number[] {
  const times = sink.received(path).map(({ at }) => at);
  return times.slice(1).map((at, index) => (at - (times[index] as number)) / 1_000);
}

/** A kind's destination under a subscription to everything. */
async function routeTo({ make }: Tenant, kind: string, config: object): Promise<string> {
  const channel = await make("channels", { name: kind, pattern: ".*" });
  const destination = await make("destinations", { name: kind, kind, config });
  await make("subscriptions", { name: kind, channel_ids: [channel.id], destination_ids: [destination.id] });
  return destination.id;
}

describe.concurrent.each(ways)("by $way", ({ way, url }) => {
  const hook = (name: string) => `/hook/${name}-${way}`;

  test("one alert reaches all four kinds, each in its own form", async () => {
    const tenant = await newTenant(url);
    const routingKey = key(way === "next" ? "a" : "b");
    await routeTo(tenant, "webhook", { url: sink.url(hook("four")), headers: { "X-Team": "ops" } });
    await routeTo(tenant, "slack", { webhook_url: sink.urls.slack });
    await routeTo(tenant, "pagerduty", { routing_key: routingKey, severity: "warning" });
    await routeTo(tenant, "email", { address: `oncall-${way}@example.com` });
    const payload = '{"amount":1.50,"who":"Ada <!channel>"}';
    const body = `{"name":"four:${way}","severity":"critical","dedup_key":"k","payload":${payload}}`;
    const { id } = (await tenant.api("POST", "/api/v1/alerts", body)).body;
    const alert = await tenant.alertWhen(id, isDone);
    expect(alert.deliveries.map(({ status }: { status: string }) => status)).toEqual(Array(4).fill("sent"));
    const [hooked] = sink.received(hook("four"));
    expect(hooked?.body).toContain(`"data":${payload}`);
    expect(hooked?.headers["x-team"]).toBe("ops");
    const slack = sink.received("slack").filter((one) => one.body.includes(`four:${way}`));
    expect(slack).toHaveLength(1);
    expect(slack[0]?.body).not.toContain("<!channel>");
    expect(sink.incidents()).toContainEqual(expect.objectContaining({ routingKey, dedupKey: "k", severity: "critical", status: "open" }));
    const mails = sink.mails().filter(({ to }) => to.includes(`oncall-${way}@example.com`));
    expect(mails).toMatchObject([{ subject: expect.stringContaining(`four:${way}`) }]);
  });

  test("a receiver that fails twice gets the same message again after 5 s and 30 s, and then it is sent", async () => {
    const tenant = await newTenant(url);
    const path = hook("twice");
    const { destination } = await tenant.route(sink.url(path));
    sink.script(path, [500, { status: 502, body: "bad gateway" }]);
    const id = await tenant.publish({ name: "a", payload: { n: 1 } });
    const waiting = await tenant.alertWhen(id, tried);
    expect(statusOf(waiting)).toEqual(["pending", "http_5xx"]);
    const { number, started_at, duration_ms } = waiting.deliveries[0].attempts.at(-1);
    const pause = (Date.parse(waiting.deliveries[0].next_attempt_at) - Date.parse(started_at) - duration_ms) / 1_000;
    const promised = number === 1 ? 5 : 30;
    // A fifth either way, and some time to write down what the attempt came to.
    expect(pause).toBeGreaterThanOrEqual(promised * 0.8);
    expect(pause).toBeLessThanOrEqual(promised * 1.2 + 2);
    const alert = await tenant.alertWhen(id, isDone);
    expect(statusOf(alert)).toEqual(["sent", null]);
    expect(outcomesOf(alert)).toEqual(["http_5xx", "http_5xx", "http_2xx"]);
    const [first, second] = gaps(path) as [number, number];
    expect(first).toBeGreaterThanOrEqual(4);
    expect(second).toBeGreaterThanOrEqual(24);
    const received = sink.received(path);
    expect(new Set(received.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([alert.deliveries[0].id]));
    // Both apps work on one database, so either may send a repeat; their links differ in the port.
    expect(new Set(received.map(({ body }) => body.replace(/127\.0\.0\.1:\d+/, "app"))).size).toBe(1);
    const { secret } = (await tenant.api("GET", `/api/v1/destinations/${destination}/signing-secret`)).body;
    for (const { body, headers } of received) expect(new Webhook(secret).verify(body, headers)).toMatchObject({ name: "a" });
  });

  test("a receiver that says Retry-After gets nothing before then, the other alerts neither", async () => {
    const tenant = await newTenant(url);
    const path = hook("later");
    await tenant.route(sink.url(path));
    sink.script(path, [{ status: 429, headers: { "retry-after": "9" } }]);
    const first = await tenant.publish({ name: "a" });
    await tenant.alertWhen(first, tried);
    const second = await tenant.publish({ name: "b" });
    const waiting = await tenant.alertWhen(second, ({ deliveries }) => deliveries[0]?.reason === "rate_paced");
    expect(waiting.deliveries[0].attempts).toEqual([]);
    for (const id of [first, second]) expect(statusOf(await tenant.alertWhen(id, isDone))).toEqual(["sent", null]);
    const times = sink.received(path).map(({ at }) => at);
    expect(times).toHaveLength(3);
    for (const at of times.slice(1)) expect(at - (times[0] as number)).toBeGreaterThanOrEqual(9_000);
  });

  test("a redirect is never followed: not to the metadata address, not to a harmless one", async () => {
    for (const [name, location] of [
      ["metadata", "http://169.254.169.254/latest/meta-data/"],
      ["harmless", sink.url(hook("target"))],
    ] as const) {
      const tenant = await newTenant(url);
      await tenant.route(sink.url(hook(name)));
      sink.script(hook(name), [{ status: 302, headers: { location } }]);
      const alert = await tenant.alertWhen(await tenant.publish({ name: "a" }), tried);
      expect(alert.deliveries[0]).toMatchObject({
        status: "pending",
        reason: "http_3xx",
        attempts: [{ outcome: "http_3xx", status_code: 302 }],
      });
    }
    expect(sink.received(hook("target"))).toEqual([]);
  });

  test.each([
    ["blocked_address", "https://169.254.169.254/latest/"],
    ["blocked_address", "https://[::ffff:169.254.169.254]/"],
    ["blocked_address", "https://0x0a000001/"],
    ["blocked_port", "https://8.8.8.8:22/"],
    ["bad_url", "http://8.8.8.8/"],
  ])("%s: %s is refused before a connection, and is not tried again", async (outcome, target) => {
    const tenant = await newTenant(url);
    await tenant.route(target);
    const alert = await tenant.alertWhen(await tenant.publish({ name: "a" }), isDone);
    expect(alert.deliveries[0]).toMatchObject({
      status: "failed",
      reason: outcome,
      attempts: [{ outcome, status_code: null, maybe_delivered: false }],
    });
  });

  test("410 switches the destination off and tells the admins; what comes then is skipped, and can be sent once it is on again", async () => {
    const tenant = await newTenant(url);
    const path = hook("gone");
    const { destination } = await tenant.route(sink.url(path));
    sink.script(path, [410]);
    const gone = await tenant.alertWhen(await tenant.publish({ name: "a" }), isDone);
    expect(statusOf(gone)).toEqual(["failed", "http_410"]);
    const one = `/api/v1/destinations/${destination}`;
    const off = await until(
      async () => (await tenant.api("GET", one)).body,
      ({ enabled }) => !enabled,
    );
    expect(off.disabled_reason).toBe("http_410");
    const id = await tenant.publish({ name: "b" });
    const skipped = await tenant.alertWhen(id, isDone);
    expect(statusOf(skipped)).toEqual(["skipped", "destination_disabled"]);
    expect(skipped.trace.destinations).toMatchObject([{ result: "skip", reason: "destination_disabled" }]);
    const retry = () => tenant.api("POST", `/api/v1/deliveries/${skipped.deliveries[0].id}/retry`);
    expect(await retry()).toMatchObject({ status: 409, body: { code: "destination_disabled" } });
    expect((await tenant.api("PATCH", one, { enabled: true })).body).toMatchObject({ enabled: true, disabled_reason: null });
    expect((await retry()).status).toBe(202);
    expect(statusOf(await tenant.alertWhen(id, ({ deliveries }) => deliveries[0].status === "sent"))).toEqual(["sent", null]);
    await until(
      async () => sink.mails().filter(({ to }) => to.includes(tenant.email)),
      (mails) => mails.length === 1 && (mails[0]?.subject ?? "").includes("switched off"),
    );
  });

  test("dead destinations never delay another one", async () => {
    const tenant = await newTenant(url);
    const silent = hook("silent");
    sink.script(silent, Array(200).fill({ delayMs: Number.POSITIVE_INFINITY }));
    await routeTo(tenant, "webhook", { url: sink.url(silent) });
    await routeTo(tenant, "webhook", { url: "http://127.0.0.1:1/" });
    await routeTo(tenant, "webhook", { url: sink.url(hook("well")) });
    const began = Date.now();
    for (let index = 0; index < 60; index++) {
      const id = await tenant.publish({ name: "a" });
      await sink.waitFor((all) => all.some(({ path, json }) => path === hook("well") && (json as { alert_id: string }).alert_id === id));
    }
    // A busy machine takes its time; 15 s of waiting for the silent one, before each, are something else.
    expect(Date.now() - began).toBeLessThan(120_000);
    expect(sink.received(hook("well"))).toHaveLength(60);
  });

  test("one answer that is slow does not hold up the next alerts of its destination", async () => {
    const tenant = await newTenant(url);
    const path = hook("slow");
    await tenant.route(sink.url(path));
    let answer = () => {};
    const after = new Promise<void>((resolve) => {
      answer = resolve;
    });
    sink.script(path, [{ status: 200, after }]);
    const slow = await tenant.publish({ name: "first" });
    await sink.waitFor(() => sink.received(path).length === 1);
    const quick = await tenant.publish({ name: "second" });
    const alert = await tenant.alertWhen(quick, isDone);
    expect(alert.deliveries[0].status).toBe("sent");
    expect((await tenant.alertWhen(slow, () => true)).deliveries[0].status).toBe("pending");
    answer();
    expect((await tenant.alertWhen(slow, isDone)).deliveries[0].status).toBe("sent");
  });

  test("a resolve goes through the key that triggered, although the destination has another one by now", async () => {
    const tenant = await newTenant(url);
    const [old, fresh] = [key(way === "next" ? "c" : "d"), key(way === "next" ? "e" : "f")];
    const destination = await routeTo(tenant, "pagerduty", { routing_key: old, severity: "error" });
    const send = async (body: object) => statusOf(await tenant.alertWhen(await tenant.publish({ name: "disk:full", ...body }), isDone));
    expect(await send({ dedup_key: "disk" })).toEqual(["sent", null]);
    expect((await tenant.api("PATCH", `/api/v1/destinations/${destination}`, { config: { routing_key: fresh } })).status).toBe(200);
    expect(await send({ dedup_key: "disk", action: "resolve" })).toEqual(["sent", null]);
    expect(await send({ dedup_key: "other" })).toEqual(["sent", null]);
    const mine = sink.incidents().filter(({ routingKey }) => [old, fresh].includes(routingKey));
    expect(mine.map(({ routingKey, dedupKey, status }) => [routingKey, dedupKey, status])).toEqual([
      [old, "disk", "resolved"],
      [fresh, "other", "open"],
    ]);
  });

  test("Slack gets one message a second, and none is lost", async () => {
    const tenant = await newTenant(url);
    const path = `/services/T/B/${way}`;
    await routeTo(tenant, "slack", { webhook_url: sink.url(path) });
    const list = (await tenant.api("POST", "/api/v1/alerts", Array(4).fill({ name: "a" }))).body.data as { id: string }[];
    const starts: number[] = [];
    for (const { id } of list) {
      const alert = await tenant.alertWhen(id, isDone);
      expect(statusOf(alert)).toEqual(["sent", null]);
      starts.push(Date.parse(alert.deliveries[0].attempts[0].started_at));
    }
    expect(sink.received(path)).toHaveLength(4);
    // By the sender's clock: a receiver that is held up reads two at once.
    starts.sort((a, b) => a - b);
    for (const [index, start] of starts.slice(1).entries()) expect(start - (starts[index] as number)).toBeGreaterThanOrEqual(900);
  });

  test("what was refused for good is not repeated and says why", async () => {
    const tenant = await newTenant(url);
    const path = `/services/T/B/refused-${way}`;
    await routeTo(tenant, "slack", { webhook_url: sink.url(path) });
    sink.script(path, [{ status: 404, body: "no_service" }]);
    const alert = await tenant.alertWhen(await tenant.publish({ name: "a" }), isDone);
    expect(alert.deliveries[0]).toMatchObject({
      status: "failed",
      reason: "no_service",
      attempts: [{ outcome: "no_service", error: expect.stringMatching(/\.$/) }],
    });
    expect(sink.received(path)).toHaveLength(1);
  });
});
