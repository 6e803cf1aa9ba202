import { describe, expect, test } from "vitest";
import { maxRetryAfterMs, parseRetryAfter } from "./retry-after";

const now = Date.UTC(2026, 2, 1, 12, 0, 0);
const at = (hours: number, minutes: number, seconds: number) => Date.UTC(2026, 2, 1, hours, minutes, seconds);

describe("parseRetryAfter", () => {
  test.each([
    ["seconds", "120", now + 120_000],
    ["no seconds", "0", now],
    ["spaces around", " 5 ", now + 5_000],
    ["a fraction, rounded up to the millisecond", "1.5", now + 1_500],
    ["IMF-fixdate", "Sun, 01 Mar 2026 12:30:05 GMT", at(12, 30, 5)],
    ["RFC 850", "Sunday, 01-Mar-26 12:30:05 GMT", at(12, 30, 5)],
    ["asctime", "Sun Mar  1 12:30:05 2026", at(12, 30, 5)],
    ["a past date is now: nothing is ever sent before the present", "Sun, 06 Nov 1994 08:49:37 GMT", now],
    ["a two-digit year over 50 years ahead is past", "Sunday, 06-Nov-94 08:49:37 GMT", now],
    ["of two headers, the later one", "90, 5", now + 90_000],
    ["of two headers, the later one, a date", "5, Sun, 01 Mar 2026 12:30:05 GMT", at(12, 30, 5)],
    ["of two dates, the later one", "Sunday, 01-Mar-26 12:30:05 GMT, Sun, 01 Mar 2026 12:10:00 GMT", at(12, 30, 5)],
    ["what can be read of several", "soon, 7", now + 7_000],
    ["at most a day, in seconds", "9999999999999999999999", now + maxRetryAfterMs],
    ["at most a day, as a date", "Fri, 01 Jan 2100 00:00:00 GMT", now + maxRetryAfterMs],
  ])("%s", (_title, value, expected) => expect(parseRetryAfter(value, now)).toBe(expected));

  test.each([
    [undefined],
    [null],
    [""],
    ["soon"],
    ["-5"],
    ["1e3"],
    ["0x10"],
    ["5 seconds"],
    ["2026-03-01T12:30:05Z"],
    ["Sun, 31 Feb 2026 12:30:05 GMT"],
    ["Sun, 01 Foo 2026 12:30:05 GMT"],
    ["Sun, 01 Mar 2026 25:00:00 GMT"],
    ["Sun, 01 Mar 2026 12:30:05 CET"],
  ])("says nothing of %j", (value) => expect(parseRetryAfter(value, now)).toBeNull());
});
