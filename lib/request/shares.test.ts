import { expect, test } from "vitest";
import { newId } from "../domain/id";
import { limitSearches } from "./limit-searches";
import { takeShare } from "./shares";

test("an organization takes its share and no more, all together take what there is, and a place is free again once", () => {
  const [what, share] = [newId(), { all: 3, own: 2 }];
  const first = takeShare(what, "a", share);
  expect(takeShare(what, "a", share)).not.toBeNull();
  expect(takeShare(what, "a", share)).toBeNull();
  expect(takeShare(what, "b", share)).not.toBeNull();
  expect(takeShare(what, "c", share)).toBeNull();
  expect(takeShare(newId(), "a", share)).not.toBeNull();
  first?.();
  first?.();
  expect(takeShare(what, "c", share)).not.toBeNull();
  expect(takeShare(what, "b", share)).toBeNull();
});

test("an organization's searches wait for its own, and nobody else's wait for them", async () => {
  const [many, one] = [{ organizationId: newId() }, { organizationId: newId() }];
  const running: (() => void)[] = [];
  const held = () => new Promise<string>((resolve) => running.push(() => resolve("found")));
  const searches = Array.from({ length: 4 }, () => limitSearches(many, held));
  expect(await limitSearches(one, async () => "at once")).toBe("at once");
  expect(running).toHaveLength(2);
  for (let ended = 0; ended < 4; ended++) {
    await expect.poll(() => running.length).toBeGreaterThan(0);
    running.shift()?.();
  }
  expect(await Promise.all(searches)).toEqual(Array(4).fill("found"));
});

test("whose line is too long is told to come again", async () => {
  const of = { organizationId: newId() };
  let end = () => {};
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  const searches = Array.from({ length: 22 }, () => limitSearches(of, () => held));
  await expect(limitSearches(of, () => held)).rejects.toMatchObject({ status: 429, code: "too_many_searches", retryAfterSeconds: 1 });
  end();
  await Promise.all(searches);
});
