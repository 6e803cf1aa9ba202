import ipaddr from "ipaddr.js";

/** What the operator allows beyond https to public addresses on the usual ports. */
export interface EgressRules {
  /** An address in one of these may be reached on any port, by http too. */
  allowCidrs: readonly string[];
  allowHttp: boolean;
  allowPorts: readonly number[];
}

export type BlockedBy = "blocked_address" | "blocked_port" | "bad_url";

/** The ports that web servers are expected on. */
const webPorts = [80, 443, 8443];
/** Global unicast. Outside of it IPv6 has nothing that a receiver could be at. */
const globalUnicast = ipaddr.parseCIDR("2000::/3");
/** RFC 6052: an IPv4 address as an IPv6-only network writes it. */
const nat64 = ipaddr.parseCIDR("64:ff9b::/96");

/** Azure's host, at each of its machines: metadata and agents, at an address that looks public (Microsoft, "What is IP address 168.63.129.16?", read 2026-11). */
const azureHost = "168.63.129.16";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Target = { isHttps: boolean; port: number };

/** Says which rule stops a connection to these addresses, or null. Throws when an allowed CIDR is not one. */
export function createGuard(rules: EgressRules): (addresses: readonly string[], target: Target) => BlockedBy | null {
  const cidrs = rules.allowCidrs.map(parseCidr);
  const ports = [...webPorts, ...rules.allowPorts];
  const isAllowed = (address: Address) => cidrs.some((cidr) => isWithin(address, cidr));

  return (addresses, { isHttps, port }) => {
    const parsed = addresses.map(parseAddress);
    if (parsed.length === 0) return "blocked_address";
    const others = parsed.filter((address) => !address || !isAllowed(address));
    if (others.length === 0) return null;
    if (!others.every((address) => address && isPublic(address))) return "blocked_address";
    if (!ports.includes(port)) return "blocked_port";
    return isHttps || rules.allowHttp ? null : "bad_url";
  };
}

/** The address in the one form that two writings of it share; null when it is none. */
export function parseAddress(text: string): Address | null {
  return ipaddr.isValid(text) ? ipaddr.process(text) : null;
}

/** Reachable from the whole internet, and nothing that a machine or a network keeps for itself. */
function isPublic(address: Address): boolean {
  if (address.kind() === "ipv4") return address.range() === "unicast" && address.toString() !== azureHost;
  if (isWithin(address, nat64)) return isPublic(new ipaddr.IPv4(address.toByteArray().slice(12)));
  if (isIsatap(address)) return isPublic(new ipaddr.IPv4(address.toByteArray().slice(12)));
  return isWithin(address, globalUnicast) && address.range() === "unicast";
}

/** RFC 5214: under any prefix, an IPv4 address that a router wraps packets for; the one bit that may differ says whether it is unique in the world. */
const isIsatap = (address: Address): boolean => {
  const { parts } = address as ipaddr.IPv6;
  return ((parts[4] as number) & ~0x0200) === 0 && parts[5] === 0x5efe;
};

const isWithin = (address: Address, [network, bits]: [Address, number]): boolean =>
  address.kind() === network.kind() && (address as ipaddr.IPv6).match(network as ipaddr.IPv6, bits);

function parseCidr(text: string): [Address, number] {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  const address = parseAddress(text);
  if (!address) throw new Error(`EGRESS_ALLOW_CIDRS: ${text} is not an address range such as 10.0.0.0/8`);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}
