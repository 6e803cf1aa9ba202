import { setTimeout } from "node:timers/promises";
import { Problem } from "../domain/problem";
import { takeShare } from "./shares";

/** Searches that this process runs at once: each reads many rows and holds a connection, of ten that pages and deliveries need too. */
const searches = { all: 5, own: 2 };
/** Those that wait for it: a page asks for a list, its count and its names at once, and open pages ask whenever something happened. */
const line = { all: 200, own: 20 };
/** How long one waits in the line, in milliseconds, and between two looks. */
const patienceMs = 2_000;
const lookMs = 20;

/** Runs what reads many rows for an organization, after those that it runs already. Throws 429 when that takes too long. */
export async function limitSearches<T>({ organizationId }: { organizationId: string }, search: () => Promise<T>): Promise<T> {
  const finish = await takePlace(organizationId);
  if (!finish) throw new Problem(429, "too_many_searches", "Several searches are running already.", { retryAfterSeconds: 1 });
  try {
    return await search();
  } finally {
    finish();
  }
}

async function takePlace(organizationId: string): Promise<(() => void) | null> {
  const leave = takeShare("search line", organizationId, line);
  if (!leave) return null;
  try {
    for (const until = Date.now() + patienceMs; ; await setTimeout(lookMs)) {
      const finish = takeShare("searches", organizationId, searches);
      if (finish || Date.now() >= until) return finish;
    }
  } finally {
    leave();
  }
}
