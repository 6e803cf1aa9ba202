import { expect, test } from "vitest";
import { findNames } from "./find-names";

const names = [
  { name: "deploy:failed", count: 4 },
  { name: "run:failed", count: 9 },
  { name: "Failed:login", count: 1 },
  { name: "deploy:failed", count: 7 },
  ...Array.from({ length: 20 }, (_, index) => ({ name: `noise:${index}`, count: 1 })),
];

test.each([
  ["fail", ["Failed:login 1", "deploy:failed 11", "run:failed 9"]],
  [" DEPLOY", ["deploy:failed 11"]],
  ["nothing of the kind", []],
  ["run:failed", []],
])("%j offers %j", (typed, offered) => {
  expect(findNames(names, typed).map(({ name, count }) => `${name} ${count}`)).toEqual(offered);
});

test("not more than eight are offered", () => {
  expect(findNames(names, "")).toHaveLength(8);
});
