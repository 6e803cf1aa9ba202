import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { showId } from "../../lib/domain/id";
import { call } from "../app";
import { sessionOf, signIn } from "../session";
import { newTenant, type Tenant, ways } from "../tenant";

const password = "battery horse correct";

describe.each(ways)("by $way", ({ url }) => {
  /** Calls as a person, from a page of the app. */
  const asPerson =
    (tenant: Tenant, cookie: string) =>
    (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      // biome-ignore lint/suspicious/noExplicitAny: an answer's JSON, which the tests look into
      call<any>(tenant, null, method, path, body, { cookie, origin: url, ...headers });

  test("an invitation's link is accepted once, and the organization is the one that the person then works in", async () => {
    const [tenant, other] = [await newTenant(url), await newTenant(url)];
    const { url: link, id, email } = await tenant.make("invitations", { email: other.email.toUpperCase(), role: "admin" });
    expect(email).toBe(other.email);
    const token = /#token=(\w+)$/.exec(link)?.[1];
    const person = asPerson(other, await sessionOf(other.admin.id));
    expect((await person("POST", "/api/v1/invitations/find", { token })).body).toMatchObject({ email, signed_in: true });
    // Another site's page cannot make somebody join.
    expect((await person("POST", "/api/v1/invitations/accept", { token }, { origin: "https://evil.example" })).status).toBe(422);
    const accepted = await person("POST", "/api/v1/invitations/accept", { token });
    expect(accepted).toMatchObject({ status: 200, body: { email } });
    expect(accepted.headers.get("set-cookie")).toContain(`hotline-organization=${showId("org", tenant.id)}`);
    expect((await person("POST", "/api/v1/invitations/accept", { token })).status).toBe(410);
    expect((await tenant.api("DELETE", `/api/v1/invitations/${id}`)).status).toBe(404);
    expect((await tenant.api("GET", "/api/v1/members")).body.data).toHaveLength(3);
  });

  test("what an invitation is given that it cannot use is refused without a 5xx", async () => {
    const { as } = await newTenant(url);
    for (const token of ["", "x", "\u0000", "\ud800", "hl_invite_x", 5, null, {}])
      for (const path of ["find", "accept"])
        expect([410, 422], `${path} ${token}`).toContain((await as(null)("POST", `/api/v1/invitations/${path}`, { token })).status);
  });

  test("a member's role and removal act on the session they have", async () => {
    const tenant = await newTenant(url);
    const person = asPerson(tenant, await sessionOf(tenant.member.id));
    const one = `/api/v1/members/${showId("user", tenant.member.id)}`;
    expect((await person("POST", "/api/v1/teams", { name: "A" })).status).toBe(403);
    expect((await tenant.api("PATCH", one, { role: "admin" })).body).toMatchObject({ role: "admin" });
    expect((await person("POST", "/api/v1/teams", { name: "A" })).status).toBe(201);
    expect((await tenant.api("DELETE", one)).status).toBe(204);
    expect((await person("GET", "/api/v1/me")).status).toBe(401);
    const admin = `/api/v1/members/${showId("user", tenant.admin.id)}`;
    expect(await tenant.api("DELETE", admin)).toMatchObject({ status: 409, body: { code: "last_admin" } });
  });

  test("a new password ends the other sessions, and this one goes on", async () => {
    const tenant = await newTenant(url);
    const [mine, elsewhere] = [await sessionOf(tenant.member.id), await sessionOf(tenant.member.id)];
    const change = { current_password: tenant.password, new_password: password };
    const answer = await asPerson(tenant, mine)("POST", "/api/v1/me/password", change);
    expect(answer.status).toBe(204);
    const renewed = answer.headers.get("set-cookie")?.split(";", 1)[0] ?? "";
    expect((await asPerson(tenant, elsewhere)("GET", "/api/v1/me")).status).toBe(401);
    expect((await asPerson(tenant, mine)("GET", "/api/v1/me")).status).toBe(401);
    expect((await asPerson(tenant, renewed)("GET", "/api/v1/me")).body.user.email).toBe(tenant.memberEmail);
    await signIn(url, tenant.memberEmail, password);
    expect((await asPerson(tenant, renewed)("POST", "/api/v1/me/sign-out")).status).toBe(204);
    expect((await asPerson(tenant, renewed)("GET", "/api/v1/me")).status).toBe(401);
  });

  test("the current password is not found by trying", async () => {
    const tenant = await newTenant(url);
    const person = asPerson(tenant, await sessionOf(tenant.member.id));
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++)
      statuses.push((await person("POST", "/api/v1/me/password", { current_password: `wrong ${n}`, new_password: password })).status);
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 422));
    expect(statuses.slice(10)).toEqual([429, 429]);
  });

  test("a person works in the organization that they choose, and in none that is not theirs", async () => {
    const [tenant, other] = [await newTenant(url), await newTenant(url)];
    const cookie = await sessionOf(tenant.admin.id);
    const person = asPerson(tenant, cookie);
    const choose = (of: Tenant) => person("POST", "/api/v1/me/organization", { organization_id: showId("org", of.id) });
    const chosen = await choose(tenant);
    expect(chosen.status).toBe(204);
    expect((await choose(other)).status).toBe(404);
    const forged = `${cookie}; hotline-organization=${showId("org", other.id)}`;
    expect((await asPerson(tenant, forged)("GET", "/api/v1/me")).body.organization.id).toBe(showId("org", tenant.id));
  });

  test("an API key is no person: it changes no profile", async () => {
    const { api } = await newTenant(url);
    const posts: [string, string, object | undefined][] = [
      ["PATCH", "/api/v1/me", { name: "A" }],
      ["POST", "/api/v1/me/password", { new_password: password }],
      ["POST", "/api/v1/me/sign-out", undefined],
      ["POST", "/api/v1/me/organization", { organization_id: "org_x" }],
    ];
    for (const [method, path, body] of posts)
      expect(await api(method, path, body), path).toMatchObject({ status: 403, body: { code: "not_a_person" } });
  });

  test("hostile texts in the audit's filters are answered without a 5xx", async () => {
    const { api } = await newTenant(url);
    for (const text of ["%00", "%25", "_", "a".repeat(600), "[]", "%F0%9F%94%A5", "user_", "user_zzz", ".", "%5C"])
      for (const field of ["actor", "action", "subject_id", "from", "to", "cursor", "limit"])
        expect([200, 422], `${field}=${text}`).toContain((await api("GET", `/api/v1/audit?${field}=${text}`)).status);
  });

  test("inviting with an Idempotency-Key twice gives one invitation and one link", async () => {
    const { api } = await newTenant(url);
    const body = { email: `${randomUUID()}@example.com`, role: "member" };
    const first = await api("POST", "/api/v1/invitations", body, { "idempotency-key": "key 1" });
    const second = await api("POST", "/api/v1/invitations", body, { "idempotency-key": "key 1" });
    expect([second.status, second.body]).toEqual([201, first.body]);
  });
});
