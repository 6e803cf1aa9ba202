import { describe, expect, test } from "vitest";
import { call } from "../app";
import { type Browser, newBrowser, signIn } from "../session";
import { newTenant, ways } from "../tenant";

const channel = { name: "A", pattern: "a" };

describe.each(ways)("by $way", ({ url }) => {
  test("who signs in is who the session speaks for", async () => {
    const tenant = await newTenant(url);
    const cookie = await signIn(url, tenant.email.toUpperCase(), tenant.password);
    const { body } = await call(tenant, null, "GET", "/api/v1/me", undefined, { cookie });
    expect(body).toMatchObject({ user: { email: tenant.email }, role: "admin", scopes: null });
  });

  test("a change by a session is taken from the same origin only", async () => {
    const tenant = await newTenant(url);
    const cookie = await signIn(url, tenant.email, tenant.password);
    const post = async (headers: Record<string, string>) =>
      (await call(tenant, null, "POST", "/api/v1/channels", channel, { cookie, ...headers })).status;
    expect(await post({})).toBe(403);
    expect(await post({ origin: "https://evil.example" })).toBe(403);
    expect(await post({ origin: "null" })).toBe(403);
    expect(await post({ origin: `${url}.evil.example` })).toBe(403);
    expect(await post({ origin: url })).toBe(201);
    const list = (headers: Record<string, string>) =>
      call<{ data: unknown[] }>(tenant, null, "GET", "/api/v1/channels", undefined, { cookie, ...headers });
    expect((await list({})).body.data).toHaveLength(5);
  });

  test("a key needs no origin, and a wrong key is not made good by a session", async () => {
    const tenant = await newTenant(url);
    const cookie = await signIn(url, tenant.email, tenant.password);
    const origin = "https://evil.example";
    expect((await call(tenant, tenant.apiKey, "POST", "/api/v1/channels", channel, { origin })).status).toBe(201);
    expect((await call(tenant, "hl_key_wrong", "GET", "/api/v1/channels", undefined, { cookie })).status).toBe(401);
  });

  test("a wrong password and an unknown person are refused alike; a changed cookie is nobody", async () => {
    const tenant = await newTenant(url);
    const refusal = (email: string, password: string) => signIn(url, email, password).then(String, (error: Error) => error.message);
    const wrong = await refusal(tenant.email, "wrong horse battery");
    expect(wrong).toMatch(/not signed in/);
    expect(await refusal(`unknown-${tenant.email}`, "wrong horse battery")).toBe(wrong);
    const cookie = await signIn(url, tenant.email, tenant.password);
    for (const changed of [`${cookie}x`, cookie.slice(0, -4), "next-auth.session-token=x"])
      expect((await call(tenant, null, "GET", "/api/v1/me", undefined, { cookie: changed })).status).toBe(401);
  });

  test("signing in makes the browser a known one", async () => {
    const tenant = await newTenant(url);
    const browser = newBrowser(url);
    await browser.post("/api/auth/callback/credentials", { email: tenant.email, password: "wrong horse battery" });
    expect(browser.names().filter((name) => name.startsWith("hotline-browser-"))).toEqual([]);
    await browser.post("/api/auth/callback/credentials", { email: tenant.email, password: tenant.password });
    expect(browser.names().filter((name) => name.startsWith("hotline-browser-"))).toHaveLength(1);
  });

  test("nothing that next-auth is given makes it fail, or say what failed", async () => {
    const tenant = await newTenant(url);
    const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url}/api/auth/${path}`, { headers, redirect: "manual" });
    for (const path of ["session?callbackUrl=ftp://x", "providers?callbackUrl=http://", "signin?callbackUrl=/%E6%BC%A2"])
      expect([200, 302], path).toContain((await get(path)).status);
    expect((await get("csrf?callbackUrl=%00")).status).toBe(422);
    for (const name of ["next-auth.callback-url", "__Secure-next-auth.callback-url"])
      expect((await get("session", { cookie: `${name}=javascript:1` })).status).toBe(200);
    for (const path of ["error?error=a%0ab", "error?error=%E6%BC%A2", "error/%E6%BC%A2"]) expect((await get(path)).status, path).toBe(302);
    for (const path of ["nothing", "callback/credentials", "signin/a/b"]) {
      const response = await get(path);
      expect([response.status, ((await response.json()) as { code: string }).code], path).toEqual([404, "not_found"]);
    }
    expect((await get("session")).headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    for (const [method, body, status] of [
      ["POST", "{", 400],
      ["POST", "5", 400],
      ["PUT", "{}", 405],
      ["DELETE", undefined, 405],
    ] as const) {
      const answer = await call(tenant, null, method, "/api/auth/callback/credentials", body, { "content-type": "application/json" });
      expect(answer.status).toBe(status);
      expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    }
    for (const email of ["a\u0000@example.com", `${tenant.email}\u0000`]) {
      const error = await signIn(url, email, tenant.password).then(String, (refused: Error) => refused.message);
      expect(error).toMatch(/not signed in: 401 .*error=CredentialsSignin/);
    }
    const csrf = await get("csrf");
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const cookie = csrf.headers
      .getSetCookie()
      .map((text) => text.split(";", 1)[0])
      .join("; ");
    const mistyped = { csrfToken, json: "true", email: {}, password: [], callbackUrl: {} };
    expect(await call(tenant, null, "POST", "/api/auth/callback/credentials", mistyped, { cookie })).toMatchObject({
      status: 401,
      body: { url: expect.stringContaining("error=CredentialsSignin") },
    });
  });

  test("what a session publishes says so", async () => {
    const tenant = await newTenant(url);
    const cookie = await signIn(url, tenant.email, tenant.password);
    const { body } = await call(tenant, null, "POST", "/api/v1/alerts", { name: "a" }, { cookie, origin: url });
    expect((await tenant.api("GET", `/api/v1/alerts/${body.id}`)).body.source).toBe("dashboard");
  });
});

// By plain `next start` every caller has one address: the limits by address are told apart by the server's way alone.
describe("by the server, where each caller has an address", () => {
  const { url } = ways.find(({ way }) => way === "server") as (typeof ways)[number];

  test("strangers who try passwords keep nobody out whose browser is known", async () => {
    const tenant = await newTenant(url);
    const from = (address: string) => newBrowser(url, { "x-forwarded-for": address });
    const tryIn = async (browser: Browser, password: string) => {
      const to = await browser.post("/api/auth/callback/credentials", { email: tenant.email, password });
      return to?.searchParams.get("error") ?? "in";
    };
    const known = from("2001:db8:1::1");
    expect(await tryIn(known, tenant.password)).toBe("in");
    for (let n = 0; n < 9; n++) expect(await tryIn(from(`2001:db8:${n}::5`), "wrong horse battery")).toBe("CredentialsSignin");
    expect(await tryIn(from("2001:db8:99::5"), "wrong horse battery")).toBe("TooManyAttempts");
    expect(await tryIn(from("2001:db8:1::1"), tenant.password)).toBe("TooManyAttempts");
    expect(await tryIn(known, tenant.password)).toBe("in");
  });

  test("a stranger writes so much to the log through next-auth, and no more", async () => {
    const report = (n: number) =>
      fetch(`${url}/api/auth/_log`, {
        method: "POST",
        body: new URLSearchParams({ code: "x" }),
        headers: { "x-forwarded-for": `2001:db8:7::${n}` },
      });
    const statuses = await Promise.all(Array.from({ length: 40 }, async (_, n) => (await report(n + 1)).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(30);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
  });
});
