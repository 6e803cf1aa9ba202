import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createGuard } from "./address";

const https = { isHttps: true, port: 443 };
const none = { allowCidrs: [], allowHttp: false, allowPorts: [] };
const guard = createGuard(none);

describe("without settings", () => {
  test.each([
    ["loopback", "127.0.0.1"],
    ["loopback, elsewhere", "127.8.8.8"],
    ["this network", "0.0.0.0"],
    ["this network, elsewhere", "0.1.2.3"],
    ["private 10", "10.0.0.1"],
    ["private 172.16", "172.31.255.255"],
    ["private 192.168", "192.168.1.1"],
    ["carrier-grade NAT", "100.64.0.1"],
    ["link-local, where clouds keep metadata", "169.254.169.254"],
    ["Azure's host, at an address that looks public", "168.63.129.16"],
    ["protocol assignments", "192.0.0.170"],
    ["documentation 1", "192.0.2.1"],
    ["6to4 relay", "192.88.99.1"],
    ["benchmarking", "198.18.0.1"],
    ["benchmarking, end", "198.19.255.255"],
    ["documentation 2", "198.51.100.1"],
    ["documentation 3", "203.0.113.1"],
    ["multicast", "224.0.0.1"],
    ["multicast, end", "239.255.255.255"],
    ["reserved", "240.0.0.1"],
    ["broadcast", "255.255.255.255"],
    ["IPv6 unspecified", "::"],
    ["IPv6 loopback", "::1"],
    ["IPv4-mapped loopback", "::ffff:127.0.0.1"],
    ["IPv4-mapped in hex", "::ffff:7f00:1"],
    ["IPv4-mapped metadata", "::ffff:169.254.169.254"],
    ["IPv4-compatible", "::7f00:1"],
    ["IPv4-translated", "::ffff:0:7f00:1"],
    ["NAT64 of loopback", "64:ff9b::7f00:1"],
    ["NAT64 of metadata", "64:ff9b::a9fe:a9fe"],
    ["local NAT64", "64:ff9b:1::808:808"],
    ["6to4 of loopback", "2002:7f00:1::"],
    ["6to4 of a public address", "2002:808:808::1"],
    ["Teredo", "2001:0:4136:e378:8000:63bf:3fff:fdd2"],
    ["ISATAP of a private address", "2606:4700:1:2:0:5efe:a00:1"],
    ["ISATAP of metadata, as a number that is unique", "2606:4700:1:2:200:5efe:a9fe:a9fe"],
    ["unique local", "fc00::1"],
    ["unique local, the metadata of AWS", "fd00:ec2::254"],
    ["link-local", "fe80::1"],
    ["link-local with a zone", "fe80::1%eth0"],
    ["site-local", "fec0::1"],
    ["IPv6 multicast", "ff02::1"],
    ["IPv6 documentation", "2001:db8::1"],
    ["IPv6 documentation 2", "3fff::1"],
    ["ORCHID", "2001:20::1"],
    ["IPv6 benchmarking", "2001:2::1"],
    ["discard", "100::1"],
    ["segment routing", "5f00::1"],
    ["unassigned", "4000::1"],
    ["not an address", "example.com"],
    ["nothing", ""],
  ])("%s is refused: %s", (_title, address) => expect(guard([address], https)).toBe("blocked_address"));

  test.each([
    ["8.8.8.8"],
    ["1.1.1.1"],
    ["172.32.0.1"],
    ["100.128.0.1"],
    ["198.20.0.1"],
    ["223.255.255.255"],
    ["2606:4700:4700::1111"],
    ["2a00:1450:4001:81b::200e"],
    ["::ffff:8.8.8.8"],
    ["64:ff9b::808:808"],
    ["2606:4700:1:2:0:5eff:a00:1"],
  ])("%s is public", (address) => expect(guard([address], https)).toBeNull());

  test("every address of a name must pass, and there must be one", () => {
    expect(guard(["8.8.8.8", "127.0.0.1"], https)).toBe("blocked_address");
    expect(guard(["8.8.8.8", "2606:4700:4700::1111"], https)).toBeNull();
    expect(guard([], https)).toBe("blocked_address");
  });

  test.each([
    [80, "bad_url"],
    [443, "bad_url"],
  ])("http to port %i is %s", (port, expected) => expect(guard(["8.8.8.8"], { isHttps: false, port })).toBe(expected));

  test.each([
    [22, "blocked_port"],
    [5432, "blocked_port"],
    [80, null],
    [8443, null],
  ])("https to port %i: %s", (port, expected) => expect(guard(["8.8.8.8"], { isHttps: true, port })).toBe(expected));

  test("the address counts before the port and the scheme, so that nothing is learnt of what listens inside", () => {
    for (const port of [22, 443])
      for (const isHttps of [true, false]) expect(guard(["10.0.0.1"], { isHttps, port })).toBe("blocked_address");
  });
});

describe("with settings", () => {
  test("an address within EGRESS_ALLOW_CIDRS is reached on any port, by http too, and no other is", () => {
    const allows = createGuard({ ...none, allowCidrs: ["127.0.0.0/8", "10.1.2.3", "fd00::/8"] });
    for (const address of ["127.0.0.1", "::ffff:127.0.0.1", "10.1.2.3", "fd12::1"])
      expect(allows([address], { isHttps: false, port: 5555 })).toBeNull();
    for (const address of ["10.1.2.4", "192.168.0.1", "64:ff9b::7f00:1", "fe80::1"])
      expect(allows([address], https)).toBe("blocked_address");
    expect(allows(["127.0.0.1", "169.254.169.254"], https)).toBe("blocked_address");
    expect(allows(["127.0.0.1", "8.8.8.8"], { isHttps: false, port: 5555 })).toBe("blocked_port");
  });

  test("EGRESS_ALLOW_HTTP and EGRESS_ALLOW_PORTS open public addresses only", () => {
    const open = createGuard({ ...none, allowHttp: true, allowPorts: [9000] });
    expect(open(["8.8.8.8"], { isHttps: false, port: 9000 })).toBeNull();
    expect(open(["8.8.8.8"], { isHttps: false, port: 9001 })).toBe("blocked_port");
    expect(open(["10.0.0.1"], { isHttps: false, port: 9000 })).toBe("blocked_address");
  });

  test("a range that is none is named", () => {
    expect(() => createGuard({ ...none, allowCidrs: ["10.0.0.0/33"] })).toThrow("EGRESS_ALLOW_CIDRS: 10.0.0.0/33");
  });
});

test("whatever the text, the guard answers", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6()), (text) => [null, "blocked_address"].includes(guard([text], https))));
});
