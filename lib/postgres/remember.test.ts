import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newId } from "../domain/id";
import { remember } from "./remember";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

test("who asks meanwhile and within a second gets the same answer", async () => {
  const name = newId();
  let runs = 0;
  const ask = () => remember(name, async () => ++runs);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  vi.setSystemTime(Date.now() + 990);
  expect(await ask()).toBe(1);
  vi.setSystemTime(Date.now() + 20);
  expect(await ask()).toBe(2);
});

test("an answer that took long to find is given five times as long", async () => {
  const name = newId();
  let runs = 0;
  const ask = () =>
    remember(name, async () => {
      vi.setSystemTime(Date.now() + 2_000);
      return ++runs;
    });
  await ask();
  vi.setSystemTime(Date.now() + 9_900);
  expect(await ask()).toBe(1);
  vi.setSystemTime(Date.now() + 200);
  expect(await ask()).toBe(2);
});

test("a failure is not remembered", async () => {
  const name = newId();
  const failing = () => remember(name, () => Promise.reject(new Error("away")));
  await expect(Promise.all([failing(), failing()])).rejects.toThrow("away");
  expect(await remember(name, async () => "there")).toBe("there");
});
