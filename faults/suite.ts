/** How much is tried: `small` for each change, `full` for the figures that are published. */
export type Size = "small" | "full";

/** What a suite may use. */
export interface Given {
  size: Size;
  /** Numbers from 0 to 1, the same for the same seed. */
  random: () => number;
  say(line: string): void;
}

/** What came of it. */
export interface Found {
  /** Counts and measures, in the order in which they are shown. */
  figures: Record<string, number | string>;
  /** Each way in which the promise did not hold, in words; none when it held. */
  faults: string[];
}

/** One promise of the product, and what tries to break it. */
export interface Suite {
  name: string;
  promise: string;
  /** It compares times, which what else runs on the machine changes: for `npm run faults` alone, never for a test. */
  isTimed?: true;
  /** It takes minutes also at its small size, or tools that may not be there: for `npm run faults` alone. */
  isLarge?: true;
  run(given: Given): Promise<Found>;
}

/** Numbers from 0 to 1, the same in each run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const pick = <Item>(random: () => number, from: readonly Item[]): Item => from[Math.floor(random() * from.length)] as Item;

/** Collects faults: all are counted, the first few of a sort are kept. */
export function newFaults(mostOfASort = 5) {
  const counts = new Map<string, number>();
  const faults: string[] = [];
  return {
    faults,
    add(sort: string, detail: string) {
      const count = (counts.get(sort) ?? 0) + 1;
      counts.set(sort, count);
      if (count <= mostOfASort) faults.push(`${sort}: ${detail}`);
      else if (count === mostOfASort + 1) faults.push(`${sort}: and more`);
    },
    /** Adds one for each item. */
    all(sort: string, items: readonly string[]) {
      for (const item of items) this.add(sort, item);
    },
  };
}
