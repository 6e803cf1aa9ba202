import { oncePerProcess } from "../once-per-process";
/** Answers by name. */
export const remembered = oncePerProcess<Map<string, { until: number; answer: Promise<unknown> }>>("remembered", () => new Map());

/** What took long to find is given for so many times as long: asking all the time keeps a connection busy for a sixth of it. */
const timesAsLong = 5;

/**
 * What `work` answered to `name` within the last `ms` milliseconds, or longer when it took long, else what it answers now: who asks
 * meanwhile waits for the same answer. A failure is not remembered.
 */
export async function remember<T>(name: string, ms: number, work: () => Promise<T>): Promise<T> {
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
    entry.until = found + Math.max(ms, timesAsLong * (found - now));
    return answer;
  } catch (error) {
    answers.delete(name);
    throw error;
  }
}
