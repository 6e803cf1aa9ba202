import { expect, test } from "vitest";
import { drawBars } from "./sparkline";

const hours = [
  { from: "2026-11-22T00:00:00Z", sent: 0, failed: 0 },
  { from: "2026-11-22T01:00:00Z", sent: 10, failed: 0 },
  { from: "2026-11-22T02:00:00Z", sent: 5, failed: 5 },
  { from: "2026-11-22T03:00:00Z", sent: 2_000, failed: 1 },
];

test("an hour without deliveries has no bar, and a single failure among thousands can be seen", () => {
  const [sent, failed] = drawBars(hours);
  expect(sent?.bars).toHaveLength(3);
  expect(failed?.bars).toHaveLength(2);
  expect(Math.min(...(failed?.bars ?? []).map((bar) => bar.height))).toBeGreaterThan(1);
  for (const bar of [...(sent?.bars ?? []), ...(failed?.bars ?? [])]) {
    expect(bar.y).toBeGreaterThanOrEqual(0);
    expect(bar.y + bar.height).toBeLessThanOrEqual(24.01);
  }
});
