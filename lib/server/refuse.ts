import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { notFound, Problem } from "../domain/problem";
import { problemResponse } from "./route";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** What Next's router answers with a bare 400 or 500 before any handler runs: a path that does not decode, a method that nothing takes. */
function problemOf(method: string, url: string): Problem | null {
  if (!methods.includes(method)) return new Problem(405, "method_not_allowed", `Nothing here takes ${method}.`);
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return null;
  } catch {
    return notFound("path");
  }
}

/** Answers such a request as a problem. False when the request is fine; then nothing was written. */
export function refuse(request: IncomingMessage, response: ServerResponse): boolean {
  const problem = problemOf(request.method ?? "", request.url ?? "");
  if (!problem) return false;
  const requestId = randomUUID();
  const { status, headers } = problemResponse(problem, requestId);
  response.writeHead(status, { ...Object.fromEntries(headers), "x-request-id": requestId, connection: "close" });
  response.end(JSON.stringify(problem.toJson(requestId)));
  return true;
}
