/** Asks again until the answer fits, at most for `timeoutMs`. */
export async function until<T>(ask: () => Promise<T>, predicate: (value: T) => boolean, timeoutMs = 60_000): Promise<T> {
  for (const end = Date.now() + timeoutMs; ; ) {
    const value = await ask();
    if (predicate(value)) return value;
    if (Date.now() > end) throw new Error(`not within ${timeoutMs} ms: ${JSON.stringify(value).slice(0, 2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
