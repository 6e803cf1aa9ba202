import { randomUUID } from "node:crypto";
import NextAuth from "next-auth";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type GithubSink, githubApp, startGithubSink } from "../../e2e/sink/github";
import { newOrganization, type TestOrganization } from "../data/organization.fixture";
import { createInvitation } from "../data/people/invitations";
import { setEnv } from "../env";
import { db } from "../postgres/db";
import { describeInvitation } from "./accept-invitation";
import { readCookies } from "./cookies";
import { authOptions, readSessionCookie, renewSessionCookie } from "./session";
import { beginSignInLink } from "./sign-in-link";

const app = "http://hotline.example.com";
let github: GithubSink;
let of: TestOrganization;

beforeAll(async () => {
  github = await startGithubSink({ id: 1, login: "noor", emails: [] });
  setEnv({ NEXTAUTH_URL: app, APP_URL: app, ...githubApp, GITHUB_URL: `${github.url}/` });
});
afterAll(() => github.close());
beforeEach(async () => {
  of = await newOrganization();
  github.broken.clear();
});

interface Answer {
  status: number;
  location: URL | null;
  body: Record<string, unknown>;
}

/** A browser that asks next-auth, and keeps its cookies. */
function newBrowser() {
  const jar = new Map<string, string>();
  const ask = async (method: string, path: string, body?: Record<string, string>): Promise<Answer> => {
    const url = new URL(path, `${app}/api/auth/`);
    const query = { ...Object.fromEntries(url.searchParams), nextauth: url.pathname.split("/").slice(3) };
    const answer: Answer = { status: 200, location: null, body: {} };
    const headers = new Map<string, unknown>();
    const response = {
      status: (status: number) => Object.assign(response, { at: Object.assign(answer, { status }) }),
      getHeader: (name: string) => headers.get(name),
      setHeader(name: string, value: unknown) {
        headers.set(name, value);
        return response;
      },
      json: (value: Record<string, unknown>) => Object.assign(answer, { body: value }),
      send: (value: Record<string, unknown>) => Object.assign(answer, { body: value }),
      end() {},
    };
    await NextAuth({ method, query, body, cookies: Object.fromEntries(jar), headers: {} } as never, response as never, authOptions());
    for (const cookie of [headers.get("Set-Cookie") ?? []].flat() as string[]) {
      const [[name, value] = ["", ""]] = Object.entries(readCookies(cookie.split(";", 1)[0] ?? ""));
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
    const location = (headers.get("Location") as string | undefined) ?? (answer.body?.url as string | undefined);
    return { ...answer, location: location ? new URL(location, app) : null };
  };
  const post = async (path: string, body: Record<string, string>) => {
    const { csrfToken } = (await ask("GET", "csrf")).body;
    return ask("POST", path, { csrfToken: String(csrfToken), json: "true", ...body });
  };
  return { ask, post, jar, session: () => readSessionCookie(Object.fromEntries(jar)) };
}

/** Goes to GitHub and comes back with what it says. */
async function throughGithub(browser: ReturnType<typeof newBrowser>): Promise<{ back: URL; location: URL | null }> {
  const { location } = await browser.post("signin/github", { callbackUrl: "/alerts/channels" });
  const there = await fetch(location as URL, { redirect: "manual" });
  const back = new URL(there.headers.get("location") ?? "");
  return { back, location: (await browser.ask("GET", back.href)).location };
}

const own = (email: string, more: Partial<GithubSink["user"]> = {}) => {
  github.user = { id: 1, login: "noor", name: "Noor", emails: [{ email, verified: true, primary: true }], ...more };
};

test("who has an account comes in through GitHub by a verified address, in any case, and lands where they wanted", async () => {
  own("other@example.com", {
    emails: [
      { email: "other@example.com", verified: true, primary: true },
      { email: of.email.toUpperCase(), verified: true, primary: false },
    ],
  });
  const browser = newBrowser();
  const { back, location } = await throughGithub(browser);
  expect(back.href).toMatch(`${app}/api/auth/callback/github?`);
  expect(location?.href).toBe(`${app}/alerts/channels`);
  expect(await browser.session()).toEqual({ userId: of.admin.id, sessionVersion: 1 });
});

test("who was invited comes in, once, as what the invitation says", async () => {
  const email = `${randomUUID()}@example.com`;
  const { token } = await createInvitation(of.admin, { email, role: "admin" });
  own(email, { name: null });
  const browser = newBrowser();
  await throughGithub(browser);
  const session = await browser.session();
  const membership = await db().membership.findFirst({ where: { userId: session?.userId }, include: { user: true } });
  expect(membership).toMatchObject({ organizationId: of.id, role: "admin", user: { email, name: "noor", passwordHash: null } });
  await expect(describeInvitation(token, null)).rejects.toMatchObject({ status: 410 });
});

test("an address that is not verified, a public one alone, and one that nobody knows are refused in words", async () => {
  const refusals: [Partial<GithubSink["user"]>, string][] = [
    [{ emails: [{ email: of.email, verified: false, primary: true }] }, "NoVerifiedEmail"],
    [{ email: of.email, emails: [] }, "NoVerifiedEmail"],
    [{ emails: [{ email: `unknown-${of.email}`, verified: true, primary: true }] }, "NotInvited"],
  ];
  for (const [user, error] of refusals) {
    own("", user);
    const browser = newBrowser();
    expect((await throughGithub(browser)).location?.href).toBe(`${app}/sign-in?error=${error}`);
    expect(await browser.session()).toBeNull();
  }
});

test("a callback that this browser did not ask for, or that comes twice, signs nobody in", async () => {
  own(of.email);
  const victim = newBrowser();
  const attacker = newBrowser();
  const { back } = await throughGithub(attacker);
  for (const browser of [victim, attacker]) {
    browser.jar.delete("next-auth.session-token");
    expect((await browser.ask("GET", back.href)).location?.searchParams.get("error")).toBe("OAuthCallback");
    expect(await browser.session()).toBeNull();
  }
  const { location } = await victim.post("signin/github", {});
  const there = await fetch(location as URL, { redirect: "manual" });
  const forged = new URL(there.headers.get("location") ?? "");
  forged.searchParams.set("state", "forged");
  expect((await victim.ask("GET", forged.href)).location?.searchParams.get("error")).toBe("OAuthCallback");
  expect(await victim.session()).toBeNull();
});

test("a GitHub that fails, and a person who cancels there, are told apart from nobody's fault", async () => {
  own(of.email);
  for (const path of ["/login/oauth/access_token", "/api/v3/user", "/api/v3/user/emails"]) {
    github.broken = new Set([path]);
    const browser = newBrowser();
    expect((await throughGithub(browser)).location?.searchParams.get("error"), path).toBe("OAuthCallback");
    expect(await browser.session()).toBeNull();
  }
  const cancelled = await newBrowser().ask("GET", "callback/github?error=access_denied");
  expect(cancelled.location?.searchParams.get("error")).toBe("Callback");
});

test("a link signs in by a POST with its token, once; a GET of it does nothing", async () => {
  const { token } = (await beginSignInLink(of.email)) ?? { token: "" };
  const browser = newBrowser();
  await browser.ask("GET", `callback/link?token=${token}`);
  expect(await browser.session()).toBeNull();
  expect(await browser.post("callback/link", { token })).toMatchObject({ status: 200 });
  expect(await browser.session()).toMatchObject({ userId: of.admin.id });
  const again = newBrowser();
  expect((await again.post("callback/link", { token })).location?.searchParams.get("error")).toBe("CredentialsSignin");
  expect(await again.session()).toBeNull();
});

test("who belongs to no organization any more is told so, by their own password only", async () => {
  await db().membership.deleteMany({ where: { userId: of.member.id } });
  const error = async (password: string) =>
    (await newBrowser().post("callback/credentials", { email: of.memberEmail, password })).location?.searchParams.get("error");
  expect(await error(of.password)).toBe("NoOrganization");
  expect(await error("wrong horse battery")).toBe("CredentialsSignin");
});

test("a session goes on under its new version, in the cookie that it came in", async () => {
  for (const name of ["next-auth.session-token", "__Secure-next-auth.session-token"]) {
    const cookie = await renewSessionCookie({ [name]: "x" }, of.admin.id, 7);
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+/);
    expect(cookie.endsWith("; Secure")).toBe(name.startsWith("__Secure-"));
    const [pair = ""] = cookie.split(";", 1);
    expect(await readSessionCookie(readCookies(pair))).toEqual({ userId: of.admin.id, sessionVersion: 7 });
  }
});
