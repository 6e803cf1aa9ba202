import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { hookId, newWebhook, type TestWebhook } from "../../lib/data/webhooks/webhook.fixture";
import { signWebhook } from "../../lib/domain/delivering/standard-webhooks";
import { showId } from "../../lib/domain/id";
import { newToken } from "../../lib/domain/token";
import { db } from "../../lib/postgres/db";
import { call } from "../app";
import { isRouted, newTenant, ways } from "../tenant";
import { until } from "../until";

// biome-ignore lint/suspicious/noExplicitAny: an answer's JSON, which the tests look into
type Json = any;

const deployFailed = { name: "Deploy failed", type: "incident", source: "Deploybot", occurred_at: "2023-04-01 12:31:26" };
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

const postTo = (url: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  call<Json>({ url }, null, "POST", `/moment/${path}`, body, headers);

/** Calls of somebody at the door of one webhook. */
async function newDoor(url: string, more: Parameters<typeof newWebhook>[1] = {}) {
  const tenant = await newTenant(url);
  const webhook = await newWebhook(tenant, more);
  return {
    tenant,
    webhook,
    post: (body: unknown, headers?: Record<string, string>, rest = "") => postTo(url, `${webhook.token}${rest}`, body, headers),
    event: async (id: string) => (await tenant.api("GET", `/api/v1/events/${id}`)).body,
    events: async () => (await tenant.api("GET", `/api/v1/events?webhook_id=${hookId(webhook)}`)).body.data as Json[],
  };
}

const signed = (body: string, at = Date.now()) => {
  const seconds = Math.floor(at / 1000);
  return {
    "webhook-id": `msg_${at}`,
    "webhook-timestamp": String(seconds),
    "webhook-signature": signWebhook([secret], `msg_${at}`, seconds, body),
  };
};

/** The status of a POST to a target that `fetch` would not send as it is written. */
const statusOf = (url: string, target: string, body: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const headers = { "content-type": "application/json" };
    const sent = request({ hostname, port, path: target, method: "POST", headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on("error", reject).end(body);
  });

describe.each(ways)("by $way", ({ way, url }) => {
  test("the curl example: a moment, an alert with the links between them, delivered like any other", async () => {
    const { tenant, post, event, webhook } = await newDoor(url);
    // What `curl --json` sends.
    const curl = { accept: "application/json", "user-agent": "curl/8.5.0" };
    const { status, body } = await post(deployFailed, curl);
    expect([status, body]).toEqual([200, { id: expect.stringMatching(/^event_[0-9a-z]{26}$/), status: "success" }]);
    const shown = await event(body.id);
    expect(shown).toMatchObject({
      webhook_id: hookId(webhook),
      team_id: showId("team", webhook.teamId),
      status: "success",
      body: JSON.stringify(deployFailed),
      verdict: "unsigned",
      moments: [{ ...deployFailed, occurred_at: "2023-04-01T12:31:26.000Z", source_url: null, description: "" }],
      alerts: [{ name: "moment:custom:incident" }],
    });
    expect(JSON.stringify(shown)).not.toContain(webhook.token);
    expect(shown.headers).not.toHaveProperty("x-hotline-peer");
    const alert = await tenant.alertWhen(shown.alerts[0].id, isRouted);
    expect(alert).toMatchObject({ source: "custom", severity: "error", payload: { moment_id: shown.moments[0].id, event_id: body.id } });
    expect((await tenant.api("GET", "/api/v1/moments")).body.data).toMatchObject([{ id: shown.moments[0].id, event_id: body.id }]);
  });

  test("the Python example, which lacks type, becomes an error event that says so; mended, it is a moment", async () => {
    const { tenant, post, event } = await newDoor(url);
    const python = { accept: "*/*", "user-agent": "python-requests/2.31.0" };
    const answer = await post({ name: "Deploy failed", source: "Deploybot" }, python);
    expect(answer).toMatchObject({ status: 422, body: { code: "invalid_event", errors: [{ path: "type", message: "is required" }] } });
    expect(await event(answer.body.event_id)).toMatchObject({ status: "error", reason: "type is required.", moments: [], alerts: [] });
    const retry = await tenant.api("POST", `/api/v1/events/${answer.body.event_id}/retry`, { body: deployFailed });
    expect(retry).toMatchObject({ status: 200, body: { status: "success", corrected: true, moments: [{ name: "Deploy failed" }] } });
    expect((await tenant.api("POST", `/api/v1/events/${answer.body.event_id}/retry`, {})).status).toBe(409);
  });

  test("a form's payload is read, and so are the bodies that curl calls a form", async () => {
    const { post, events } = await newDoor(url);
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect((await post(new URLSearchParams({ payload: JSON.stringify(deployFailed) }).toString(), form)).status).toBe(200);
    expect((await post(JSON.stringify(deployFailed), form)).status).toBe(200);
    expect((await post("a=b", form)).status).toBe(422);
    expect((await events()).map(({ status }) => status)).toEqual(["error", "success", "success"]);
  });

  test("an unknown token is 404, an expired one 410, a body over 256 KiB 413: none makes an event, and the known token's are counted", async () => {
    const { tenant, post, events, webhook } = await newDoor(url);
    for (const path of [newToken("hook"), "nonsense", `${webhook.token}x`, newToken("key"), `${webhook.token}/custom/more`])
      expect((await postTo(url, path, deployFailed)).body, path).toMatchObject({ status: 404, code: "not_found" });
    expect((await post({ ...deployFailed, description: "x".repeat(262_144) })).status).toBe(413);
    const expired = await newWebhook(tenant, { expiresAt: new Date(Date.now() - 1_000) });
    const gone = await postTo(url, expired.token, deployFailed, { "user-agent": "forgotten/1" });
    expect(gone).toMatchObject({ status: 410, body: { code: "token_expired" } });
    expect(await events()).toEqual([]);
    const callers = async (of: TestWebhook) => (await tenant.api("GET", `/api/v1/webhooks/${hookId(of)}/callers`)).body;
    const counted = await until(
      () => callers(expired),
      ({ data }) => data.length > 0,
    );
    expect(counted.data).toMatchObject([{ user_agent: "forgotten/1", refused_expired: 1, events: 0 }]);
    expect(counted.safe_to_expire).toBe(false);
    await until(
      () => callers(webhook),
      ({ data }) => data[0]?.refused_other === 2,
    );
  });

  test("GET and HEAD on a live token say what it is for, and create nothing", async () => {
    const { events, webhook } = await newDoor(url, { integration: "github" });
    const path = `/moment/${webhook.token}`;
    const shown = await call<Json>({ url }, null, "GET", path);
    expect(shown).toMatchObject({ status: 200, body: { integration: "github", label: "Deploybot" } });
    const head = await fetch(`${url}${path}`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect((await fetch(`${url}/moment/${newToken("hook")}`, { method: "HEAD" })).status).toBe(404);
    expect(await events()).toEqual([]);
  });

  test("PUT is a POST", async () => {
    const { events, webhook } = await newDoor(url);
    const answer = await call<Json>({ url }, null, "PUT", `/moment/${webhook.token}`, deployFailed);
    expect(answer).toMatchObject({ status: 200, body: { status: "success" } });
    expect((await events()).map(({ id }) => id)).toEqual([answer.body.id]);
  });

  test("what is refused is counted on its webhook, with what helps", async () => {
    const { tenant, events, webhook } = await newDoor(url);
    const path = `/moment/${webhook.token}`;
    const refused: [string, string, number][] = [
      ["DELETE", path, 405],
      ["PATCH", `${path}/github`, 405],
      ["POST", `${path}/github/more`, 404],
      ...(way === "server"
        ? ([
            ["PROPFIND", path, 405],
            ["POST", `${path}/%zz`, 404],
          ] as [string, string, number][])
        : []),
    ];
    for (const [method, target, status] of refused)
      expect((await call({ url }, null, method, target)).status, `${method} ${target}`).toBe(status);
    const { data, refusals } = await until(
      async () => (await tenant.api("GET", `/api/v1/webhooks/${hookId(webhook)}/callers`)).body,
      (callers) => callers.data[0]?.refused_other === refused.length,
    );
    expect(data).toMatchObject([{ events: 0, count: refused.length }]);
    const counts = Object.fromEntries(refusals.map(({ reason, count }: Json) => [reason, count]));
    expect(counts).toEqual(way === "server" ? { method: 3, path: 2 } : { method: 2, path: 1 });
    for (const { said, cure } of refusals) expect([said, cure]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/\w\.$/)]);
    expect(await events()).toEqual([]);
  });

  test("a repeat of a delivery is recorded once, also when both come at once", async () => {
    const { post, events } = await newDoor(url);
    const headers = { "idempotency-key": "one" };
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(deployFailed, headers)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(await events()).toHaveLength(1);
    expect((await post(deployFailed, { "idempotency-key": "two" })).body.id).not.toBe(answers[0]?.body.id);
  });

  test("a repeat counts as a request of its caller", async () => {
    const { tenant, post, webhook } = await newDoor(url);
    const headers = { "idempotency-key": "one", "user-agent": "Alertmanager/0.28" };
    for (let n = 0; n < 3; n++) await post(deployFailed, headers);
    const { data } = await until(
      async () => (await tenant.api("GET", `/api/v1/webhooks/${hookId(webhook)}/callers`)).body,
      (callers) => callers.data[0]?.repeated === 2,
    );
    expect(data).toMatchObject([{ user_agent: "Alertmanager/0.28", count: 3, events: 1, refused_other: 0, requests_24h: 3 }]);
  });

  test("what was refused and is retried by a person is no second moment when its sender repeats it, in either order", async () => {
    const { tenant, post, event, events } = await newDoor(url);
    const refused = async (key: string) => (await post({}, { "idempotency-key": key })).body.event_id;
    const retry = async (id: string) => (await tenant.api("POST", `/api/v1/events/${id}/retry`, { body: deployFailed })).body;
    const [first, second] = [await refused("one"), await refused("two")];
    expect(await retry(first)).toMatchObject({ status: "success", request_id: "one", moments: [{}] });
    expect((await post(deployFailed, { "idempotency-key": "one" })).body).toEqual({ id: first, status: "success" });
    const mended = (await post(deployFailed, { "idempotency-key": "two" })).body.id;
    const reason = `The same delivery was received since, as ${mended}: it makes no moment again.`;
    expect(await retry(second)).toMatchObject({ status: "success", reason, moments: [], alerts: [] });
    expect((await event(mended)).moments).toHaveLength(1);
    expect(await events()).toHaveLength(3);
  });

  test("a group that is told again makes a moment and an alert of what is new in it alone; what resolves resolves", async () => {
    const { post, event } = await newDoor(url, { integration: "alertmanager" });
    const alert = (name: string, status: string) => ({
      status,
      labels: { alertname: name },
      startsAt: "2023-04-01T12:31:26Z",
      endsAt: status === "resolved" ? "2023-04-01T12:41:26Z" : "0001-01-01T00:00:00Z",
      fingerprint: name,
    });
    const told = async (status: string, ...names: string[]) => {
      const answer = await post({ groupKey: "{}", alerts: names.map((name) => alert(name, status)) });
      expect(answer).toMatchObject({ status: 200, body: { status: "success" } });
      const { reason, moments, alerts } = await event(answer.body.id);
      return [reason, moments.map(({ name }: Json) => name), alerts.length];
    };
    expect(await told("firing", "A", "B")).toEqual([null, ["A", "B"], 2]);
    expect(await told("firing", "A", "B", "C")).toEqual(["2 of 3 alerts were received before: they make no moment again.", ["C"], 1]);
    expect(await told("resolved", "A", "B", "C")).toEqual([null, ["A", "B", "C"], 3]);
  });

  test("a list shows the first 20 moments of an event; a moment is found by its id, and the timeline is by when they occurred", async () => {
    const { tenant, post, event, events } = await newDoor(url, { integration: "alertmanager" });
    const alerts = Array.from({ length: 25 }, (_, n) => ({
      status: "firing",
      labels: { alertname: `Alert ${n}` },
      startsAt: new Date(Date.UTC(2023, 3, 1 + ((n * 7) % 25))).toISOString(),
    }));
    const { id } = (await post({ groupKey: "{}", alerts })).body;
    const [item] = await events();
    expect([item.moments.length, item.moment_count]).toEqual([20, 25]);
    const { moments } = await event(id);
    expect(moments).toHaveLength(25);
    expect((await tenant.api("GET", `/api/v1/moments/${moments[24].id}`)).body).toEqual(moments[24]);
    const times: string[] = [];
    for (let cursor = ""; cursor !== "end"; ) {
      const page = (await tenant.api("GET", `/api/v1/moments?limit=10${cursor && `&cursor=${cursor}`}`)).body;
      times.push(...page.data.map(({ occurred_at }: Json) => occurred_at));
      cursor = page.next_cursor ?? "end";
    }
    expect(times).toEqual(
      moments
        .map(({ occurred_at }: Json) => occurred_at)
        .sort()
        .reverse(),
    );
  });

  test("a webhook with a secret refuses what is not signed by it; one that observes records the verdict; a path does not get past it", async () => {
    const body = JSON.stringify(deployFailed);
    const enforcing = await newDoor(url, { secrets: [secret] });
    expect((await enforcing.post(body, signed(body))).status).toBe(200);
    expect((await enforcing.post(body)).status).toBe(401);
    expect((await enforcing.post(body.replace("failed", "faileD"), signed(body))).status).toBe(401);
    expect((await enforcing.post(body, signed(body, Date.now() - 3_600_000))).status).toBe(401);
    await enforcing.post(body, {}, "/grafana");
    const shown = await enforcing.events();
    expect(shown.map(({ status, verdict }) => `${status} ${verdict}`).reverse()).toEqual([
      "success valid",
      "error missing",
      "error mismatch",
      "error stale",
      "error missing",
    ]);
    expect(shown[0].reason).toContain("would get past it");
    const observing = await newDoor(url, { secrets: [secret], signatureMode: "observe" });
    expect((await observing.post(body)).status).toBe(200);
    expect(await observing.events()).toMatchObject([{ status: "success", verdict: "missing" }]);
    const forged = { ...signed("{}"), "idempotency-key": "one" };
    const ids = [await observing.post(body, forged), await observing.post(body, forged)].map((answer) => answer.body.id);
    expect(new Set(ids).size).toBe(1);
    expect((await observing.post(body, { ...signed(body), "idempotency-key": "one" })).body.id).not.toBe(ids[0]);
  });

  test("the path's integration wins, an unknown one is an error event, and a typed sender is answered 200 whatever it sends", async () => {
    const { post, events } = await newDoor(url, { integration: "datadog" });
    expect((await post(deployFailed, {}, "/Custom")).body.status).toBe("success");
    expect(await post({}, {}, "/github")).toMatchObject({ status: 200, body: { status: "error" } });
    expect(await post({}, {}, "/fax")).toMatchObject({ status: 200, body: { status: "error" } });
    expect(await post("[", {})).toMatchObject({ status: 200, body: { status: "error" } });
    expect((await events()).map(({ integration }) => integration)).toEqual(["datadog", "fax", "github", "custom"]);
  });

  test("without a token there is a problem and no page, and a compressed body is an error that says so", async () => {
    for (const method of ["POST", "GET", "PUT"]) {
      const answer = await fetch(`${url}/moment`, { method });
      expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/problem+json; charset=utf-8"]);
    }
    const { webhook, events } = await newDoor(url);
    const headers = { "content-type": "application/json", "content-encoding": "gzip" };
    const body = new Uint8Array(gzipSync(JSON.stringify(deployFailed)));
    expect((await fetch(`${url}/moment/${webhook.token}`, { method: "POST", headers, body })).status).toBe(422);
    expect((await events())[0].reason).toContain("compressed (Content-Encoding: gzip)");
  });

  test("a webhook's integration and team are changed; a field that there is not is refused", async () => {
    const { tenant, webhook, post } = await newDoor(url, { secrets: [secret] });
    const patch = (body: object) => tenant.api("PATCH", `/api/v1/webhooks/${hookId(webhook)}`, body);
    const other = await newWebhook(tenant);
    const team_id = showId("team", other.teamId);
    expect(await patch({ integration: "alertmanager" })).toMatchObject({ status: 422, body: { errors: [{ path: "signing_secret" }] } });
    const changed = await patch({ integration: "alertmanager", signing_secret: null, team_id });
    expect(changed).toMatchObject({ status: 200, body: { integration: "alertmanager", team_id, signed: false } });
    const group = { alerts: [{ status: "firing", labels: { alertname: "A" } }] };
    const stored = () => post(group).then(({ body }) => tenant.api("GET", `/api/v1/events/${body.id}`));
    // The other processes look a token up again after a second.
    await until(stored, ({ body }) => body.team_id === team_id && body.integration === "alertmanager" && body.status === "success");
    const errors = [{ path: "expire_at", message: 'is not a field of this; did you mean "expires_at"?' }];
    expect(await patch({ expire_at: "2030-01-01T00:00:00Z" })).toMatchObject({ status: 422, body: { errors } });
    const made = await tenant.api("POST", "/api/v1/webhooks", { team_id, label: "x", integration: "custom", expire_at: null });
    expect(made).toMatchObject({ status: 422, body: { errors } });
  });

  test("an API key of scope publish posts under the integration that the path names, in its environment", async () => {
    const tenant = await newTenant(url);
    await tenant.make("environments", { slug: "production" });
    const key = await tenant.newKey({ scopes: ["publish"], environment: "production" });
    const { status, body } = await postTo(url, `${key}/custom`, deployFailed);
    expect([status, body.status]).toEqual([200, "success"]);
    const event = (await tenant.api("GET", `/api/v1/events/${body.id}`)).body;
    expect(event).toMatchObject({ webhook_id: null, team_id: null });
    expect((await tenant.api("GET", `/api/v1/alerts/${event.alerts[0].id}`)).body.environment).toBe("production");
    expect(JSON.stringify(event)).not.toContain(key);
    expect((await postTo(url, key, deployFailed)).status).toBe(404);
    expect((await postTo(url, `${await tenant.newKey({ scopes: ["read"] })}/custom`, deployFailed)).status).toBe(403);
  });

  test("a stranger sees nothing of a team's webhooks, events, keys and callers: 404, as for what does not exist", async () => {
    const { tenant, post, webhook, event, events } = await newDoor(url);
    const { event_id } = (await post({})).body;
    const good = await event((await post(deployFailed)).body.id);
    const input = { team_id: showId("team", webhook.teamId), config: { api_key: "a-secret-key-1234", site: "datadoghq.com" } };
    const { id: credential } = (await tenant.api("POST", "/api/v1/integrations/datadog/credentials", input)).body;
    const stranger = await newTenant(url);
    const hook = `/api/v1/webhooks/${hookId(webhook)}`;
    const tries: [string, string, object?][] = [
      ["GET", hook],
      ["PATCH", hook, { label: "Mine" }],
      ["DELETE", hook],
      ["POST", `${hook}/rotate`, { old_expires_at: new Date(Date.now() + 3_600_000).toISOString() }],
      ["POST", `${hook}/reveal`],
      ["GET", `${hook}/callers`],
      ["GET", `/api/v1/events/${event_id}`],
      ["POST", `/api/v1/events/${event_id}/retry`, { body: deployFailed }],
      ["GET", `/api/v1/moments/${good.moments[0].id}`],
      ["PATCH", `/api/v1/credentials/${credential}`, { config: {} }],
      ["POST", `/api/v1/credentials/${credential}/check`],
      ["DELETE", `/api/v1/credentials/${credential}`],
    ];
    for (const [method, path, body] of tries) expect((await stranger.api(method, path, body)).status, `${method} ${path}`).toBe(404);
    expect((await stranger.api("POST", "/api/v1/events/retry", { ids: [event_id] })).body).toEqual({ count: 0 });
    for (const list of ["webhooks", "events", "moments", "moments/sources", "events/causes", "integrations/datadog/credentials"])
      expect((await stranger.api("GET", `/api/v1/${list}`)).body.data, list).toEqual([]);
    expect(await events()).toMatchObject([{ id: good.id }, { id: event_id, status: "error", retry_pending: false }]);
  });

  test("what cannot be kept or matched is a 422: a body nested too deeply, a cause with a NUL, a mistyped filter", async () => {
    const { tenant, post } = await newDoor(url);
    const { event_id } = (await post({})).body;
    const api = (path: string, text: string) =>
      fetch(`${url}/api/v1/events/${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${tenant.apiKey}`, "content-type": "application/json" },
        body: text,
      });
    const nested = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
    expect((await api(`${event_id}/retry`, `{"body":${nested}}`)).status).toBe(422);
    for (const body of ['{"cause":"a\\u0000b"}', '{"team":"x"}', '{"from":"yesterday"}'])
      expect((await api("retry", body)).status, body).toBe(422);
  });

  test("all that failed for one cause are retried by a function, and each says what became of it", async () => {
    const { tenant, post, events } = await newDoor(url);
    for (let n = 0; n < 3; n++) await post({ name: `Deploy ${n}` });
    const [{ cause, count }] = (await tenant.api("GET", "/api/v1/events/causes")).body.data;
    expect(count).toBe(3);
    expect(await tenant.api("POST", "/api/v1/events/retry", { cause })).toMatchObject({ status: 202, body: { count: 3 } });
    const after = await until(events, (all) => all.every(({ retry_pending }) => !retry_pending));
    expect(after.map(({ status }) => status)).toEqual(["error", "error", "error"]);
    const [{ id }] = after;
    expect((await tenant.api("GET", `/api/v1/events/${id}`)).body).toMatchObject({ retries: 1 });
  });

  test("a token is rotated under steady traffic, and no request is lost", async () => {
    const tenant = await newTenant(url);
    const old = await newWebhook(tenant);
    const ids: string[] = [];
    const statuses = new Set<number>();
    let tokens = [old.token];
    let isOver = false;
    const send = async () => {
      while (!isOver) {
        const token = tokens[ids.length % tokens.length] as string;
        const { status, body } = await postTo(url, token, deployFailed);
        statuses.add(status);
        ids.push(body.id);
      }
    };
    const sending = Array.from({ length: 4 }, send);
    const more = (count: number) => {
      const goal = ids.length + count;
      return until(
        async () => ids.length,
        (length) => length >= goal,
      );
    };
    await more(20);
    const rotate = `/api/v1/webhooks/${hookId(old)}/rotate`;
    const made = await tenant.api("POST", rotate, { old_expires_at: new Date(Date.now() + 3_600_000).toISOString() });
    expect(made.status).toBe(201);
    const fresh = made.body.url.split("/").at(-1);
    tokens = [old.token, fresh];
    await more(40);
    tokens = [fresh];
    await more(20);
    isOver = true;
    await Promise.all(sending);
    expect([...statuses]).toEqual([200]);
    expect(await db().event.count({ where: { organizationId: tenant.id, status: "success" } })).toBe(ids.length);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await tenant.api("POST", rotate, { old_expires_at: new Date(Date.now() + 3_600_000).toISOString() })).status).toBe(409);
  });
});

// Next alone redirects them: there is no second way.
test("through server.ts a doubled slash and a whole URL as the target reach the door", async () => {
  const { url } = ways[0] as { url: string };
  const { webhook, events } = await newDoor(url);
  const targets = [
    `//moment/${webhook.token}`,
    `/moment//${webhook.token}/`,
    `${url}/moment/${webhook.token}`,
    `${url}//moment/${webhook.token}`,
  ];
  for (const target of targets) expect(await statusOf(url, target, JSON.stringify(deployFailed)), target).toBe(200);
  expect(await events()).toHaveLength(targets.length);
  expect(await statusOf(url, `${url}/moment`, "{}")).toBe(404);
});
