import { isUnavailable } from "../postgres/errors";

/** How long an answer from a receiver is held while the database is away: shorter than its lease, in milliseconds. */
const patienceMs = 12_000;

/** Repeats `write` while the database is unavailable, so that an answer that came is not lost with the connection. */
export async function patiently<T>(write: () => Promise<T>): Promise<T> {
  const until = Date.now() + patienceMs;
  for (let pause = 50; ; pause = Math.min(1_000, pause * 2)) {
    try {
      return await write();
    } catch (error) {
      if (!isUnavailable(error) || Date.now() + pause > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
