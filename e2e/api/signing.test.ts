import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Received, type Sink, startSink } from "../sink";
import { isDone, newTenant, ways } from "../tenant";

let sink: Sink;
beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink.close());

const verify = (secret: string, { body, headers }: Received) => new Webhook(secret).verify(body, headers);

describe.each(ways)("by $way", ({ way, url }) => {
  const path = (name: string) => `/hook/${name}-${way}`;

  test("a delivery verifies with the revealed secret; after a rotation with the old one and the new one", async () => {
    const tenant = await newTenant(url);
    const { destination } = await tenant.route(sink.url(path("rotate")));
    const { secret } = (await tenant.api("GET", `/api/v1/destinations/${destination}/signing-secret`)).body;
    expect(secret).toMatch(/^whsec_/);
    await tenant.alertWhen(await tenant.publish({ name: "a", payload: { n: 1 } }), isDone);
    const rotated = (await tenant.api("POST", `/api/v1/destinations/${destination}/signing-secret/rotate`)).body;
    expect(rotated.secret).not.toBe(secret);
    expect((await tenant.api("GET", `/api/v1/destinations/${destination}/signing-secret`)).body).toEqual(rotated);
    await tenant.alertWhen(await tenant.publish({ name: "b" }), isDone);
    const [first, second] = sink.received(path("rotate")) as [Received, Received];
    expect(verify(secret, first)).toMatchObject({ name: "a", data: { n: 1 } });
    expect(() => verify(rotated.secret, first)).toThrow();
    for (const one of [secret, rotated.secret]) expect(verify(one, second)).toMatchObject({ name: "b" });
    expect(second.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    expect(() => verify(secret, { ...second, body: `${second.body} ` })).toThrow();
  });

  test("a rotation without grace ends the old secret at once", async () => {
    const tenant = await newTenant(url);
    const { destination } = await tenant.route(sink.url(path("at-once")));
    const { secret } = (await tenant.api("GET", `/api/v1/destinations/${destination}/signing-secret`)).body;
    const rotate = (body: object) => tenant.api("POST", `/api/v1/destinations/${destination}/signing-secret/rotate`, body);
    const rotated = (await rotate({ old_valid_hours: 0 })).body;
    await tenant.alertWhen(await tenant.publish({ name: "a" }), isDone);
    const [received] = sink.received(path("at-once")) as [Received];
    expect(verify(rotated.secret, received)).toMatchObject({ name: "a" });
    expect(() => verify(secret, received)).toThrow();
    expect(await rotate({ old_valid_hours: -1 })).toMatchObject({ status: 422, body: { errors: [{ path: "old_valid_hours" }] } });
  });

  test("a kind without a signing secret has none to reveal", async () => {
    const { api, make } = await newTenant(url);
    const { id } = await make("destinations", { name: "E", kind: "email", config: { address: "a@example.com" } });
    expect((await api("GET", `/api/v1/destinations/${id}/signing-secret`)).status).toBe(404);
    expect((await api("POST", `/api/v1/destinations/${id}/signing-secret/rotate`, {})).status).toBe(404);
  });

  test("a test is the real send with a sample, saved or not, and says what came back", async () => {
    const tenant = await newTenant(url);
    const { destination } = await tenant.route(sink.url(path("test")));
    sink.script(path("test"), [
      { status: 200, body: "hello" },
      { status: 503, body: "busy" },
    ]);
    const saved = await tenant.api("POST", `/api/v1/destinations/${destination}/test`);
    expect(saved).toMatchObject({ status: 200, body: { outcome: "http_2xx", status_code: 200, error: null, response_excerpt: "hello" } });
    const unsaved = (config: object) => tenant.api("POST", "/api/v1/destinations/test", { kind: "webhook", config });
    const busy = await unsaved({ url: sink.url(path("test")), headers: { "X-Team": "ops" } });
    expect(busy.body).toMatchObject({ outcome: "http_5xx", status_code: 503, error: expect.any(String), response_excerpt: "busy" });
    expect((await unsaved({ url: "http://127.0.0.1:1/" })).body).toMatchObject({ outcome: "connect_refused", status_code: null });
    expect((await unsaved({ url: "https://169.254.169.254/" })).body).toMatchObject({ outcome: "blocked_address", status_code: null });
    expect(await unsaved({ url: "nonsense" })).toMatchObject({ status: 422, body: { errors: [{ path: "config.url" }] } });
    const [first, second] = sink.received(path("test")) as [Received, Received];
    const { secret } = (await tenant.api("GET", `/api/v1/destinations/${destination}/signing-secret`)).body;
    expect(verify(secret, first)).toMatchObject({ name: "hotline:test", test: true });
    expect(second.headers["x-team"]).toBe("ops");
    expect((await tenant.api("GET", "/api/v1/alerts")).body.data).toEqual([]);
  });
});
