import type { IncomingHttpHeaders } from "node:http";
import { afterEach, expect, test } from "vitest";
import { setEnv } from "../env";
import { addressOf, isLoopback, networkOf, readPeer, setPeer } from "./peer";

afterEach(() => setEnv({ TRUSTED_PROXIES: "" }));

/** The headers as the routes see them, after `server.ts` has spoken for the address. */
function received(headers: IncomingHttpHeaders, address: string | undefined): Headers {
  setPeer(headers, address);
  return new Headers(headers as Record<string, string>);
}

test.each<[IncomingHttpHeaders, string | undefined, boolean, string]>([
  [{}, "127.0.0.1", true, "127.0.0.1"],
  [{}, "::ffff:127.0.0.1", true, "127.0.0.1"],
  [{}, "::ffff:7f00:1", true, "127.0.0.1"],
  [{}, "::1", true, "::1"],
  [{}, "203.0.113.5", false, "203.0.113.5"],
  [{}, "::ffff:203.0.113.5", false, "203.0.113.5"],
  [{}, undefined, false, "unknown"],
  [{ "x-hotline-peer": "127.0.0.1" }, "203.0.113.5", false, "203.0.113.5"],
  [{ "x-forwarded-for": "127.0.0.1" }, "127.0.0.1", false, "127.0.0.1"],
  [{ "x-forwarded-for": "198.51.100.1, 203.0.113.5" }, "127.0.0.1", false, "203.0.113.5"],
  [{ "x-forwarded-for": "198.51.100.1, 203.0.113.5, 127.0.0.1" }, "::1", false, "203.0.113.5"],
  [{ "x-forwarded-for": "" }, "127.0.0.1", false, "127.0.0.1"],
  [{ "x-forwarded-for": "unknown" }, "127.0.0.1", false, "127.0.0.1"],
  [{ "x-forwarded-for": "<script>" }, "127.0.0.1", false, "127.0.0.1"],
  [{ "x-forwarded-for": "1" }, "127.0.0.1", false, "127.0.0.1"],
  [{ "x-forwarded-for": "203.0.113.5:4711" }, "127.0.0.1", false, "203.0.113.5"],
  [{ "x-forwarded-for": "[2001:db8::5]:4711" }, "127.0.0.1", false, "2001:db8::5"],
  [{ "x-forwarded-for": "::ffff:203.0.113.5" }, "127.0.0.1", false, "203.0.113.5"],
  [{ "x-forwarded-for": "198.51.100.1" }, "203.0.113.5", false, "203.0.113.5"],
  [{ forwarded: "for=127.0.0.1" }, "127.0.0.1", false, "127.0.0.1"],
])("%j from %s is loopback: %s, and came from %s", (headers, address, loopback, counted) => {
  const seen = received(headers, address);
  expect(isLoopback(seen)).toBe(loopback);
  expect(addressOf(seen)).toBe(counted);
});

test.each<[trusted: string, socket: string, chain: string, client: string]>([
  ["10.0.0.0/8", "10.1.2.3", "198.51.100.1, 203.0.113.5", "203.0.113.5"],
  ["10.0.0.0/8", "::ffff:10.1.2.3", "203.0.113.5", "203.0.113.5"],
  ["10.0.0.0/8", "10.1.2.3", "203.0.113.5, 10.9.9.9, 10.8.8.8", "203.0.113.5"],
  ["10.0.0.0/8", "10.1.2.3", "10.9.9.9", "10.9.9.9"],
  ["10.0.0.0/8", "127.0.0.1", "203.0.113.5", "127.0.0.1"],
  ["10.0.0.0/8, 127.0.0.1", "127.0.0.1", "203.0.113.5, 10.1.2.3", "203.0.113.5"],
  ["10.0.0.0/8", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
  ["10.0.0.0/8", "10.1.2.3", "203.0.113.5, nonsense", "10.1.2.3"],
  ["fd00::/8", "fd00::1", "2001:db8::5", "2001:db8::5"],
  ["203.0.113.9", "203.0.113.9", "198.51.100.1", "198.51.100.1"],
])("with %s trusted, %s that forwards for %s speaks for %s", (TRUSTED_PROXIES, socket, chain, client) => {
  setEnv({ TRUSTED_PROXIES });
  expect(addressOf(received({ "x-forwarded-for": chain }, socket))).toBe(client);
});

test.each<[string, string]>([
  ["203.0.113.5", "203.0.113.5"],
  ["::ffff:203.0.113.5", "203.0.113.5"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
  ["2001:db8:1:3::1", "2001:db8:1:3::/64"],
])("%s counts against %s", (address, counted) => {
  expect(networkOf(received({}, address))).toBe(counted);
});

test("only a trusted proxy says at which host Hotline was asked", () => {
  const said = () => ({
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-port": "1",
    host: "hotline.example",
  });
  expect(received(said(), "127.0.0.1").get("x-forwarded-host")).toBe("evil.example");
  expect([...received(said(), "203.0.113.5").keys()]).toEqual(["host", "x-hotline-peer"]);
});

test("nobody is believed who does not know the process's secret", () => {
  for (const value of ["127.0.0.1", "undefined direct 127.0.0.1", " direct 127.0.0.1", "secret direct 127.0.0.1", ""]) {
    const headers = new Headers({ "x-hotline-peer": value });
    expect(readPeer(headers), value).toBeNull();
    expect(isLoopback(headers), value).toBe(false);
    expect([addressOf(headers), networkOf(headers)], value).toEqual(["unknown", "unknown"]);
  }
});
