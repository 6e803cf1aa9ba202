import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { setEnv } from "../env";
import { knownBrowserCookie, readKnownBrowser } from "./known-browser";
import { limitAddress, limitPasswords } from "./sign-in-limits";
import { admitSignInLink } from "./sign-in-link";

test("asking for links uses up nothing of signing in by one", () => {
  setEnv({ SMTP_URL: "smtp://127.0.0.1:1" });
  const headers = new Headers();
  const ask = (n: number) => admitSignInLink({ email: `somebody-${n}@example.com` }, headers);
  for (let n = 0; n < 20; n++) ask(n);
  expect(() => ask(20)).toThrow(expect.objectContaining({ status: 429 }));
  expect(limitAddress("link", headers)).toBeNull();
});

const withCookies = (...cookies: string[]) => new Headers({ cookie: cookies.map((text) => text.split(";", 1)[0]).join("; ") });
/** A person of this test alone. */
const newEmail = () => `${randomUUID()}@example.com`;

test("wrong passwords of strangers do not keep an owner out whose browser is known, and theirs are counted too", () => {
  const email = newEmail();
  const stranger = new Headers();
  for (let n = 0; n < 10; n++) expect(limitPasswords("sign-in", email, stranger)).toBeNull();
  expect(limitPasswords("sign-in", email, stranger)).toBeGreaterThan(0);
  expect(limitPasswords("join", email, stranger)).toBeNull();
  const owner = withCookies(knownBrowserCookie(newEmail()), knownBrowserCookie(email));
  for (let n = 0; n < 10; n++) expect(limitPasswords("sign-in", email.toUpperCase(), owner)).toBeNull();
  expect(limitPasswords("sign-in", email, owner)).toBeGreaterThan(0);
  expect(limitPasswords("sign-in", email, withCookies(knownBrowserCookie(email)))).toBeNull();
});

test("the owner of a known browser may ask for a link when strangers asked for too many", () => {
  const email = newEmail();
  for (let n = 0; n < 40; n++) {
    try {
      admitSignInLink({ email }, new Headers());
    } catch {}
  }
  expect(() => admitSignInLink({ email }, new Headers())).toThrow(expect.objectContaining({ status: 429 }));
  expect(() => admitSignInLink({ email }, withCookies(knownBrowserCookie(email)))).not.toThrow();
});

test("a browser is known for one account, for 180 days, and by nothing that somebody else wrote", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const email = newEmail();
  const cookie = knownBrowserCookie(email);
  expect(cookie).toMatch(/; Path=\/api; HttpOnly; SameSite=Lax; Max-Age=15552000$/);
  expect(readKnownBrowser(withCookies(cookie), email)).not.toBeNull();
  const [name = "", value = ""] = cookie.split(";", 1)[0]?.split("=") ?? [];
  const later = value.replace(/\.\d+\./, `.${Date.now() * 2}.`);
  for (const forged of ["", "a.b.c", `${value}x`, later, value.slice(0, -1)])
    expect(readKnownBrowser(withCookies(`${name}=${forged}`), email)).toBeNull();
  expect(readKnownBrowser(withCookies(cookie), newEmail())).toBeNull();
  vi.setSystemTime(Date.now() + 180 * 86_400_000);
  expect(readKnownBrowser(withCookies(cookie), email)).toBeNull();
  vi.useRealTimers();
});
