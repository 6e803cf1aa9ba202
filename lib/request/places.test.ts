import { expect, test } from "vitest";
import { newId } from "../domain/id";
import { inPlace } from "./places";

test("an organization with a thousand things to do delays another's by no more than the places there are, each time", async () => {
  const places = { name: newId(), count: 4 };
  const order: string[] = [];
  let atOnce = 0;
  let most = 0;
  const work = (organization: string) =>
    inPlace(places, organization, async () => {
      order.push(organization);
      most = Math.max(most, ++atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      atOnce--;
    });
  const flood = Array.from({ length: 1_000 }, () => work("flood"));
  const quiet = [work("quiet"), work("quiet"), work("other")];
  await Promise.all([...flood, ...quiet]);
  expect(most).toBe(4);
  expect(order.flatMap((organization, index) => (organization === "flood" ? [] : [index]))).toEqual([5, 6, 8]);
  expect(order).toHaveLength(1_003);
});

test("a place is free again after what failed in it", async () => {
  const places = { name: newId(), count: 1 };
  const fail = () => inPlace(places, "a", () => Promise.reject(new Error("no")));
  await Promise.allSettled([fail(), fail(), fail()]);
  expect(await inPlace(places, "a", async () => "done")).toBe("done");
});
