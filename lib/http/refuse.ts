import { randomUUID } from "node:crypto";
import { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
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

const unreadable: Readonly<Record<string, () => Problem>> = {
  ERR_HTTP_REQUEST_TIMEOUT: () => new Problem(408, "timed_out", "The request did not arrive whole in time."),
  HPE_HEADER_OVERFLOW: () => new Problem(431, "too_large", "The request's headers are too large."),
};

/** Answers what Node cannot read as a request: bytes that are no HTTP, headers that are too large or never end. For a server's `clientError`. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  // Something of an earlier request's answer is on its way: more bytes would become a part of it.
  const isAnswering = (socket as { _httpMessage?: { headersSent?: boolean } })._httpMessage?.headersSent === true;
  if (!socket.writable || isAnswering || error.code === "ECONNRESET") return void socket.destroy();
  const problem = unreadable[error.code ?? ""]?.() ?? new Problem(400, "bad_request", "These bytes are no HTTP request.");
  const requestId = randomUUID();
  const body = JSON.stringify(problem.toJson(requestId));
  const headers = [
    ...problemResponse(problem, requestId).headers,
    ["content-length", String(Buffer.byteLength(body))],
    ["connection", "close"],
  ];
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${head}\r\n${body}`);
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
