import type { SendResult } from "../../destinations/kind";
import { mailOutcomes } from "../../destinations/mail-outcomes";
import { describeOutcome } from "../../domain/delivering/outcome";

/** What a code means for a mail, with what the provider said. */
export function mailResult(outcome: string, more: Partial<SendResult> = {}): SendResult {
  const error = describeOutcome(outcome, mailOutcomes).sentence;
  return { outcome, statusCode: null, error, responseExcerpt: null, retryAt: null, pause: false, ...more };
}
