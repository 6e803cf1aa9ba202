import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import ipaddr from "ipaddr.js";
import { isSameText } from "../domain/same-text";
import { env } from "../env";
import { oncePerProcess } from "../once-per-process";

const header = "x-hotline-peer";

/** Known to this process alone: what comes from outside under the same name does not begin with it. */
const secret = oncePerProcess("peer", () => randomBytes(32).toString("base64url"));

type Address = ReturnType<typeof ipaddr.parse>;

/** An address as it is written in headers: with a port or brackets as well. IPv4 in IPv6 is IPv4. Null for what is none. */
function readAddress(text: string): Address | null {
  const [, bracketed, alone] = /^(?:\[([^\]]*)\](?::\d+)?|([^[\]]*))$/.exec(text.trim()) ?? [];
  const plain = bracketed ?? alone?.replace(/^([\d.]+):\d+$/, "$1") ?? "";
  const isAddress = plain.includes(":") ? ipaddr.isValid(plain) : ipaddr.IPv4.isValidFourPartDecimal(plain);
  return isAddress ? ipaddr.process(plain) : null;
}

type Network = [Address, number];

/** The operator's proxies, read once for each list. */
let trusted: { listed: readonly string[]; networks: Network[] } | undefined;

function networksOf(listed: readonly string[]): Network[] {
  if (trusted?.listed === listed) return trusted.networks;
  const networks = listed.map((text): Network => {
    if (text.includes("/")) return ipaddr.parseCIDR(text);
    const address = ipaddr.process(text);
    return [address, address.kind() === "ipv4" ? 32 : 128];
  });
  trusted = { listed, networks };
  return networks;
}

const isIn = (address: Address, [network, bits]: Network): boolean =>
  address.kind() === network.kind() && (address as ipaddr.IPv6).match(network as ipaddr.IPv6, bits);

const isTrusted = (address: Address): boolean => networksOf(env().TRUSTED_PROXIES).some((network) => isIn(address, network));

/** From the socket on, whoever a trusted proxy names: the last that is no trusted proxy, or that is no address. */
function clientOf(socket: Address, forwardedFor: readonly string[]): Address {
  let client = socket;
  for (const entry of [...forwardedFor].reverse()) {
    const named = isTrusted(client) ? readAddress(entry) : null;
    if (!named) return client;
    client = named;
  }
  return client;
}

/** Where a request came from: its client's address, and whether a proxy passed it on. */
export interface Peer {
  address: string;
  isForwarded: boolean;
}

const direct = "direct";
const forwarded = "forwarded";

/** What only a trusted proxy says of where people find Hotline. */
const saidByProxies = ["x-forwarded-host", "x-forwarded-port", "x-forwarded-proto"];

/**
 * For `server.ts`: vouches for a request's address, over whatever a stranger wrote there, and takes out what a stranger says of the host. Before
 * Next, which adds these headers by itself.
 */
export function setPeer(headers: IncomingHttpHeaders, address: string | undefined): void {
  const isForwarded = headers.forwarded !== undefined || headers["x-forwarded-for"] !== undefined;
  const chain = String(headers["x-forwarded-for"] ?? "").split(",");
  const socket = readAddress(address ?? "");
  const client = socket && clientOf(socket, chain);
  if (!socket || !isTrusted(socket)) for (const name of saidByProxies) delete headers[name];
  headers[header] = `${secret()} ${isForwarded ? forwarded : direct} ${client ?? "unknown"}`;
}

/** Null when nobody vouches for where a request came from, as under plain `next start`. */
export function readPeer(headers: Headers): Peer | null {
  const [given = "", way, address] = (headers.get(header) ?? "").split(" ");
  return address && isSameText(given, secret()) ? { address, isForwarded: way === forwarded } : null;
}

/** Whether a request came from this machine, by no proxy. False when nobody vouches for it. */
export function isLoopback(headers: Headers): boolean {
  const peer = readPeer(headers);
  return peer !== null && !peer.isForwarded && readAddress(peer.address)?.range() === "loopback";
}

/** Who sent a request: the address that trusted proxies name, else the socket's. */
export const addressOf = (headers: Headers): string => readPeer(headers)?.address ?? "unknown";

/** Bits of an IPv6 address that one customer has at least (RFC 6177): the others are theirs to choose. */
const customerBits = 64;

/** Whom to count a request against: an IPv4 address, or the /64 of an IPv6 one. */
export function networkOf(headers: Headers): string {
  const written = addressOf(headers);
  const address = readAddress(written);
  if (address?.kind() !== "ipv6") return written;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toNormalizedString()}/${customerBits}`)}/${customerBits}`;
}
