/** What a vendor received, oldest first, with a way to wait for more. */
export interface Log<Entry> {
  entries: Entry[];
  add(entry: Entry): void;
  /** Resolves as soon as the predicate holds of what was received; rejects after `timeoutMs` and says what there is. */
  waitFor(predicate: (entries: Entry[]) => boolean, timeoutMs?: number): Promise<Entry[]>;
}

/** For what never comes. */
const defaultTimeoutMs = 60_000;

/** A log that keeps the newest `max` entries. */
export function createLog<Entry>(describe: (entry: Entry) => string, max = Number.POSITIVE_INFINITY): Log<Entry> {
  const entries: Entry[] = [];
  const waiting = new Set<() => void>();
  return {
    entries,
    add(entry) {
      entries.push(entry);
      if (entries.length > max) entries.shift();
      for (const look of waiting) look();
    },
    waitFor: (predicate, timeoutMs = defaultTimeoutMs) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!predicate(entries)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve([...entries]);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          const seen = entries.slice(-20).map(describe).join("\n  ");
          reject(new Error(`Not within ${timeoutMs} ms. Received ${entries.length}:\n  ${seen}`));
        }, timeoutMs);
        waiting.add(look);
        look();
      }),
  };
}
