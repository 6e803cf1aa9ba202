import { email } from "../destinations/email";
import type { SendResult } from "../destinations/kind";
import { describeOutcome } from "../domain/outcome";

/** What a code means for a mail, with what the provider said. */
export function mailResult(outcome: string, more: Partial<SendResult> = {}): SendResult {
  const error = describeOutcome(outcome, email.outcomes).sentence;
  return { outcome, statusCode: null, error, responseExcerpt: null, retryAt: null, pause: false, ...more };
}
