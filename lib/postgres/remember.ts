import { oncePerProcess } from "../once-per-process";
/** Answers by name. */
export const remembered = oncePerProcess<Map<string, { until: number; answer: Promise<unknown> }>>("remembered", () => new Map());

/** How long an answer is given again, in milliseconds: each page that is open asks whenever something happened. */
const shortestMs = 1_000;
/** An answer that took long to find is given again for so many times as long: whoever asks all the time keeps a connection busy for a sixth of it. */
const timesAsLong = 5;

/**
 * What `work` answered to `name` within the last second, or longer when it took long, else what it answers now: who asks meanwhile waits for the
 * same answer. A failure is not remembered.
 */
export async function remember<T>(name: string, work: () => Promise<T>): Promise<T> {
  const answers = remembered();
  const now = Date.now();
  const known = answers.get(name);
  if (known && known.until > now) return known.answer as Promise<T>;
  for (const [other, { until }] of answers) if (until <= now) answers.delete(other);
  const entry = { until: Number.POSITIVE_INFINITY, answer: work() };
  answers.set(name, entry);
  try {
    const answer = await entry.answer;
    const found = Date.now();
    entry.until = found + Math.max(shortestMs, timesAsLong * (found - now));
    return answer;
  } catch (error) {
    answers.delete(name);
    throw error;
  }
}
