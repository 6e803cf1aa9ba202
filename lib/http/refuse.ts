import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import { notFound, Problem } from "../domain/problem";
import { isProgramsPath, otherCase, problemResponse } from "./problem-response";
import { refusedMethodHeader } from "./route";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Of HTTP/1.1, RFC 9112 (3.2) asks for a 400 where it is missing or no host. */
const isHost = (text: string): boolean => /^[^\s/?#@\\]+$/.test(text) && URL.canParse(`http://${text}`);

/** What is answered with a bare 400 or 500 before any handler runs: a Host that is none, `OPTIONS *`, a path that does not decode, a method that nothing takes. */
function problemOf({ method = "", url = "", headers: { host } }: IncomingMessage): Problem | null {
  if (!isHost(host ?? "")) return badRequest();
  if (!url.startsWith("/") && !URL.canParse(url)) return notFound("path");
  const path = url.split("?", 1)[0] ?? "";
  if (!methods.includes(method) && !isProgramsPath(path)) return new Problem(405, "method_not_allowed", `Nothing here takes ${method}.`);
  try {
    decodeURIComponent(path);
    return otherCase(path);
  } catch {
    return notFound("path");
  }
}

/** 400 for a request whose URL, made of its target and its Host, is none. */
export const badRequest = (): Problem => new Problem(400, "bad_request", "The request's target and Host header make no URL.");

/** A method that Next does not know becomes an OPTIONS: the path's handler says which methods it takes. */
function handOnMethod(request: IncomingMessage): void {
  delete request.headers[refusedMethodHeader];
  if (methods.includes(request.method ?? "")) return;
  request.headers[refusedMethodHeader] = request.method;
  request.method = "OPTIONS";
}

/** Next's pages answer 500 to a state of their router that they cannot read; without one they answer with the whole page. */
function dropUnreadableState(headers: IncomingHttpHeaders): void {
  try {
    parseAndValidateFlightRouterState(headers["next-router-state-tree"]);
  } catch {
    delete headers["next-router-state-tree"];
  }
}

/**
 * Answers a request as a problem that the code behind would answer with less. False when the request is fine; then nothing was written,
 * and its headers are ones that can be read.
 */
export function refuse(request: IncomingMessage, response: ServerResponse): boolean {
  // HTTP/1.0 has no Host.
  if (request.httpVersion === "1.0") request.headers.host ??= "localhost";
  dropUnreadableState(request.headers);
  const problem = problemOf(request);
  if (!problem) {
    handOnMethod(request);
    return false;
  }
  const requestId = randomUUID();
  const { status, headers } = problemResponse(problem, requestId);
  response.writeHead(status, { ...Object.fromEntries(headers), ...(status === 405 ? { allow: "GET, HEAD" } : {}), connection: "close" });
  response.end(JSON.stringify(problem.toJson(requestId)));
  return true;
}
