import { unavailable } from "../domain/problem";
import { oncePerProcess } from "../once-per-process";
import { isConflict, isUnavailable } from "./errors";

/** Longest that accepting may take before the caller is told 503, in milliseconds (POLICY: within 2 s). */
const acceptMs = 1_600;
/** How often a batch is written again that Postgres ended for the sake of another process's. */
const maxAgain = 3;
/** Most rows in one statement. */
const maxRows = 1_000;

interface Waiting<Item, Result> {
  item: Item;
  since: number;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

interface Queue<Item, Result> {
  waiting: Waiting<Item, Result>[];
  busy: boolean;
}

interface Batched<Item, Result> {
  /** One queue a process under this name, also where the code is in it twice. */
  name: string;
  rowsOf(item: Item): number;
  /** Whose it is: organizations take turns. */
  ownerOf(item: Item): string;
  /** Commits these items together, within `timeoutMs`; one result each, in their order. */
  write(items: Item[], timeoutMs: number): Promise<Result[]>;
}

const timeLeft = (since: number) => Math.max(200, acceptMs - (Date.now() - since));

/**
 * A function whose concurrent calls share one statement: a batch is whatever arrived while the last one was being written. A batch that
 * fails is repeated item by item, so that one caller's never fails another's; one that Postgres ended for the sake of another process's is
 * written again as it is. Calls reject with 503 within 2 s when the database cannot
 * commit; the same call can be made again.
 */
export function batched<Item, Result>({ name, rowsOf, ownerOf, write }: Batched<Item, Result>): (item: Item) => Promise<Result> {
  const shared = oncePerProcess<Queue<Item, Result>>(name, () => ({ waiting: [], busy: false }));

  async function drain(queue: Queue<Item, Result>): Promise<void> {
    while (queue.waiting.length > 0) {
      const batch = takeBatch(queue.waiting);
      try {
        const results = await writeUntilThrough(batch);
        for (const [index, entry] of batch.entries()) entry.resolve(results[index] as Result);
      } catch (error) {
        if (isConflict(error)) for (const entry of batch) entry.reject(unavailable());
        else if (isUnavailable(error)) {
          // Whoever waits behind would wait as long again: everyone is told now.
          for (const entry of [...batch, ...queue.waiting.splice(0)]) entry.reject(unavailable());
        } else if (batch.length === 1) batch[0]?.reject(error);
        else await writeOneByOne(batch);
      }
    }
    // In the same turn as the last look at the queue, so that nobody waits behind a loop that has ended.
    queue.busy = false;
  }

  async function writeUntilThrough(batch: Waiting<Item, Result>[]): Promise<Result[]> {
    const since = batch[0]?.since ?? Date.now();
    for (let again = 0; ; again++) {
      try {
        return await write(
          batch.map(({ item }) => item),
          timeLeft(since),
        );
      } catch (error) {
        if (!isConflict(error) || again === maxAgain || Date.now() - since > acceptMs) throw error;
      }
    }
  }

  function takeBatch(waiting: Waiting<Item, Result>[]): Waiting<Item, Result>[] {
    const inTurn = byTurn(waiting);
    let rows = 0;
    let count = 0;
    for (const { item } of inTurn) {
      if (count > 0 && rows + rowsOf(item) > maxRows) break;
      rows += rowsOf(item);
      count++;
    }
    const batch = new Set(inTurn.slice(0, count));
    waiting.splice(0, waiting.length, ...waiting.filter((entry) => !batch.has(entry)));
    return [...batch];
  }

  /** The oldest of everybody first, then the next of everybody: who sends much waits behind itself. */
  function byTurn(waiting: readonly Waiting<Item, Result>[]): Waiting<Item, Result>[] {
    const turns = new Map<string, number>();
    const placed = waiting.map((entry) => {
      const owner = ownerOf(entry.item);
      const turn = turns.get(owner) ?? 0;
      turns.set(owner, turn + 1);
      return { entry, turn };
    });
    if (turns.size > 1) placed.sort((one, other) => one.turn - other.turn);
    return placed.map(({ entry }) => entry);
  }

  async function writeOneByOne(batch: Waiting<Item, Result>[]): Promise<void> {
    for (const entry of batch) {
      try {
        if (Date.now() - entry.since > acceptMs) throw unavailable();
        const [result] = await writeUntilThrough([entry]);
        entry.resolve(result as Result);
      } catch (error) {
        entry.reject(isUnavailable(error) ? unavailable() : error);
      }
    }
  }

  return (item) => {
    const queue = shared();
    return new Promise((resolve, reject) => {
      queue.waiting.push({ item, since: Date.now(), resolve, reject });
      if (queue.busy) return;
      queue.busy = true;
      void drain(queue);
    });
  };
}
