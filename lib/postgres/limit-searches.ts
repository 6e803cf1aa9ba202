import { Problem } from "../domain/problem";
import { oncePerProcess } from "../once-per-process";

/** Searches that this process runs at once: each reads many rows, and pages and deliveries want the database too. */
const maxSearches = 3;

const searches = oncePerProcess("searches", () => ({ running: 0 }));

/** Runs what reads many rows. Throws 429 while too many such are running. */
export async function limitSearches<T>(search: () => Promise<T>): Promise<T> {
  if (searches().running >= maxSearches)
    throw new Problem(429, "too_many_searches", "Several searches are running already.", { retryAfterSeconds: 1 });
  searches().running++;
  try {
    return await search();
  } finally {
    searches().running--;
  }
}
