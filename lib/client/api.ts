import type { FieldError } from "../domain/problem";

/** An answer that is not a success, or none at all (`status` 0, `code` "unreachable"). `message` is a sentence for people. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[];
  readonly requestId: string | null;

  constructor(status: number, code: string, detail: string, errors: readonly FieldError[] = [], requestId: string | null = null) {
    super(detail);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.requestId = requestId;
  }
}

interface Call {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  /** The body as JSON text, in the place of `body`: what JSON.stringify would write otherwise stays. */
  text?: string;
  signal?: AbortSignal;
}

/** Calls the API as the person who is signed in. Resolves with the answer's text; throws ApiError. */
export async function callApi(
  path: string,
  { method = "GET", body, text: source = body === undefined ? undefined : JSON.stringify(body), signal }: Call = {},
): Promise<string> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal,
      // A deletion goes through when its page is left meanwhile.
      keepalive: method === "DELETE",
      credentials: "same-origin",
      headers: source === undefined ? {} : { "content-type": "application/json" },
      body: source,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, "unreachable", "Hotline cannot be reached at the moment.");
  }
  const text = await response.text();
  if (!response.ok) throw toError(response, text);
  return text;
}

/** The same, as JSON; undefined for an empty answer. */
export async function api<T>(path: string, call?: Call): Promise<T> {
  const text = await callApi(path, call);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

function toError(response: Response, text: string): ApiError {
  const fallback = `Hotline answered ${response.status}.`;
  const requestId = response.headers.get("x-request-id");
  try {
    const problem = JSON.parse(text) as { detail?: string; code?: string; errors?: FieldError[]; request_id?: string };
    return new ApiError(
      response.status,
      problem.code ?? "unknown",
      // The API's own words are for programs: they ask for a key.
      problem.code === "not_signed_in" ? "Your session has ended. Sign in again." : (problem.detail ?? fallback),
      problem.errors,
      problem.request_id ?? requestId,
    );
  } catch {
    return new ApiError(response.status, "unknown", fallback, [], requestId);
  }
}
