import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sink, startSink } from "../sink";
import { isDone, isRouted, newTenant, type Tenant, ways } from "../tenant";
import { until } from "../until";

const alerts = "/api/v1/alerts";
type Item = { id: string; name: string; deliveries: Record<string, number> };

let sink: Sink;
beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink.close());

/** Ids of every page of a list. */
async function walk({ api }: Tenant, query: string, between: () => Promise<unknown> = async () => {}): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const { body }: { body: { data: Item[]; next_cursor: string | null } } = await api(
      "GET",
      `${alerts}?${query}${cursor ? `&cursor=${cursor}` : ""}`,
    );
    ids.push(...body.data.map(({ id }) => id));
    await between();
    cursor = body.next_cursor;
  } while (cursor);
  return ids;
}

describe.each(ways)("by $way", ({ url }) => {
  test("pages have no gap and no repeat while new alerts arrive, newest first", async () => {
    const tenant = await newTenant(url);
    const { body } = await tenant.api("POST", alerts, Array(23).fill({ name: "a" }));
    const published = body.data.map(({ id }: Item) => id).reverse();
    expect(await walk(tenant, "limit=5", () => tenant.publish({ name: "late" }))).toEqual(published);
    expect((await tenant.api("GET", alerts)).body).toMatchObject({ next_cursor: null });
  });

  test("each filter keeps what it names, alone and together", async () => {
    const tenant = await newTenant(url);
    const { make, publish } = tenant;
    await make("environments", { slug: "production" });
    const { channel } = await tenant.route(sink.url("/hook/filters"), "order:.*");
    const sent = await publish({ name: "order:paid", payload: { customer: "Ada 100%_x" } });
    const other = await publish({ name: "cart:left", environment: "production" });
    const until_ = await tenant.alertWhen(sent, isDone);
    await tenant.alertWhen(other, isRouted);
    const ids = (query: string) => walk(tenant, query);
    expect(await ids("name=order:paid")).toEqual([sent]);
    expect(await ids("name=order")).toEqual([]);
    expect(await ids(`channel_id=${channel}`)).toEqual([sent]);
    expect(await ids("channel_id=nonsense")).toEqual([]);
    expect(await ids("environment=production")).toEqual([other]);
    expect(await ids("environment=nowhere")).toEqual([]);
    expect(await ids("status=sent")).toEqual([sent]);
    expect(await ids("status=none")).toEqual([other]);
    expect(await ids("status=failed")).toEqual([]);
    expect(await ids("source=api")).toEqual([other, sent]);
    expect(await ids("source=dashboard")).toEqual([]);
    expect(await ids("q=ada")).toEqual([sent]);
    expect(await ids("q=100%25_x")).toEqual([sent]);
    expect(await ids("q=1_0")).toEqual([]);
    expect(await ids("q=cart")).toEqual([other]);
    expect(await ids(`from=${until_.created_at}&to=${until_.created_at}`)).toContain(sent);
    expect(await ids(`from=${encodeURIComponent(new Date(Date.now() + 60_000).toISOString())}`)).toEqual([]);
    expect(await ids("to=2020-01-01T00:00:00Z")).toEqual([]);
    expect(await ids(`name=order:paid&status=sent&q=ada&channel_id=${channel}&source=api`)).toEqual([sent]);
    expect(await ids("name=order:paid&status=none")).toEqual([]);
  });

  test("an item says which channels matched and what became of its deliveries", async () => {
    const tenant = await newTenant(url);
    const { channel } = await tenant.route(sink.url("/hook/item"));
    const id = await tenant.publish({ name: "a", severity: "error" });
    await tenant.alertWhen(id, isDone);
    const [item] = (await tenant.api("GET", alerts)).body.data;
    expect(item).toMatchObject({
      id,
      name: "a",
      severity: "error",
      channels: [{ id: channel, name: "Channel" }],
      deliveries: { sent: 1, pending: 0, failed: 0, skipped: 0 },
    });
  });

  test("an alert shows its deliveries, each attempt and the trace", async () => {
    const tenant = await newTenant(url);
    const { channel, destination, subscription } = await tenant.route(sink.url("/hook/detail"));
    const second = await tenant.make("subscriptions", { name: "Again", channel_ids: [channel], destination_ids: [destination] });
    sink.script("/hook/detail", [{ status: 201, body: "made" }]);
    const alert = await tenant.alertWhen(await tenant.publish({ name: "a" }), isDone);
    expect(alert.channels).toEqual([{ id: channel, name: "Channel", pattern: ".*" }]);
    expect(alert.deliveries).toMatchObject([
      {
        destination: { id: destination, name: "Hook", kind: "webhook" },
        status: "sent",
        reason: null,
        next_attempt_at: null,
        attempts: [{ number: 1, outcome: "http_2xx", status_code: 201, error: null, response_excerpt: "made", maybe_delivered: false }],
      },
    ]);
    expect(alert.deliveries[0].attempts[0].duration_ms).toBeGreaterThanOrEqual(0);
    expect(alert.trace.subscriptions).toMatchObject([
      { id: subscription, matched: true },
      { id: second.id, matched: true },
    ]);
    const hook = { id: destination, name: "Hook" };
    const twice = { result: "merged", reason: "merged_duplicate", said: "Named more than once: it gets the alert once." };
    expect(alert.trace.destinations).toEqual([
      { ...hook, subscription_ids: [subscription, second.id], result: "deliver", reason: "subscription_matched", said: null },
      { ...hook, subscription_ids: [second.id], ...twice },
    ]);
    expect(sink.received("/hook/detail").filter(({ json }) => (json as { alert_id: string }).alert_id === alert.id)).toHaveLength(1);
  });

  test("explain says what would happen, stores nothing and sends nothing", async () => {
    const tenant = await newTenant(url);
    const { destination } = await tenant.route(sink.url("/hook/explain"), "order:.*");
    const { status, body } = await tenant.api("POST", "/api/v1/explain", { name: "order:paid" });
    expect(status).toBe(200);
    expect(body.destinations).toMatchObject([{ id: destination, result: "deliver" }]);
    expect((await tenant.api("POST", "/api/v1/explain", { name: "other" })).body.destinations).toEqual([]);
    expect((await tenant.api("POST", "/api/v1/explain", { name: "a", environment: "nowhere" })).body.errors[0].path).toBe("environment");
    expect((await tenant.api("GET", alerts)).body.data).toEqual([]);
    expect(sink.received("/hook/explain")).toEqual([]);
  });

  test("a delivery is sent again on request, under the same id; while it is pending it is not", async () => {
    const tenant = await newTenant(url);
    const path = `/hook/retry-${new URL(url).port}`;
    await tenant.route(sink.url(path));
    sink.script(path, [400]);
    const id = await tenant.publish({ name: "a" });
    const failed = await tenant.alertWhen(id, isDone);
    expect(failed.deliveries).toMatchObject([
      { status: "failed", reason: "http_400", attempts: [{ outcome: "http_400", status_code: 400 }] },
    ]);
    const delivery = failed.deliveries[0].id;
    expect(await tenant.api("POST", `/api/v1/deliveries/${delivery}/retry`)).toMatchObject({
      status: 202,
      body: { id: delivery, status: "pending" },
    });
    const sent = await tenant.alertWhen(id, ({ deliveries }) => deliveries[0].status === "sent");
    expect(sent.deliveries[0].attempts.map(({ number, outcome }: { number: number; outcome: string }) => [number, outcome])).toEqual([
      [1, "http_400"],
      [2, "http_2xx"],
    ]);
    expect(sink.received(path).map(({ headers }) => headers["webhook-id"])).toEqual([delivery, delivery]);
    // Sent is an end too.
    sink.script(path, [{ delayMs: Number.POSITIVE_INFINITY }]);
    expect((await tenant.api("POST", `/api/v1/deliveries/${delivery}/retry`)).status).toBe(202);
    expect(await tenant.api("POST", `/api/v1/deliveries/${delivery}/retry`)).toMatchObject({
      status: 409,
      body: { code: "delivery_pending" },
    });
  });

  test("every delivery that a filter matches is sent again, and no other", async () => {
    const tenant = await newTenant(url);
    const path = `/hook/bulk-${new URL(url).port}`;
    await tenant.route(sink.url(path), "a|b");
    sink.script(path, [400, 400]);
    const ids: string[] = [];
    for (const name of ["a", "a", "b"]) {
      const id = await tenant.publish({ name });
      await tenant.alertWhen(id, isDone);
      ids.push(id);
    }
    const retry = async (filter: object) => (await tenant.api("POST", "/api/v1/deliveries/retry", filter)).body;
    expect(await retry({ name: "a", status: "sent" })).toEqual({ count: 0 });
    expect(await retry({})).toEqual({ count: 2 });
    await until(
      async () => (await tenant.api("GET", `${alerts}?status=sent`)).body.data.map(({ id }: Item) => id),
      (sent) => sent.length === 3,
    );
    expect((await tenant.api("GET", `${alerts}/${ids[2]}`)).body.deliveries[0].attempts).toHaveLength(1);
    expect(await retry({ name: "b", status: "sent" })).toEqual({ count: 1 });
    expect((await tenant.api("POST", "/api/v1/deliveries/retry", { status: "odd" })).status).toBe(422);
  });

  test("a replay is a new alert through today's configuration, and says what it repeats", async () => {
    const tenant = await newTenant(url);
    await tenant.make("environments", { slug: "production" });
    const payload = '{"a":1.50}';
    const published = await tenant.api(
      "POST",
      alerts,
      `{"name":"a","payload":${payload},"environment":"production","severity":"info","dedup_key":"k"}`,
    );
    const { id } = published.body;
    expect((await tenant.alertWhen(id, isRouted)).deliveries).toEqual([]);
    await tenant.route(sink.url("/hook/replay"));
    const { status, body } = await tenant.api("POST", `${alerts}/${id}/replay`);
    expect(status).toBe(202);
    expect(body).toMatchObject({ name: "a", replay_of: id });
    const again = await tenant.alertWhen(body.id, isDone);
    expect(again).toMatchObject({ replay_of: id, environment: "production", severity: "info", dedup_key: "k" });
    expect(again.deliveries).toMatchObject([{ status: "sent" }]);
    const received = sink.received("/hook/replay").find(({ json }) => (json as { alert_id: string }).alert_id === body.id);
    expect(received?.body).toContain(`"data":${payload}`);
  });
});
