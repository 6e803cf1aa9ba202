import { readId } from "../domain/id";
import type { Actor } from "../domain/people/actor";
import { Problem } from "../domain/problem";
import { env } from "../env";
import { readApiKey } from "./api-key";
import { readCookies } from "./cookies";
import { type Person, readPerson, readSession } from "./people";
import { readSessionCookie } from "./session";

/** The cookie that holds the organization a person works in. */
export const organizationCookie = "hotline-organization";

/** The person behind a cookie header, in their organization; null when nobody is signed in. */
export async function readUser(cookieHeader: string | null): Promise<Extract<Actor, { type: "user" }> | null> {
  const cookies = readCookies(cookieHeader);
  const session = await readSessionCookie(cookies);
  if (!session) return null;
  const chosen = cookies[organizationCookie];
  return readSession(session.userId, session.sessionVersion, chosen ? readId("org", chosen) : null);
}

/**
 * The person who holds a request's session, member of something or not. Null when there is none, or when another site sends the request:
 * for routes that anybody may call, and that do more for who is signed in.
 */
export async function readSignedIn(request: Request): Promise<Person | null> {
  if (!isSameOrigin(request)) return null;
  const session = await readSessionCookie(readCookies(request.headers.get("cookie")));
  return session && readPerson(session.userId, session.sessionVersion);
}

/** Who a request speaks for: its API key, else its session. Throws 401 when nobody, 403 for a change that another site sends with a cookie. */
export async function readActor(request: Request): Promise<Actor> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    const actor = token ? await readApiKey(token) : null;
    if (!actor)
      throw new Problem(
        401,
        "bad_api_key",
        token ? "This API key is unknown, revoked or expired." : "Write Authorization: Bearer <API key>.",
      );
    return actor;
  }
  const actor = await readUser(request.headers.get("cookie"));
  if (!actor) throw new Problem(401, "not_signed_in", "Send Authorization: Bearer <API key>, or sign in.");
  if (request.method !== "GET" && request.method !== "HEAD" && !isSameOrigin(request)) {
    throw new Problem(403, "cross_origin", "A session may change things from Hotline's own pages only; scripts use an API key.");
  }
  return actor;
}

function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = request.headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  return new URL(origin).host === host || origin === env().APP_URL;
}
