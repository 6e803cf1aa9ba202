import type { IncomingHttpHeaders } from "node:http";
import { expect, test } from "vitest";
import { addressOf, isLoopback, readPeer, setPeer } from "./peer";

/** The headers as the routes see them, after `server.ts` has spoken for the address. */
function received(headers: IncomingHttpHeaders, address: string | undefined): Headers {
  setPeer(headers, address);
  return new Headers(headers as Record<string, string>);
}

test.each<[IncomingHttpHeaders, string | undefined, boolean, string]>([
  [{}, "127.0.0.1", true, "127.0.0.1"],
  [{}, "::ffff:127.0.0.1", true, "::ffff:127.0.0.1"],
  [{}, "::1", true, "::1"],
  [{}, "203.0.113.5", false, "203.0.113.5"],
  [{}, undefined, false, "unknown"],
  [{ "x-hotline-peer": "127.0.0.1" }, "203.0.113.5", false, "203.0.113.5"],
  [{ "x-forwarded-for": "127.0.0.1" }, "127.0.0.1", false, "127.0.0.1"],
  [{ "x-forwarded-for": "198.51.100.1, 203.0.113.5" }, "127.0.0.1", false, "203.0.113.5"],
  [{ "x-forwarded-for": "" }, "127.0.0.1", false, "127.0.0.1"],
  [{ "x-forwarded-for": "198.51.100.1" }, "203.0.113.5", false, "203.0.113.5"],
  [{ forwarded: "for=127.0.0.1" }, "127.0.0.1", false, "127.0.0.1"],
])("%j from %s is loopback: %s, and counts against %s", (headers, address, loopback, counted) => {
  const seen = received(headers, address);
  expect(isLoopback(seen)).toBe(loopback);
  expect(addressOf(seen)).toBe(counted);
});

test("nobody is believed who does not know the process's secret", () => {
  for (const value of ["127.0.0.1", "undefined 127.0.0.1", " 127.0.0.1", "secret 127.0.0.1", ""]) {
    const headers = new Headers({ "x-hotline-peer": value });
    expect(readPeer(headers), value).toBeNull();
    expect(isLoopback(headers), value).toBe(false);
    expect(addressOf(headers), value).toBe("unknown");
  }
});
