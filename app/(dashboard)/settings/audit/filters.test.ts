import { expect, test } from "vitest";
import { toApiQuery } from "./filters";

test("days become the instants at which they begin and end for the reader", () => {
  const params = new URLSearchParams(toApiQuery({ actor: "hotline", from: "2026-11-20", to: "2026-11-20" }));
  expect(params.get("actor")).toBe("hotline");
  const from = new Date(params.get("from") ?? "");
  expect([from.getDate(), from.getHours()]).toEqual([20, 0]);
  expect(Date.parse(params.get("to") ?? "") - from.getTime()).toBe(86_400_000 - 1);
});

test("a day that is none is left out", () => {
  expect(toApiQuery({ from: "yesterday" })).toBe("");
});
