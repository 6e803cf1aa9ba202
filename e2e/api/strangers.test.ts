import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { showId } from "../../lib/domain/id";
import type { Access } from "../../lib/domain/people/actor";
import { call } from "../app";
import { signIn } from "../session";
import { isRouted, newTenant, type Tenant, ways } from "../tenant";

const root = path.resolve(import.meta.dirname, "../..");
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

interface Route {
  /** `/api/v1/channels/[id]` */
  path: string;
  declarations: Partial<Record<string, { scope: Access | null }>>;
}

/** Every route of the API, as the file system has them. */
const routes: Route[] = await Promise.all(
  readdirSync(path.join(root, "app/api/v1"), { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts")
    .map(async (file) => {
      const module = (await import(path.join(root, "app/api/v1", file))) as Pick<Route, "declarations">;
      return { path: `/api/v1/${path.dirname(file)}`, declarations: module.declarations };
    }),
);

/** It answers for as long as the caller listens; stream.test.ts is about it. */
const endless = "/api/v1/stream";

/** One of everything, and its ids. */
async function furnish(tenant: Tenant): Promise<string[]> {
  const { make, publish, alertWhen, api } = tenant;
  const route = await tenant.route("http://127.0.0.1:9/hook");
  const { id: environment } = await make("environments", { slug: "production" });
  const { id: key } = await make("api-keys", { name: "Key", scopes: ["read"] });
  const alert = await alertWhen(await publish({ name: "a" }), isRouted);
  const { id: team } = await make("teams", { name: "Team" });
  const { id: invitation } = await make("invitations", { email: `new-${tenant.email}` });
  const people = [showId("user", tenant.admin.id), showId("user", tenant.member.id)];
  const organization = (await api("GET", "/api/v1/me")).body.organization.id;
  return [...Object.values(route), environment, key, alert.id, alert.deliveries[0].id, organization, team, invitation, ...people];
}

/** Bodies that a method might do something with. */
const bodiesFor = (ids: string[]): (object | undefined)[] => [
  undefined,
  {},
  { name: "New", enabled: false, slug: "new", pattern: ".*", scopes: ["admin"], config: {}, status: "failed", role: "admin" },
  {
    name: "New",
    channel_ids: ids.slice(0, 1),
    destination_ids: ids.slice(1, 2),
    kind: "webhook",
    config: { url: "http://127.0.0.1:9/" },
    scopes: ["read"],
    team_id: ids.find((id) => id.startsWith("team_")),
    organization_id: ids.find((id) => id.startsWith("org_")),
  },
];

describe.each(ways)("by $way", ({ url }) => {
  test("the walk finds the routes", () => {
    expect(routes.length).toBeGreaterThan(20);
    for (const { path, declarations } of routes) expect(Object.keys(declarations ?? {}), path).not.toEqual([]);
  });

  test("a stranger's key gets nothing done with somebody else's id on any route, and never a 5xx", async () => {
    const [owner, stranger] = [await newTenant(url), await newTenant(url)];
    const ids = await furnish(owner);
    const nouns = ["channels", "destinations", "subscriptions", "environments", "api-keys", "teams", "members", "invitations"];
    const look = async () => {
      const lists = await Promise.all(nouns.map((noun) => owner.api("GET", `/api/v1/${noun}`)));
      return lists.map(({ body }) => body.data.map(({ last_used_at: _, ...row }: Record<string, unknown>) => row));
    };
    const before = await look();
    const bodies = bodiesFor(ids);
    for (const { path } of routes.filter((route) => route.path !== endless)) {
      const isAboutOne = path.includes("[");
      const paths = isAboutOne ? ids.map((id) => path.replace(/\[\w+\]/g, id)) : [path];
      const calls = paths.flatMap((one) =>
        methods.flatMap((method) => (method === "GET" ? [undefined] : bodies).map((body) => ({ one, method, body }))),
      );
      const check = async ({ one, method, body }: (typeof calls)[number]) => {
        const answer = await stranger.api(method, one, body);
        const said = `${method} ${one} ${JSON.stringify(body)}: ${answer.status} ${JSON.stringify(answer.body)}`;
        expect(answer.status, said).toBeLessThan(500);
        if (isAboutOne) expect(answer.status, said).toBeGreaterThanOrEqual(400);
        else if (answer.status < 300) for (const id of ids) expect(JSON.stringify(answer.body), said).not.toContain(id);
      };
      for (let at = 0; at < calls.length; at += 8) await Promise.all(calls.slice(at, at + 8).map(check));
    }
    expect(await look()).toEqual(before);
  }, 180_000);

  test("a member's session changes nothing on any route that needs more than to look", async () => {
    const owner = await newTenant(url);
    const ids = await furnish(owner);
    const cookie = await signIn(url, owner.memberEmail, owner.password);
    // One ends the session, as it should.
    const others = routes.filter(({ path }) => path !== "/api/v1/me/sign-out" && path !== endless);
    for (const { path, declarations } of others) {
      for (const [method, declaration] of Object.entries(declarations)) {
        for (const one of path.includes("[") ? ids.map((id) => path.replace(/\[\w+\]/g, id)) : [path]) {
          const answer = await call(owner, null, method, one, method === "GET" ? undefined : {}, { cookie, origin: url });
          const said = `${method} ${one}: ${answer.status} ${JSON.stringify(answer.body)}`;
          expect(answer.status, said).toBeLessThan(500);
          if (declaration?.scope === "admin" || declaration?.scope === "publish") expect(answer.status, said).toBe(403);
        }
      }
    }
  });

  test("without a key every route that asks for one is 401, before anything is looked up", async () => {
    const { as } = await newTenant(url);
    for (const { path, declarations } of routes) {
      for (const [method, declaration] of Object.entries(declarations)) {
        if (declaration?.scope === null) continue;
        const { status } = await as(null)(method, path.replace(/\[\w+\]/g, "x"), method === "GET" ? undefined : {});
        expect(status, `${method} ${path}`).toBe(401);
      }
    }
  });

  test("a key with each scope alone is 403 where a route asks for another", async () => {
    const { as, newKey } = await newTenant(url);
    const keys = { publish: as(await newKey({ scopes: ["publish"] })), read: as(await newKey({ scopes: ["read"] })) };
    for (const { path, declarations } of routes) {
      for (const [method, declaration] of Object.entries(declarations)) {
        for (const [scope, api] of Object.entries(keys)) {
          if (declaration?.scope === null || declaration?.scope === scope) continue;
          const { status } = await api(method, path.replace(/\[\w+\]/g, "x"), method === "GET" ? undefined : {});
          expect(status, `${method} ${path} with ${scope}`).toBe(403);
        }
      }
    }
  });
});
