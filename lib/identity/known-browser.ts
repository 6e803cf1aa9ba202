import { createHmac, randomBytes } from "node:crypto";
import { isSameText } from "../domain/same-text";
import { dayMs } from "../domain/time";
import { appUrl, env } from "../env";
import { readCookies } from "./cookies";

/** How long a browser is known after signing in, in milliseconds. */
const knownMs = 180 * dayMs;

const sign = (text: string): string => createHmac("sha256", `${env().NEXTAUTH_SECRET} browser`).update(text).digest("base64url");

const plainEmail = (email: string): string => email.trim().toLowerCase();

/** One for each account: people share browsers. */
const nameOf = (email: string): string => `hotline-browser-${sign(`name ${plainEmail(email)}`).slice(0, 8)}`;

/** The Set-Cookie that lets a browser be known again as one that an account was signed in to with. It opens nothing. */
export function knownBrowserCookie(email: string): string {
  const known = `${randomBytes(12).toString("base64url")}.${Date.now() + knownMs}`;
  const value = `${known}.${sign(`${known}.${plainEmail(email)}`)}`;
  return `${nameOf(email)}=${value}; Path=/api; HttpOnly; SameSite=Lax; Max-Age=${knownMs / 1000}${appUrl().startsWith("https:") ? "; Secure" : ""}`;
}

/** The name of a browser that an account was signed in to with before; null when this is none. */
export function readKnownBrowser(headers: Headers, email: string): string | null {
  const [name = "", until = "", signature = ""] = (readCookies(headers.get("cookie"))[nameOf(email)] ?? "").split(".");
  if (!(Number(until) > Date.now())) return null;
  return isSameText(signature, sign(`${name}.${until}.${plainEmail(email)}`)) ? name : null;
}
