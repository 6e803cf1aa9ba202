import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, bootstrapApp, call, startApp } from "./app";
import { type Browser, newBrowser } from "./session";
import { type SmtpSink, startSmtpSink } from "./sink";
import { type GithubSink, githubApp, startGithubSink } from "./sink/github";

const password = "battery horse correct";
let github: GithubSink;
let mail: SmtpSink;
let app: App;
let key: string;
const email = `${randomUUID()}@example.com`;

/** An app with a mailer and a GitHub of its own. */
beforeAll(async () => {
  github = await startGithubSink({ id: 1, login: "noor", emails: [] });
  mail = await startSmtpSink();
  app = await startApp({ env: { ...githubApp, GITHUB_URL: github.url, SMTP_URL: mail.url } });
  key = (await bootstrapApp(app, { email })).api_key;
});
afterAll(async () => {
  await app?.stop();
  await Promise.all([github.close(), mail.close()]);
  rmSync(app.dataDir, { recursive: true, force: true });
});

/** Who the browser is signed in as. */
const whoIs = async (browser: Browser): Promise<string | null> => {
  const response = await browser.ask("/api/v1/me");
  return response.status === 200 ? ((await response.json()) as { user: { email: string } }).user.email : null;
};

/** The text of the mail that goes to this address, once it is there. Quoted-printable is undone. */
async function mailTo(address: string, after: number): Promise<string> {
  const received = await mail.waitFor((mails) => mails.slice(after).some(({ to }) => to.includes(address)));
  const { raw } = received.slice(after).find(({ to }) => to.includes(address)) ?? { raw: "" };
  return raw.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const tokenIn = (text: string, kind: string): string => new RegExp(`#token=(hl_${kind}_\\w+)`).exec(text)?.[1] ?? "";

async function throughGithub(browser: Browser, address: string): Promise<string> {
  github.user = { id: 1, login: "noor", emails: [{ email: address, verified: true, primary: true }] };
  const there = await browser.post("/api/auth/signin/github", { callbackUrl: "/alerts/channels" });
  const response = await fetch(there as URL, { redirect: "manual" });
  const back = await browser.ask(response.headers.get("location") ?? "");
  expect(back.status).toBe(302);
  return back.headers.get("location") ?? "";
}

test("GitHub signs in who has an account, and refuses a stranger in words", async () => {
  const browser = newBrowser(app.url);
  expect(await throughGithub(browser, email)).toBe(`${app.url}/alerts/channels`);
  expect(await whoIs(browser)).toBe(email);
  const stranger = newBrowser(app.url);
  expect(await throughGithub(stranger, "stranger@example.com")).toMatch(/\/sign-in\?error=NotInvited$/);
  expect(await whoIs(stranger)).toBeNull();
});

test("GitHub lets in who was invited", async () => {
  const invited = `${randomUUID()}@example.com`;
  await call(app, key, "POST", "/api/v1/invitations", { email: invited, role: "member" });
  const browser = newBrowser(app.url);
  await throughGithub(browser, invited);
  expect(await whoIs(browser)).toBe(invited);
});

test("nothing that the callback is given makes it fail", async () => {
  const browser = newBrowser(app.url);
  await browser.post("/api/auth/signin/github");
  const queries = [
    "",
    "?code=x",
    "?code=x&state=y",
    "?error=%00%0a",
    "?error=access_denied",
    "?code=%ff",
    "?state[]=1",
    `?code=${"x".repeat(8_000)}`,
  ];
  for (const query of queries)
    for (const cookie of [undefined, "next-auth.state=x; next-auth.pkce.code_verifier=y"]) {
      const response = await browser.ask(`/api/auth/callback/github${query}`, cookie ? { headers: { cookie } } : {});
      expect(query.includes("%00") ? [422] : [302, 400], `${query} ${cookie}`).toContain(response.status);
      expect(response.headers.get("set-cookie") ?? "").not.toContain("session-token=e");
    }
  for (const path of ["/api/auth/callback/google", "/api/auth/callback/link", "/api/auth/callback/github/x", "/api/auth/callback"])
    expect([400, 404], path).toContain((await browser.ask(path)).status);
});

test("a link by mail signs in once, by the page's POST; an unknown address gets the same answer and no mail", async () => {
  const before = mail.received().length;
  const ask = (address: string, callback_url?: string) =>
    call(app, null, "POST", "/api/v1/sign-in-links", { email: address, callback_url });
  const unknown = await ask(`unknown-${email}`);
  const known = await ask(email.toUpperCase(), "/alerts/channels?name=a");
  expect([known.status, known.body]).toEqual([202, unknown.body]);
  const text = await mailTo(email, before);
  expect(text).toContain("/sign-in/link?callbackUrl=%2Falerts%2Fchannels%3Fname%3Da#token=");
  const token = tokenIn(text, "signin");
  const browser = newBrowser(app.url);
  expect((await browser.ask(`/api/auth/callback/link?token=${token}`)).status).toBe(404);
  await browser.post("/api/auth/callback/link", { token });
  expect(await whoIs(browser)).toBe(email);
  const again = newBrowser(app.url);
  expect((await again.post("/api/auth/callback/link", { token }))?.searchParams.get("error")).toBe("CredentialsSignin");
  expect(mail.received().slice(before)).toHaveLength(1);
  for (const callback_url of ["//evil.example", "https://evil.example", "/\\evil", "/a\nb"])
    expect((await ask(email, callback_url)).status).toBe(422);
});

test("links for one address are limited, known or not", async () => {
  for (const address of [`many-${email}`, email]) {
    const statuses: number[] = [];
    for (let n = 0; n < 7; n++) statuses.push((await call(app, null, "POST", "/api/v1/sign-in-links", { email: address })).status);
    expect(statuses.at(-1), address).toBe(429);
  }
});

test("an invitation is mailed, accepted from its mail, and its person signs in with the new password", async () => {
  const before = mail.received().length;
  const invited = `${randomUUID()}@example.com`;
  const { status, body } = await call(app, key, "POST", "/api/v1/invitations", { email: invited, role: "admin" });
  expect([status, body.mail]).toEqual([201, "sent"]);
  const token = tokenIn(await mailTo(invited, before), "invite");
  expect(body.url).toBe(`${app.url}/accept-invitation#token=${token}`);
  const accepted = await call(app, null, "POST", "/api/v1/invitations/accept", { token, name: "Noor", password });
  expect(accepted).toMatchObject({ status: 200, body: { email: invited } });
  const browser = newBrowser(app.url);
  await browser.post("/api/auth/callback/credentials", { email: invited, password });
  expect(await whoIs(browser)).toBe(invited);
});
