import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import { notFound, Problem } from "../domain/problem";
import { problemResponse } from "./route";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Of HTTP/1.1, RFC 9112 (3.2) asks for a 400 where it is missing or no host. */
const isHost = (text: string): boolean => /^[^\s/?#@\\]+$/.test(text) && URL.canParse(`http://${text}`);

/** What is answered with a bare 400 or 500 before any handler runs: a Host that is none, `OPTIONS *`, a path that does not decode, a method that nothing takes. */
function problemOf({ method = "", url = "", headers: { host } }: IncomingMessage): Problem | null {
  if (!isHost(host ?? "")) return badRequest();
  if (!methods.includes(method)) return new Problem(405, "method_not_allowed", `Nothing here takes ${method}.`);
  if (!url.startsWith("/") && !URL.canParse(url)) return notFound("path");
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return null;
  } catch {
    return notFound("path");
  }
}

/** 400 for a request whose URL, made of its target and its Host, is none. */
export const badRequest = (): Problem => new Problem(400, "bad_request", "The request's target and Host header make no URL.");

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
  if (!problem) return false;
  const requestId = randomUUID();
  const { status, headers } = problemResponse(problem, requestId);
  response.writeHead(status, { ...Object.fromEntries(headers), "x-request-id": requestId, connection: "close" });
  response.end(JSON.stringify(problem.toJson(requestId)));
  return true;
}
