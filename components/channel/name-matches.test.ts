import { expect, test } from "vitest";
import { compareMatches, countAlerts, matchSliced, seenIn } from "./name-matches";

const seen = (...names: string[]) => names.map((name) => ({ name, count: 1 }));
const entry = (name: string, environment: string | null, count: number) => ({
  name,
  environment,
  count,
  last_at: "2026-11-22T00:00:00.000Z",
});

test("the names of all environments are added up, those of one are its own; the most frequent come first", () => {
  const names = [entry("a", "production", 2), entry("b", null, 4), entry("a", "staging", 3), entry("c", "staging", 3)];
  expect(seenIn(names, null)).toEqual([
    { name: "a", count: 5 },
    { name: "b", count: 4 },
    { name: "c", count: 3 },
  ]);
  expect(seenIn(names, "staging").map(({ name }) => name)).toEqual(["a", "c"]);
  expect(seenIn(names, "nowhere")).toEqual([]);
});

test("a change says which names it gains and which it loses", () => {
  const { gained, lost } = compareMatches(seen("a", "b"), seen("b", "c", "d"));
  expect(gained.map(({ name }) => name)).toEqual(["c", "d"]);
  expect(lost.map(({ name }) => name)).toEqual(["a"]);
  expect(compareMatches(seen("a"), seen("a"))).toEqual({ gained: [], lost: [] });
  expect(
    countAlerts([
      { name: "a", count: 2 },
      { name: "b", count: 5 },
    ]),
  ).toBe(7);
});

test("matching lets the page go on in between, and stops when it is given up", async () => {
  const slow = (name: string) => {
    const until = performance.now() + 3;
    while (performance.now() < until);
    return name !== "b";
  };
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const all = await matchSliced(slow, seen("a", "b", "c", "d", "e", "f", "g", "h", "i"), new AbortController().signal);
  clearInterval(timer);
  expect(all?.map(({ name }) => name)).toEqual(["a", "c", "d", "e", "f", "g", "h", "i"]);
  expect(turns).toBeGreaterThan(0);

  const given = new AbortController();
  const waiting = matchSliced(slow, seen("a", "b", "c", "d", "e", "f"), given.signal);
  given.abort();
  expect(await waiting).toBeNull();
});
