import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sink, startSink } from "../sink";
import { isDone, isRouted, newTenant, ways } from "../tenant";
import { until } from "../until";

let sink: Sink;
beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink.close());

describe.each(ways)("by $way", ({ url }) => {
  test("the kinds carry what a form needs, and a destination can be made from them alone", async () => {
    const { api, make, as, newKey } = await newTenant(url);
    const { body } = await as(await newKey({ scopes: ["read"] }))("GET", "/api/v1/destination-kinds");
    expect(body.data.length).toBeGreaterThanOrEqual(4);
    for (const kind of body.data) {
      expect(kind, kind.kind).toMatchObject({ label: expect.any(String), icon: expect.any(String), signed: expect.any(Boolean) });
      expect(kind.fields.length, kind.kind).toBeGreaterThan(0);
      for (const field of kind.fields) if (field.input === "select") expect(field.options.length).toBeGreaterThan(0);
    }
    const [{ kind, fields }] = body.data;
    const config = Object.fromEntries(
      fields
        .filter((field: { required: boolean }) => field.required)
        .map((field: { name: string; placeholder: string }) => [field.name, field.placeholder]),
    );
    const { id } = await make("destinations", { name: "First", kind, config });
    expect((await api("GET", `/api/v1/destinations/${id}`)).body.kind).toBe(kind);
  });

  test("a test alert is marked: in history by its source, at the receiver by the message", async () => {
    const tenant = await newTenant(url);
    const hook = `/hook/${tenant.id}`;
    await tenant.route(sink.url(hook));
    const marked = await tenant.publish({ name: "a", test: true });
    const plain = await tenant.publish({ name: "a", test: false });
    expect(await tenant.alertWhen(marked, isDone)).toMatchObject({ source: "test" });
    expect(await tenant.alertWhen(plain, isDone)).toMatchObject({ source: "api" });
    const bodies = sink.received(hook).map(({ body }) => JSON.parse(body) as { alert_id: string; test?: boolean });
    expect(bodies.find(({ alert_id }) => alert_id === marked)?.test).toBe(true);
    expect(bodies.find(({ alert_id }) => alert_id === plain)).not.toHaveProperty("test");
    expect((await tenant.api("POST", "/api/v1/alerts", { name: "a", test: "yes" })).status).toBe(422);
  });

  test("health, deliveries, the summary and the retry count agree with what was delivered", async () => {
    const tenant = await newTenant(url);
    const { api, publish, alertWhen } = tenant;
    const hook = `/hook/${tenant.id}`;
    sink.script(hook, [200, 400, 200]);
    const { destination } = await tenant.route(sink.url(hook));
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) {
      const id = await publish({ name: `a${count}` });
      await alertWhen(id, isDone);
      ids.push(id);
    }
    const failed = await api("GET", "/api/v1/deliveries?status=failed");
    expect(failed.body.data).toMatchObject([
      { alert: { id: ids[1], name: "a1" }, destination: { id: destination }, attempts: 1, reason: "http_400" },
    ]);
    const all = await api("GET", `/api/v1/deliveries?destination_id=${destination}`);
    expect(all.body.data.map(({ alert }: { alert: { id: string } }) => alert.id)).toEqual(ids.toReversed());
    const ask = async () => (await api("GET", "/api/v1/destinations/health")).body.data[0];
    const health = await until(ask, ({ last_error }) => last_error !== null);
    expect(health).toMatchObject({
      destination_id: destination,
      subscriptions: 1,
      last_error: { outcome: "http_400", alert_id: ids[1] },
      pending: 0,
    });
    expect(health.hours.reduce((sum: number, { sent }: { sent: number }) => sum + sent, 0)).toBe(2);
    expect((await api("GET", "/api/v1/alerts/summary")).body).toMatchObject({ alerts: 3, sent: 2, failed: 1 });
    expect((await api("GET", `/api/v1/alerts/count?after=${ids[0]}`)).body).toEqual({ count: 2, capped: false });
    const count = await api("GET", "/api/v1/deliveries/retry?name=a1");
    expect(count.body).toEqual({ count: 1 });
    expect((await api("POST", "/api/v1/deliveries/retry", { name: "a1" })).body).toEqual(count.body);
    expect((await api("GET", "/api/v1/deliveries/retry?nam=a1")).status).toBe(422);
  });

  test("names and back-tests are of what was published", async () => {
    const tenant = await newTenant(url);
    const { api, make, publish, alertWhen } = tenant;
    await make("environments", { slug: "production" });
    const { channel, destination } = await tenant.route("http://127.0.0.1:9/hook", "order:.*");
    for (const name of ["order:paid", "order:paid", "cart:left"])
      await alertWhen(await publish({ name, environment: "production" }), isRouted);
    await alertWhen(await publish({ name: "order:paid" }), isRouted);
    expect((await api("GET", "/api/v1/alerts/names")).body).toMatchObject({
      complete: true,
      data: [
        { name: "order:paid", environment: "production", count: 2 },
        { name: "cart:left", environment: "production", count: 1 },
        { name: "order:paid", environment: null, count: 1 },
      ],
    });
    const backtest = (more: object) =>
      api("POST", "/api/v1/subscriptions/backtest", { channel_ids: [channel], destination_ids: [destination], ...more });
    expect((await backtest({})).body).toMatchObject({
      alerts: 4,
      matched: 3,
      destinations: [{ id: destination, deliveries: 3, skipped: 0 }],
    });
    expect((await backtest({ environment: "production" })).body).toMatchObject({ matched: 2 });
    expect(await backtest({ days: 0, channel_ids: "x" })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "channel_ids" }, { path: "days" }] },
    });
    expect((await backtest({ channel_ids: ["chan_unknown"] })).body.errors).toMatchObject([{ path: "channel_ids.0" }]);
    expect((await api("GET", "/api/v1/alerts/names?environment=nowhere")).status).toBe(422);
  });
});
