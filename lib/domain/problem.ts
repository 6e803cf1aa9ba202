/** One thing that is wrong with the input: where, and in words. */
export interface FieldError {
  /** `name`, `3.payload.run_id`, or the empty string for the whole body. */
  path: string;
  message: string;
}

const titles: Readonly<Record<number, string>> = {
  400: "Malformed request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  408: "Timed out",
  409: "Conflict",
  410: "Gone",
  412: "Precondition failed",
  413: "Too large",
  415: "Unsupported media type",
  422: "Invalid input",
  429: "Too many requests",
  431: "Too large",
  500: "Internal error",
  503: "Temporarily unavailable",
};

/** An answer that is not a success, as RFC 9457 shows it. Thrown anywhere below a route, which turns it into the response. */
export class Problem extends Error {
  readonly status: number;
  /** Stable, for programs: `invalid_input`, `not_found` … */
  readonly code: string;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  /** Further members of the answer, as RFC 9457 allows: `event_id` … */
  readonly members?: Readonly<Record<string, string>>;

  constructor(status: number, code: string, detail: string, more: Pick<Problem, "errors" | "retryAfterSeconds" | "members"> = {}) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = more.errors;
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.members = more.members;
  }

  /** The body of the response. */
  toJson(requestId: string) {
    return {
      type: "about:blank",
      title: titles[this.status] ?? "Error",
      status: this.status,
      detail: this.message,
      code: this.code,
      request_id: requestId,
      ...(this.errors ? { errors: this.errors } : {}),
      ...this.members,
    };
  }
}

/** 422 with every field that is wrong. */
export function invalid(errors: readonly FieldError[]): Problem {
  const first = errors[0];
  const detail = first ? `${first.path ? `${first.path}: ` : ""}${first.message}` : "The input is invalid.";
  return new Problem(422, "invalid_input", errors.length > 1 ? `${detail} (and ${errors.length - 1} more)` : detail, { errors });
}

/** 404, the same for an unknown id and for somebody else's. */
export const notFound = (noun: string): Problem => new Problem(404, "not_found", `There is no such ${noun}.`);

/** 503: nothing was committed; the same request can be sent again. */
export const unavailable = (): Problem =>
  new Problem(503, "unavailable", "The database did not commit this in time. Send it again; with an Idempotency-Key it counts once.", {
    retryAfterSeconds: 1,
  });

/** Whether something thrown is a Problem, also one of the other bundle in this process. */
export const isProblem = (error: unknown): error is Problem =>
  error instanceof Problem || (error instanceof Error && "status" in error && "toJson" in error);
