import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { parseJson } from "@/lib/domain/json";
import { notFound, Problem } from "@/lib/domain/problem";
import { appUrl } from "@/lib/env";
import { methods, route } from "@/lib/http/route";
import { knownBrowserCookie } from "@/lib/identity/known-browser";
import { authOptions, readSignedInEmail } from "@/lib/identity/session";
import { limitAddress } from "@/lib/identity/sign-in-limits";
import { readBody } from "@/lib/request/body";

/** Largest body, in bytes: an e-mail address, a password and next-auth's own fields. */
const maxBytes = 65_536;

/** What next-auth answers, beside `callbacks`. */
const actions: Readonly<Record<string, readonly string[]>> = {
  GET: ["csrf", "error", "providers", "session", "signin", "signout", "verify-request"],
  POST: ["_log", "session", "signin", "signout"],
};

/** GitHub and Google send the browser back by GET; a password and a mailed link come from a page here. */
const callbacks: Readonly<Record<string, readonly string[]>> = { GET: ["github", "google"], POST: ["credentials", "link"] };

const isKnown = (method: string, [action = "", detail = "", ...rest]: string[]): boolean =>
  rest.length === 0 && ((action === "callback" && callbacks[method]?.includes(detail)) || actions[method]?.includes(action) === true);

/** A path of this app, or its address: next-auth fails over anything that is no URL, and a header takes printable ASCII only. */
const isOwn = (url: string): boolean => /^[\x21-\x7e]+$/.test(url) && (/^\/(?![/\\])/.test(url) || `${url}/`.startsWith(`${appUrl()}/`));

/** next-auth writes it into a Location as it is. */
const isCode = (text: string): boolean => /^[\w-]{1,64}$/.test(text);

async function forgetStrangeCallback(): Promise<void> {
  const jar = await cookies();
  for (const name of ["next-auth.callback-url", "__Secure-next-auth.callback-url"]) {
    const value = jar.get(name)?.value;
    if (value && !isOwn(value)) jar.set({ name, value: "", path: "/", maxAge: 0, secure: name.startsWith("__Secure-") });
  }
}

/** The texts of a form's or a JSON object's body. Throws 400 and 413. */
async function readFields(request: Request): Promise<URLSearchParams> {
  const text = await readBody(request, maxBytes);
  const isJson = (request.headers.get("content-type") ?? "").includes("application/json");
  if (!isJson) return new URLSearchParams(text);
  const value = parseJson(text);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Problem(400, "malformed_json", "The body must be a JSON object.");
  return new URLSearchParams(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** Hands next-auth nothing that it answers with a 500. */
async function answer(request: Request, path: string[]): Promise<Response> {
  if (!isKnown(request.method, path)) throw notFound("path");
  // Anybody may post there, and each is a line of the log.
  const wait = path[0] === "_log" ? limitAddress("browser error", request.headers) : null;
  if (wait !== null) throw new Problem(429, "too_many_requests", "Too many errors were reported.", { retryAfterSeconds: wait });
  await forgetStrangeCallback();
  const url = new URL(request.url);
  if (!isOwn(url.searchParams.get("callbackUrl") ?? "/")) url.searchParams.delete("callbackUrl");
  if (!isCode(url.searchParams.get("error") ?? path[1] ?? "none")) url.searchParams.set("error", "Default");
  const init: { method: string; body?: URLSearchParams } = { method: request.method };
  if (request.method === "POST") {
    init.body = await readFields(request);
    if (!isOwn(init.body.get("callbackUrl") ?? "/")) init.body.delete("callbackUrl");
  }
  const context = { params: Promise.resolve({ nextauth: path }) };
  const response: Response = await NextAuth(new NextRequest(url, init) as never, context as never, authOptions());
  if (response.status === 400) throw new Problem(400, "bad_request", "This request is not one that signing in takes.");
  const email = path[0] === "callback" ? await readSignedInEmail(response) : null;
  if (email !== null) response.headers.append("set-cookie", knownBrowserCookie(email));
  return response;
}

const declaration = route({
  summary: "next-auth",
  scope: null,
  handle: ({ request, params }) => answer(request, params.nextauth as unknown as string[]),
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: declaration, POST: declaration });
