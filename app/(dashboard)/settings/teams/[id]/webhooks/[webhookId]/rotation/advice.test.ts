import { expect, test } from "vitest";
import type { WebhookCallersShape } from "@/lib/domain/moments/webhook";
import { adviceOf, sayUse } from "./advice";

const at = "2026-11-22T12:00:00.000Z";
const caller = (requests_24h: number, refused_expired = 0) => ({
  address: "203.0.113.7",
  user_agent: "curl/8.5.0",
  sources: [],
  count: 5,
  events: 5 - refused_expired,
  repeated: 0,
  refused_expired,
  refused_other: 0,
  requests_24h,
  first_at: at,
  last_at: at,
});
const callersOf = (...data: ReturnType<typeof caller>[]): WebhookCallersShape => {
  const requests_24h = data.reduce((sum, one) => sum + one.requests_24h, 0);
  return {
    data,
    refusals: [],
    requests_24h,
    last_request_at: at,
    quiet_since: requests_24h ? null : at,
    safe_to_expire: requests_24h === 0,
  };
};

test.each([
  ["soon", callersOf(caller(3)), "in-use"],
  ["later", callersOf(caller(0)), "safe"],
  ["live", callersOf(), "safe"],
  // It was used before it expired, and not since.
  ["expired", callersOf(caller(3)), "retired"],
  ["expired", callersOf(caller(3), caller(2, 2)), "refused"],
  // The last refusal is more than a day ago.
  ["expired", callersOf(caller(0, 2)), "retired"],
] as const)("an old token that is %s, by its callers: case %#", (standing, callers, advice) => {
  expect(adviceOf(standing, callers)).toBe(advice);
});

test("its use is said by who used it within the day", () => {
  expect(sayUse(callersOf(caller(1_200), caller(0)))).toBe("1,200 requests from 1 caller in the last 24 hours.");
});
