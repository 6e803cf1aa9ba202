import { expect, test } from "vitest";
import type { MomentShape } from "@/lib/domain/moments/moment";
import { dayOf, groupDays, sayDay } from "./group-days";

const at = (time: string) => ({ created_at: new Date(time).toISOString() }) as MomentShape;

test("moments stand under the reader's own days, in the order that they came in", () => {
  const moments = [at("2026-11-22T09:00:00"), at("2026-11-22T00:00:00"), at("2026-11-21T23:59:59")];
  expect(groupDays(moments)).toEqual([
    { date: "2026-11-22", moments: moments.slice(0, 2) },
    { date: "2026-11-21", moments: moments.slice(2) },
  ]);
  expect(groupDays([])).toEqual([]);
});

test("days near now have names, and others their date", () => {
  const now = Date.parse("2026-03-30T00:30:00");
  expect(sayDay(dayOf(now), now)).toBe("Today");
  expect(sayDay("2026-03-29", now)).toBe("Yesterday");
  expect(sayDay("2026-03-28", now)).toMatch(/Saturday.*28/);
  expect(sayDay("2025-12-31", now)).toMatch(/2025/);
});
