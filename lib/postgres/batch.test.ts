import { expect, test } from "vitest";
import { newId } from "../domain/id";
import { accepting, batched } from "./batch";

const deadlock = () => Object.assign(new Error("deadlock detected"), { code: "40P01" });

/** A queue whose writes are these, one after the other; the last one is repeated. Tells of each what it was to write. */
function newQueue(...writes: (() => void)[]) {
  const written: number[][] = [];
  const accept = batched<number, number>({
    ...accepting,
    name: newId(),
    rowsOf: () => 1,
    ownerOf: String,
    write: async (items) => {
      written.push(items);
      await Promise.resolve();
      writes[Math.min(written.length, writes.length) - 1]?.();
      return items;
    },
  });
  return { accept, written };
}

const fine = () => {};
const fail = () => {
  throw deadlock();
};

test("whoever sends much waits behind itself: another's goes with the next batch", async () => {
  const written: string[][] = [];
  const accept = batched<string, void>({
    ...accepting,
    name: newId(),
    rowsOf: (item) => (item.startsWith("flood") ? 500 : 1),
    ownerOf: (item) => item.slice(0, 5),
    write: async (items) => {
      written.push(items);
      await new Promise((resolve) => setImmediate(resolve));
      return items.map(() => undefined);
    },
  });
  const flood = Array.from({ length: 9 }, (_, index) => accept(`flood${index}`));
  await Promise.all([...flood, accept("quiet1"), accept("quiet2")]);
  expect(written[0]).toEqual(["flood0", "quiet1"]);
  expect(written[1]).toEqual(["flood1", "quiet2"]);
  expect(written.flat().filter((item) => item.startsWith("flood"))).toEqual(Array.from({ length: 9 }, (_, index) => `flood${index}`));
});

test("a batch that another process's locks are in the way of is written again, as it was", async () => {
  const { accept, written } = newQueue(fail, fail, fine);
  expect(await Promise.all([1, 2, 3].map(accept))).toEqual([1, 2, 3]);
  expect(written).toEqual([
    [1, 2, 3],
    [1, 2, 3],
    [1, 2, 3],
  ]);
});

test("one that never gets through is told 503 after some tries; whoever waits behind it is written", async () => {
  const { accept, written } = newQueue(fail, fail, fail, fail, fine);
  const begun = accept(1);
  await Promise.resolve();
  const [first, second] = await Promise.allSettled([begun, accept(2)]);
  expect(first).toMatchObject({ status: "rejected", reason: { status: 503 } });
  expect(second).toMatchObject({ status: "fulfilled", value: 2 });
  expect(written.filter(([item]) => item === 1)).toHaveLength(4);
});

test("a database that is away is not asked again: everybody is told at once", async () => {
  const { accept, written } = newQueue(() => {
    throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  });
  for (const result of await Promise.allSettled([1, 2, 3].map(accept))) expect(result).toMatchObject({ reason: { status: 503 } });
  expect(written).toEqual([[1, 2, 3]]);
});

test("without a limit, calls wait their turn and are told what the database says", async () => {
  const failure = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  const call = batched<number, number>({
    name: newId(),
    rowsOf: () => 1,
    ownerOf: String,
    maxRows: 2,
    write: async (items) => {
      if (items.includes(3)) throw failure;
      return items;
    },
  });
  const results = await Promise.allSettled([1, 2, 3].map(call));
  expect(results).toEqual([
    { status: "fulfilled", value: 1 },
    { status: "fulfilled", value: 2 },
    { status: "rejected", reason: failure },
  ]);
});
