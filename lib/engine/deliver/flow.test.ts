import { expect, test } from "vitest";
import { quietFlow } from "../../domain/delivering/flow";
import { readFlow } from "./flow";

test("a flow survives being stored", () => {
  const flow = { ...quietFlow, failuresInRow: 3, lastFailed: "d1", paceAt: 7, refused: [{ alert: "a1", at: 5 }], lastSuccessAt: 9 };
  expect(readFlow(JSON.parse(JSON.stringify(flow)))).toEqual(flow);
});

test("a flow from before successes were remembered keeps the rest of what it knows", () => {
  const { lastSuccessAt: _, ...earlier } = { ...quietFlow, failuresInRow: 3, openUntil: 5_000, openSeconds: 60 };
  expect(readFlow(earlier)).toEqual({ ...earlier, lastSuccessAt: null });
});

test("a part of a flow is kept, the rest is as of a quiet one", () => {
  expect(readFlow({ pausedUntil: 5, untold: true })).toEqual({ ...quietFlow, pausedUntil: 5 });
});

test("what is no flow is a quiet one", () => {
  for (const value of [undefined, null, {}, { failuresInRow: "3" }]) expect(readFlow(value)).toEqual(quietFlow);
});
