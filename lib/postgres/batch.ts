import { setTimeout as wait } from "node:timers/promises";
import { unavailable } from "../domain/problem";
import { oncePerProcess } from "../once-per-process";
import { isConflict, isUnavailable } from "./errors";

/** How often a batch is written again that Postgres ended for the sake of another process's. */
const maxAgain = 3;

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
  /** Most rows in one statement. */
  maxRows: number;
  /** How long a batch waits for more before it is written, in milliseconds, for what nobody waits for. */
  gatherMs?: number;
  /** How long a call may take before it rejects with 503, in milliseconds; without it, a call waits, and rejects with what the database says. */
  withinMs?: number;
  /** Commits these items together, within `timeoutMs`; one result each, in their order. */
  write(items: Item[], timeoutMs: number): Promise<Result[]>;
}

/** Of those whose callers wait for an answer (POLICY: within 2 s). */
export const accepting = { maxRows: 1_000, withinMs: 1_600 } as const;

/**
 * A function whose concurrent calls share one statement: a batch is whatever arrived while the last one was being written. A batch that
 * fails is repeated item by item, so that one caller's never fails another's; one that Postgres ended for the sake of another process's is
 * written again as it is. When the database cannot commit, calls reject, and can be made again.
 */
export function batched<Item, Result>(of: Batched<Item, Result>): (item: Item) => Promise<Result> {
  const { name, rowsOf, ownerOf, maxRows, gatherMs, withinMs = Number.POSITIVE_INFINITY, write } = of;
  const shared = oncePerProcess<Queue<Item, Result>>(name, () => ({ waiting: [], busy: false }));
  const timeLeft = (since: number) => Math.max(200, withinMs - (Date.now() - since));
  /** What a caller is told of a database that cannot commit. */
  const tell = (error: unknown) => (withinMs < Number.POSITIVE_INFINITY && isUnavailable(error) ? unavailable() : error);

  async function drain(queue: Queue<Item, Result>): Promise<void> {
    while (queue.waiting.length > 0) {
      // Calls of the same moment go together.
      await (gatherMs === undefined ? Promise.resolve() : wait(gatherMs));
      const batch = takeBatch(queue.waiting);
      try {
        const results = await writeUntilThrough(batch);
        for (const [index, entry] of batch.entries()) entry.resolve(results[index] as Result);
      } catch (error) {
        if (isConflict(error)) for (const entry of batch) entry.reject(tell(error));
        else if (isUnavailable(error)) {
          // Whoever waits behind would wait as long again: everyone is told now.
          for (const entry of [...batch, ...queue.waiting.splice(0)]) entry.reject(tell(error));
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
        if (!isConflict(error) || again === maxAgain || Date.now() - since > withinMs) throw error;
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
        if (Date.now() - entry.since > withinMs) throw unavailable();
        const [result] = await writeUntilThrough([entry]);
        entry.resolve(result as Result);
      } catch (error) {
        entry.reject(tell(error));
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
