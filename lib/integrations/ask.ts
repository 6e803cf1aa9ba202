import type { HttpRequest } from "../domain/delivering/http-exchange";
import { describeOutcome, httpOutcome } from "../domain/delivering/outcome";
import { maxRetryAfterMs, parseRetryAfter } from "../domain/delivering/retry-after";
import { parseExactly } from "../domain/json";
import { redact } from "../domain/redact";
import type { ToolIo, ToolResult } from "./integration";
import { cut } from "./shape";

interface Question extends Omit<HttpRequest, "url"> {
  /** Below the tool's base URL. */
  path: string;
  /** The tool's name, for the words. */
  label: string;
  /** What mends a status, where the tool means something else by it than most. */
  fixes?: Readonly<Record<number, string>>;
}

/** Asks a tool one thing and resolves with the JSON of its answer, or with what went wrong in words and what mends it. Never throws. */
export async function ask<Value = unknown>(io: ToolIo, { path, label, fixes, ...request }: Question): Promise<ToolResult<Value>> {
  const answer = await io.http({ ...request, url: `${io.baseUrl.replace(/\/$/, "")}${path}` });
  if (!answer.ok) {
    const error = `${label} could not be asked. ${answer.error}`;
    return { ok: false, outcome: answer.outcome, statusCode: null, error, fix: fixOf(null, label), retryAt: null };
  }
  const { headers, body } = answer;
  if (answer.isCut && answer.status < 300) {
    const error = `${label} began to answer, and the connection broke.`;
    return { ok: false, outcome: "reset_after_send", statusCode: answer.status, error, fix: fixOf(null, label), retryAt: null };
  }
  // GitHub says 403, Linear 400 with a code.
  const isLimited =
    (answer.status === 403 && headers["x-ratelimit-remaining"] === "0") || (answer.status === 400 && body.includes('"RATELIMITED"'));
  const status = isLimited ? 429 : answer.status;
  if (status >= 200 && status < 300) return read<Value>(body, status, label);
  return {
    ok: false,
    outcome: httpOutcome(status),
    statusCode: answer.status,
    error: sayStatus(status, label, redact(body, keysOf(request.headers))),
    fix: fixes?.[status] ?? fixOf(status, label),
    retryAt: readRetryAt(headers, status, Date.now()),
  };
}

function read<Value>(body: string, status: number, label: string): ToolResult<Value> {
  try {
    return { ok: true, value: parseExactly(body) as Value };
  } catch {
    const error = `${label} answered something that is not JSON.`;
    const fix = `Something between here and ${label} answers in its place: a proxy, or an address that is not ${label}'s.`;
    return { ok: false, outcome: "unexpected_answer", statusCode: status, error, fix, retryAt: null };
  }
}

/** Where tools say when a limit ends. */
const resets = ["ratelimit-reset", "x-ratelimit-reset", "x-sentry-rate-limit-reset", "x-ratelimit-requests-reset"];

/**
 * When the tool may be asked again: by `Retry-After`, else by the header that each has for it (read 2026-11-22).
 * - PagerDuty, `ratelimit-reset`, seconds left: https://support.pagerduty.com/docs/rest-api-rate-limits
 * - Datadog, `x-ratelimit-reset`, seconds left: https://docs.datadoghq.com/api/latest/rate-limits
 * - GitHub, `x-ratelimit-reset`, epoch seconds: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 * - Sentry, `x-sentry-rate-limit-reset`, epoch seconds: https://docs.sentry.io/api/ratelimits
 * - Linear, `x-ratelimit-requests-reset`: an epoch, which clients in public repositories take for seconds or for milliseconds; Linear's own
 *   page on it could not be read. The size of the number tells.
 */
function readRetryAt(headers: Record<string, string>, status: number, now: number): number | null {
  const asked = parseRetryAfter(headers["retry-after"], now);
  if (asked !== null || status !== 429) return asked;
  const reset = Number(resets.map((name) => headers[name]).find((value) => value !== undefined) ?? Number.NaN);
  if (!Number.isFinite(reset) || reset <= 0) return null;
  const at = reset > 1_000_000_000_000 ? reset : reset > 1_000_000_000 ? reset * 1000 : now + reset * 1000;
  return Math.min(Math.max(at, now), now + maxRetryAfterMs);
}

function sayStatus(status: number, label: string, body: string): string {
  if (status === 401 || status === 403) return `${label} refused the API key (${status}).`;
  if (status === 404) return `${label} knows nothing of this (404).`;
  if (status === 429) return `${label} asks for a pause: too many requests (429).`;
  if (status >= 500) return `${label} failed (${status}).`;
  if (status < 400) return `${label} answered with a redirect (${status}), which is not followed.`;
  const said = readMessage(body);
  return said ? `${label} answered ${status}: ${said}` : `${label} answered ${status}.`;
}

/** What a tool says in its own words: `errors[0]`, `error` or `message`, each a text or with a `message`. */
function readMessage(body: string): string | null {
  try {
    const { errors, error, message } = JSON.parse(body) as Record<string, unknown>;
    const said = [Array.isArray(errors) ? errors[0] : null, error, message]
      .map((one) => (typeof one === "object" && one !== null && "message" in one ? one.message : one))
      .find((one) => typeof one === "string" && one !== "");
    return typeof said === "string" ? cut(said, 200) : null;
  } catch {
    return null;
  }
}

/** What must not be repeated of a request: the key, also as part of a header. */
export const keysOf = (headers: Record<string, string>): string[] =>
  [headers.authorization, headers["dd-api-key"]]
    .flatMap((value) => [value ?? "", ...(value ?? "").split(/[ =]/)])
    .filter((key) => key.length >= 8);

function fixOf(status: number | null, label: string): string | null {
  if (status === null) return `See whether ${label} can be reached from this machine.`;
  if (status === 401) return `Make a new key in ${label} and replace the one here.`;
  if (status === 403) return `Give the key the right to read, in ${label}, or replace it.`;
  if (status === 404) return `See whether it still exists in ${label}, and whether the key may see it.`;
  if (status === 429 || status >= 500) return `Nothing to do here: Hotline asks ${label} again later.`;
  return describeOutcome(httpOutcome(status)).class === "suspect" ? `See whether the address is ${label}'s own.` : null;
}
