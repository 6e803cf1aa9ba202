import { afterEach, expect, test, vi } from "vitest";
import { sayClock } from "../alert/clock";
import { sayAbsolute } from "../ui/relative-time";
import { sayMinute, sayTimeOfDay } from "./local-time";

afterEach(() => vi.unstubAllEnvs());

const ways: Record<string, (iso: string) => string> = {
  "to the minute": (iso) => sayTimeOfDay(iso, { hour: "2-digit", minute: "2-digit" }),
  "to the millisecond": sayClock,
  "with its date": (iso) => sayMinute(new Date(iso)),
  "in full": sayAbsolute,
};

test.each<[zone: string, first: string, second: string]>([
  ["Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"],
  ["America/New_York", "2026-11-01T05:00:00Z", "2026-11-01T06:00:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"],
  ["America/Sao_Paulo", "2019-02-17T01:59:59Z", "2019-02-17T02:59:59Z"],
])("in %s the two times that one clock shows are told apart, every way that a page says a time", (zone, first, second) => {
  vi.stubEnv("TZ", zone);
  expect(new Date(first).getHours()).toBe(new Date(second).getHours());
  for (const [name, say] of Object.entries(ways)) expect(say(first), name).not.toBe(say(second));
});

test.each([
  ["Europe/Berlin", "2026-10-24T23:59:59Z"],
  ["Europe/Berlin", "2026-10-25T02:00:00Z"],
  ["Europe/Berlin", "2026-03-29T00:59:00Z"],
  ["Europe/Berlin", "2026-03-29T01:00:00Z"],
  ["UTC", "2026-10-25T01:00:00Z"],
])("in %s at %s, which comes once, the zone goes without saying", (zone, iso) => {
  vi.stubEnv("TZ", zone);
  expect(sayTimeOfDay(iso, { hour: "2-digit", minute: "2-digit" })).toMatch(/^\d\d:\d\d$/);
  expect(sayClock(iso)).toMatch(/^\d\d:\d\d:\d\d\.000$/);
  expect(sayMinute(new Date(iso))).toMatch(/\d\d:\d\d$/);
});
