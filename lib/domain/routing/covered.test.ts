import { expect, test } from "vitest";
import { findCovered } from "./covered";
import type { SubscriptionShape } from "./subscription";

const subscription = (id: string, channel_ids: string[], destination_ids: string[], more: Partial<SubscriptionShape> = {}) =>
  ({ id, name: id, channel_ids, destination_ids, environment: null, enabled: true, ...more }) as SubscriptionShape;

const covered = (choice: Partial<Parameters<typeof findCovered>[0]>, others: SubscriptionShape[]) =>
  [...findCovered({ id: null, channel_ids: ["a", "b"], environment: null, ...choice }, ["x", "y"], others)].map(([id, by]) => [id, by.id]);

test("a destination is covered when another subscription brings it every alert of the choice", () => {
  expect(covered({}, [subscription("s", ["a", "b", "c"], ["x"])])).toEqual([["x", "s"]]);
  expect(covered({}, [subscription("s", ["a"], ["x"])])).toEqual([]);
  expect(covered({}, [subscription("s", ["a", "b"], ["z"])])).toEqual([]);
  expect(covered({ channel_ids: [] }, [subscription("s", ["a"], ["x"])])).toEqual([]);
});

test("a disabled one, one of another environment, and the one that is edited cover nothing", () => {
  const channels = ["a", "b"];
  expect(covered({}, [subscription("s", channels, ["x"], { enabled: false })])).toEqual([]);
  expect(covered({}, [subscription("s", channels, ["x"], { environment: "staging" })])).toEqual([]);
  expect(covered({ environment: "staging" }, [subscription("s", channels, ["x"], { environment: "staging" })])).toEqual([["x", "s"]]);
  expect(covered({ environment: "staging" }, [subscription("s", channels, ["x"])])).toEqual([["x", "s"]]);
  expect(covered({ id: "s" }, [subscription("s", channels, ["x"])])).toEqual([]);
});
