import { type NextRequest, NextResponse } from "next/server";
import { Problem } from "./lib/domain/problem";
import { isDocument, isProgramsPath, otherCase, problemResponse } from "./lib/http/problem-response";

/** The same address without a slash at its end; doubled ones would make another host of it. */
function withoutSlash(url: NextRequest["nextUrl"]): URL {
  const plain = new URL(url.href);
  plain.pathname = plain.pathname.replace(/\/{2,}/g, "/").replace(/(?<=.)\/$/, "");
  return plain;
}

const documentTakes = ["GET", "HEAD", "OPTIONS"];

/** The API's description is a file, which Next gives to GET and HEAD, and answers anything else with a 500. */
function answerDocument({ method }: NextRequest): Response {
  const requestId = crypto.randomUUID();
  const allow = documentTakes.join(", ");
  if (method === "OPTIONS") return new Response(null, { status: 204, headers: { allow, "x-request-id": requestId } });
  if (documentTakes.includes(method)) return NextResponse.next({ headers: { "x-request-id": requestId } });
  const response = problemResponse(new Problem(405, "method_not_allowed", "This path takes GET."), requestId);
  response.headers.set("allow", allow);
  return response;
}

/**
 * Gives each page a Content-Security-Policy with a fresh nonce, and an address without a slash at its end; what programs call in other letters is a
 * problem, not a page. It guards nothing else: authorization is in lib/data.
 */
export function proxy(request: NextRequest): Response {
  const { pathname, search } = request.nextUrl;
  const refused = otherCase(pathname);
  if (refused) return problemResponse(refused, crypto.randomUUID());
  if (isDocument(pathname)) return answerDocument(request);
  if (pathname.length > 1 && pathname.endsWith("/") && !isProgramsPath(pathname))
    return NextResponse.redirect(withoutSlash(request.nextUrl), 308);
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const development = process.env.NODE_ENV === "development";
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  // A layout cannot see its own path; sign-in comes back to it.
  headers.set("x-hotline-path", pathname + search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = { matcher: ["/((?!api/|moment/|metrics|_next/|icon.svg|vendor/).*)"] };
