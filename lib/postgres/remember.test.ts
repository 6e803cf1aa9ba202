import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { newId } from "../domain/id";
import { remember } from "./remember";

test("who asks meanwhile and shortly after gets the same answer", async () => {
  const name = newId();
  let runs = 0;
  const ask = () => remember(name, 200, async () => ++runs);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  expect(await ask()).toBe(1);
  await setTimeout(250);
  expect(await ask()).toBe(2);
});

test("an answer that took long to find is given for longer", async () => {
  const name = newId();
  let runs = 0;
  const ask = () =>
    remember(name, 1, async () => {
      await setTimeout(100);
      return ++runs;
    });
  await ask();
  await setTimeout(200);
  expect(await ask()).toBe(1);
});

test("a failure is not remembered", async () => {
  const name = newId();
  const failing = () => remember(name, 60_000, () => Promise.reject(new Error("away")));
  await expect(Promise.all([failing(), failing()])).rejects.toThrow("away");
  expect(await remember(name, 1, async () => "there")).toBe("there");
});
