const key = Symbol.for("hotline.remembered");
const store = globalThis as unknown as { [key]?: Map<string, { until: number; answer: Promise<unknown> }> };

/** What `work` answered to `name` within the last `ms` milliseconds, else what it answers now: who asks meanwhile waits for the same answer. */
export async function remember<T>(name: string, ms: number, work: () => Promise<T>): Promise<T> {
  store[key] ??= new Map();
  const answers = store[key];
  const now = Date.now();
  const known = answers.get(name);
  if (known && known.until > now) return known.answer as Promise<T>;
  for (const [other, { until }] of answers) if (until <= now) answers.delete(other);
  const entry = { until: Number.POSITIVE_INFINITY, answer: work() };
  answers.set(name, entry);
  try {
    return await entry.answer;
  } finally {
    entry.until = Date.now() + ms;
  }
}
