import { Problem } from "../domain/problem";

/** A problem as a response, with its request id. */
export function problemResponse(problem: Problem, requestId: string): Response {
  return new Response(JSON.stringify(problem.toJson(requestId)), {
    status: problem.status,
    headers: {
      "content-type": "application/problem+json; charset=utf-8",
      "cache-control": "no-store",
      "x-request-id": requestId,
      ...(problem.retryAfterSeconds ? { "retry-after": String(problem.retryAfterSeconds) } : {}),
      ...(problem.status === 401 ? { "www-authenticate": "Bearer" } : {}),
      // The rest of the body is not read, so nothing more can come over this connection.
      ...(problem.status === 413 ? { connection: "close" } : {}),
    },
  });
}

/** What programs call, as it is written. */
export const isProgramsPath = (path: string): boolean => /^\/((api|moment)(\/|$)|metrics\/?$)/.test(path);
/** The API's description, a file. */
export const isDocument = (path: string): boolean => /^\/openapi\.json\/?$/.test(path);
const isOfPrograms = (path: string): boolean => isProgramsPath(path) || isDocument(path);

/** 404 for what programs call in other letters: Next would answer with a page. */
export const otherCase = (path: string): Problem | null =>
  !isOfPrograms(path) && isOfPrograms(path.toLowerCase())
    ? new Problem(404, "not_found", "There is no such path: write it in lower case, like /api/v1/alerts.")
    : null;
