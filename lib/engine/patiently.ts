import { isUnavailable } from "../postgres/errors";

/** How long the database is waited for, in milliseconds: longer than any lease, so that whatever this would have held is free by then. */
const patienceMs = 60_000;

/**
 * Repeats `work` while the database is unavailable, so that an answer that came is not lost with the connection, and whatever waits goes on within
 * a second or two of its return. `onFailure` is told each time: what was asked may have been done all the same, and its answer lost.
 */
export async function patiently<T>(work: () => Promise<T>, onFailure = () => {}): Promise<T> {
  const until = Date.now() + patienceMs;
  for (let pause = 50; ; pause = Math.min(1_000, pause * 2)) {
    try {
      return await work();
    } catch (error) {
      if (!isUnavailable(error) || Date.now() + pause > until) throw error;
      onFailure();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
