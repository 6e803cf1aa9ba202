import type { HttpRequest } from "../domain/delivering/http-exchange";
import { describeOutcome, httpOutcome, type OutcomeInfo } from "../domain/delivering/outcome";
import { parseRetryAfter } from "../domain/delivering/retry-after";
import type { DestinationIo, SendResult } from "./kind";
import { excerpt } from "./redact";

/** Statuses whose `Retry-After` speaks for the whole receiver; with any other it delays the one delivery. */
const pausing = [429, 503];

interface Reading {
  /** The vendor's own outcomes. */
  outcomes: Readonly<Record<string, OutcomeInfo>>;
  /** What must not be kept of the answer. */
  secrets: readonly string[];
  /** The vendor's reading of an answer: a code, or null to go by the status. The body is null where it did not come whole. */
  judge?(status: number, body: string | null): string | null;
  /** How long a 429 without `Retry-After` pauses the destination. */
  pauseMs?: number;
}

/** Posts what `build` makes and says what became of it, in the shared taxonomy or the vendor's own words. Never throws. */
export async function sendHttp(io: DestinationIo, build: () => HttpRequest, reading: Reading): Promise<SendResult> {
  try {
    const answer = await io.http(build());
    if (!answer.ok) return { ...resultOf(answer.outcome, reading), cause: answer.cause };
    const { status, headers, body, isCut } = answer;
    if (!Number.isInteger(status)) throw new Error("the answer has no status");
    const outcome = reading.judge?.(status, isCut ? null : body) ?? httpOutcome(status);
    const result = { ...resultOf(outcome, reading), statusCode: status, responseExcerpt: excerpt(body, reading.secrets) };
    if (status < 300) return result;
    const fallback = status === 429 && reading.pauseMs ? io.now() + reading.pauseMs : null;
    const retryAt = parseRetryAfter(headers["retry-after"], io.now()) ?? fallback;
    return { ...result, retryAt, pause: retryAt !== null && pausing.includes(status) };
  } catch (cause) {
    return { ...resultOf("internal", reading), cause };
  }
}

/** The result that a code stands for, with its sentence and nothing else. */
export function resultOf(outcome: string, { outcomes }: Pick<Reading, "outcomes">): SendResult {
  const { sentence } = describeOutcome(outcome, outcomes);
  return { outcome, statusCode: null, error: sentence, responseExcerpt: null, retryAt: null, pause: false };
}
