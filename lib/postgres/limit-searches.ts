import { Problem } from "../domain/problem";

/** Searches that this process runs at once: each reads many rows, and pages and deliveries want the database too. */
const maxSearches = 3;

const key = Symbol.for("hotline.searches");
const store = globalThis as unknown as { [key]?: number };

/** Runs what reads many rows. Throws 429 while too many such are running. */
export async function limitSearches<T>(search: () => Promise<T>): Promise<T> {
  const running = store[key] ?? 0;
  if (running >= maxSearches)
    throw new Problem(429, "too_many_searches", "Several searches are running already.", { retryAfterSeconds: 1 });
  store[key] = running + 1;
  try {
    return await search();
  } finally {
    store[key] = (store[key] ?? 1) - 1;
  }
}
