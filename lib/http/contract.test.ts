import { describe, expect, test } from "vitest";
import { z } from "zod";
import { newAlert, newOrganization, newRoute, publishAll, type TestOrganization } from "../data/organization.fixture";
import { newId, showId } from "../domain/id";
import { db } from "../postgres/db";
import { showPlace } from "../postgres/page";
import { type Answer, call, routes } from "./call.fixture";

const api =
  ({ apiKey }: TestOrganization) =>
  (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    call(apiKey, method, `/api/v1/${path}`, body, headers);

const newTeamId = async (of: TestOrganization): Promise<string> => (await api(of)("POST", "teams", { name: newId() })).body.id;

/** Each noun: what makes one (null: it is there), and two changes that a PATCH makes of it. */
interface Noun {
  make: { path: string; body: Record<string, unknown>; isOfTeam?: true } | ((of: TestOrganization) => string);
  changes?: [Record<string, unknown>, Record<string, unknown>];
}
const nouns: Record<string, Noun> = {
  environments: { make: { path: "environments", body: { slug: "production" } }, changes: [{ name: "One" }, { name: "Two" }] },
  channels: { make: { path: "channels", body: { name: "A", pattern: "a" } }, changes: [{ name: "One" }, { enabled: false }] },
  destinations: {
    make: { path: "destinations", body: { name: "A", kind: "webhook", config: { url: "http://127.0.0.1:9/hook" } } },
    changes: [{ name: "One" }, { config: { headers: { "X-Team": "ops" } } }],
  },
  subscriptions: {
    make: { path: "subscriptions", body: { name: "A", channel_ids: [], destination_ids: [] } },
    changes: [{ name: "One" }, { enabled: false }],
  },
  teams: { make: { path: "teams", body: { name: "A" } }, changes: [{ name: "One" }, { name: "Two" }] },
  webhooks: {
    make: { path: "webhooks", body: { label: "A", integration: "custom" }, isOfTeam: true },
    changes: [{ label: "One" }, { signing_secret: `whsec_${btoa("s".repeat(24))}` }],
  },
  credentials: {
    make: {
      path: "integrations/datadog/credentials",
      body: { config: { api_key: "k".repeat(32), site: "datadoghq.com" } },
      isOfTeam: true,
    },
    changes: [{ config: { api_key: "l".repeat(32) } }, { config: { api_key: "m".repeat(32) } }],
  },
  "api-keys": { make: { path: "api-keys", body: { name: "A", scopes: ["read"] } }, changes: [{ name: "One" }, { scopes: ["publish"] }] },
  invitations: { make: { path: "invitations", body: { email: "new@example.com" } } },
  members: { make: (of) => showId("user", of.member.id), changes: [{ role: "admin" }, { role: "member" }] },
};

async function newThing(of: TestOrganization, noun: string): Promise<{ path: string; made: Answer | null }> {
  const { make } = nouns[noun] as Noun;
  if (typeof make === "function") return { path: `${noun}/${make(of)}`, made: null };
  const made = await api(of)("POST", make.path, { ...make.body, ...(make.isOfTeam ? { team_id: await newTeamId(of) } : {}) });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return { path: `${noun}/${made.body.id}`, made };
}

const tagOf = ({ headers }: Answer) => headers.get("etag") as string;

describe.each(Object.entries(nouns))("an entity tag of %s", (noun, { changes }) => {
  test("is in the answers of POST, GET and PATCH, and is another one after a change", async () => {
    const of = await newOrganization();
    const { path, made } = await newThing(of, noun);
    const first = tagOf(await api(of)("GET", path));
    expect(first).toMatch(/^"[\w-]{22}"$/);
    if (made) expect(tagOf(made)).toBe(first);
    if (!changes) return;
    const changed = await api(of)("PATCH", path, changes[0]);
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    expect(tagOf(changed)).not.toBe(first);
    expect(tagOf(await api(of)("GET", path))).toBe(tagOf(changed));
  });

  test("that is another one by now refuses what If-Match asks it of, and nothing is changed", async () => {
    const of = await newOrganization();
    const { path } = await newThing(of, noun);
    const first = tagOf(await api(of)("GET", path));
    const ask = (method: string, ifMatch: string, body?: unknown) => api(of)(method, path, body, { "if-match": ifMatch });
    if (changes) {
      expect((await ask("PATCH", first, changes[0])).status).toBe(200);
      const stale = await ask("PATCH", first, changes[1]);
      expect(stale).toMatchObject({
        status: 412,
        body: { code: "precondition_failed", detail: expect.stringContaining("changed meanwhile") },
      });
      const { body, headers } = await api(of)("GET", path);
      expect(body).not.toMatchObject("config" in changes[1] ? { never: true } : changes[1]);
      const now = headers.get("etag") as string;
      for (const ifMatch of [`W/${now}`, now.slice(1, -1), '""', "nonsense", "", `"x", W/${now}`])
        expect((await ask("PATCH", ifMatch, changes[1])).status, ifMatch).toBe(412);
      expect((await ask("PATCH", `"x", ${now} ,W/"y"`, changes[1])).status).toBe(200);
      expect((await ask("DELETE", now)).status).toBe(412);
      expect((await ask("PATCH", "*", changes[0])).status).toBe(200);
    } else expect((await ask("DELETE", '"x"')).status).toBe(412);
    expect((await ask("DELETE", tagOf(await api(of)("GET", path)))).status).toBe(204);
    expect((await ask("DELETE", "*")).status).toBe(404);
  });
});

test("a method that a path does not take is 405 to anybody, whatever tag it names", async () => {
  const { apiKey } = await newOrganization();
  for (const [method, path] of [
    ["PATCH", "invitations/inv_0"],
    ["DELETE", "me"],
  ] as const)
    for (const key of [apiKey, null])
      expect(await call(key, method, `/api/v1/${path}`, undefined, { "if-match": '"x"' }), `${method} ${path}`).toMatchObject({
        status: 405,
        body: { code: "method_not_allowed" },
      });
});

test("of two changes at once that name one tag, one is made", async () => {
  const of = await newOrganization();
  for (const noun of ["webhooks", "channels"]) {
    const { path } = await newThing(of, noun);
    const tag = tagOf(await api(of)("GET", path));
    const changes = Array.from({ length: 4 }, (_, index) => ({ [noun === "webhooks" ? "label" : "name"]: `Name ${index}` }));
    const answers = await Promise.all(changes.map((body) => api(of)("PATCH", path, body, { "if-match": tag })));
    expect(answers.map(({ status }) => status).sort(), noun).toEqual([200, 412, 412, 412]);
  }
});

test("what passes by itself, and who asks, is no part of a tag", async () => {
  const of = await newOrganization();
  const { path, made } = await newThing(of, "api-keys");
  await db().apiKey.updateMany({ where: { organizationId: of.id }, data: { lastUsedAt: new Date() } });
  expect(tagOf(await api(of)("GET", path))).toBe(tagOf(made as Answer));
  const reader = (await api(of)("POST", "api-keys", { name: "Reader", scopes: ["read"] })).body.key;
  const { path: webhook } = await newThing(of, "webhooks");
  expect(tagOf(await call(reader, "GET", `/api/v1/${webhook}`))).toBe(tagOf(await api(of)("GET", webhook)));
});

/** Every GET of the API with what its path's ids stand for. */
const gets = routes.flatMap(({ path, module }) => {
  const declaration = module.declarations?.GET;
  const isEndless = /\/(stream|export)$/.test(path);
  return declaration?.scope && !isEndless && path.startsWith("/api/v1/") ? [{ path, declaration }] : [];
});
const fill = (path: string, text = "x") => path.replace(/\[\w+\]/g, encodeURIComponent(text));

const hostile = [
  "a\u0000b",
  "0000-01-01T00:00:00Z",
  "0001-01-01T00:00:00+14:00",
  "9999-12-31T23:59:59-14:00",
  "-1",
  "1e999",
  "9".repeat(400),
  "",
  "'; DROP TABLE alerts; --",
  "%_\\",
  "a".repeat(5_000),
  "\ufffd\uffff🔥",
  "__proto__",
  `alert_${"7".repeat(26)}`,
  ...["moments:99999999999999.", "moments:-99999999999999.", "moments:999999999999999.", "alerts:", ""].map((place) =>
    Buffer.from(`${place}${newId()}`).toString("base64url"),
  ),
];

test("no value of any parameter of any GET makes a 5xx", { timeout: 60_000 }, async () => {
  const targets = gets.flatMap(({ path, declaration }) => {
    const names = declaration.query instanceof z.ZodObject ? Object.keys(declaration.query.shape) : [];
    const asked = hostile.flatMap((text) => names.map((name) => `${fill(path)}?${new URLSearchParams({ [name]: text })}`));
    return [...asked, ...(path.includes("[") ? hostile.filter(Boolean).map((text) => fill(path, text)) : [])];
  });
  expect(targets.length).toBeGreaterThan(700);
  const failed: string[] = [];
  const lane = async ({ apiKey }: TestOrganization) => {
    for (let target = targets.pop(); target; target = targets.pop()) {
      const { status, body } = await call(apiKey, "GET", target);
      if (![200, 404, 422].includes(status)) failed.push(`${status} ${body.code} ${target.slice(0, 200)}`);
    }
  };
  // No more at once than an organization's share of searches.
  await Promise.all([lane(await newOrganization()), lane(await newOrganization())]);
  expect(failed).toEqual([]);
});

test("a cursor of another list is none of this one", async () => {
  const of = await newOrganization();
  const alerts = [newAlert(of), newAlert(of)];
  await newRoute(of);
  await publishAll(of, alerts);
  const { body } = await api(of)("GET", "alerts?limit=1");
  expect((await api(of)("GET", `alerts?limit=1&cursor=${body.next_cursor}`)).body.data).toHaveLength(1);
  const lists = gets.filter(({ declaration }) => declaration.query instanceof z.ZodObject && "cursor" in declaration.query.shape);
  expect(lists.length).toBeGreaterThan(12);
  for (const { path } of lists) {
    const cursor = path === "/api/v1/alerts" ? showPlace("channels", newId()) : body.next_cursor;
    const answer = await call(of.apiKey, "GET", `${fill(path, "datadog")}?cursor=${cursor}`);
    expect(answer.body, path).toMatchObject({ status: 422, errors: [{ path: "cursor", message: "is not a cursor of this list" }] });
  }
  const spoiled = await api(of)("GET", `alerts?cursor=${body.next_cursor}!!`);
  expect(spoiled.status).toBe(422);
});

test("a parameter that a path does not take is refused, with the one that was meant", async () => {
  const of = await newOrganization();
  for (const { path } of gets) {
    const { status, body } = await call(of.apiKey, "GET", `${fill(path)}?colour=red`);
    expect([status, body.errors?.[0].path], path).toEqual([422, "colour"]);
  }
  expect((await api(of)("GET", "alerts?statsu=failed")).body.errors).toEqual([
    { path: "statsu", message: 'is not a parameter of this; did you mean "status"?' },
  ]);
  const retry = await api(of)("POST", "deliveries/retry?status=failed", {});
  expect([retry.status, retry.body.errors[0].path]).toEqual([422, "status"]);
});

test("a field that a body does not take is refused everywhere but in what is published", async () => {
  const of = await newOrganization();
  const bodies = routes.flatMap(({ path, module }) =>
    Object.entries(module.declarations ?? {}).flatMap(([method, declaration]) =>
      declaration?.body ? [{ path, method, declaration }] : [],
    ),
  );
  for (const { path, method, declaration } of bodies) {
    if (!declaration.body || declaration.body instanceof z.ZodUnknown) continue;
    const { status, body } = await call(of.apiKey, method, fill(path, "datadog"), { colour: "red" });
    // What only a person may do is refused to a key before its body is read.
    if (declaration.scope === "person") expect(status, path).toBe(403);
    else
      expect(
        body.errors?.map((error: { path: string }) => error.path),
        `${method} ${path} ${JSON.stringify(body)}`,
      ).toContain("colour");
    expect(
      declaration.body.safeParse({ colour: "red" }).error?.issues.some(({ code }) => code === "unrecognized_keys"),
      path,
    ).toBe(true);
  }
  const made = await api(of)("POST", "api-keys", { name: "Key", scopes: ["read"], env: "production" });
  expect(made).toMatchObject({ status: 422, body: { errors: [{ path: "env", message: expect.stringContaining('"environment"') }] } });
  const destination = { name: "A", kind: "webhook", config: { url: "http://127.0.0.1:9/", header: { a: "b" } } };
  expect((await api(of)("POST", "destinations", destination)).body.errors).toEqual([
    { path: "config.header", message: 'is not a field of this; did you mean "headers"?' },
  ]);
});

test("a masked value where a secret is wanted is refused", async () => {
  const of = await newOrganization();
  const team_id = await newTeamId(of);
  const masked = "••••1234";
  const words = "is a masked value; send the real one";
  const webhook = { team_id, label: "A", integration: "custom" };
  const { id } = (await api(of)("POST", "webhooks", webhook)).body;
  const cases: [string, string, object, string][] = [
    ["POST", "webhooks", { ...webhook, signing_secret: masked }, "signing_secret"],
    ["PATCH", `webhooks/${id}`, { signing_secret: masked }, "signing_secret"],
    ["POST", "integrations/datadog/credentials", { team_id, config: { api_key: masked, site: "datadoghq.com" } }, "config.api_key"],
    ["POST", "destinations", { name: "A", kind: "pagerduty", config: { routing_key: masked, severity: "error" } }, "config.routing_key"],
    [
      "POST",
      "destinations",
      { name: "A", kind: "webhook", config: { url: "http://127.0.0.1:9/", headers: { Authorization: `Bearer ${masked}` } } },
      "config.headers.Authorization",
    ],
  ];
  for (const [method, path, body, field] of cases)
    expect(await api(of)(method, path, body), field).toMatchObject({ status: 422, body: { errors: [{ path: field, message: words }] } });
});

test("OPTIONS says what a path takes, and whatever else comes is a 405 that says the same", async () => {
  const all = ["GET", "POST", "PUT", "PATCH", "DELETE"];
  for (const { path, module } of routes) {
    const declared = Object.keys(module.declarations ?? {});
    if (declared.length === 0) continue;
    const target = fill(path).replace(/\[\.\.\.\w+\]/, "x");
    const options = await call(null, "OPTIONS", target);
    const takes = new Set(options.headers.get("allow")?.split(", "));
    expect([options.status, options.headers.get("x-request-id")], path).toEqual([204, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    expect(takes, path).toEqual(new Set([...declared, ...(declared.includes("GET") ? ["HEAD"] : []), "OPTIONS"]));
    for (const method of all.filter((one) => !declared.includes(one))) {
      const refused = await call(null, method, target);
      expect([refused.status, refused.headers.get("allow")], `${method} ${path}`).toEqual([405, options.headers.get("allow")]);
    }
  }
});
