import { randomBytes } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { oncePerProcess } from "../once-per-process";

const header = "x-hotline-peer";

/** Known to this process alone: what comes from outside under the same name does not begin with it. */
const secret = oncePerProcess("peer", () => randomBytes(32).toString("base64url"));

const noEntry = "-";
const loopback = /^(::ffff:)?127\.|^::1$/;

/** Where a request came from: the socket's address and, when a proxy passed it on, the last entry of X-Forwarded-For, or "-" without one. */
export interface Peer {
  address: string;
  forwardedFor: string | null;
}

/** For `server.ts`: vouches for a request's address, over whatever a stranger wrote there. Before Next, which adds X-Forwarded-For by itself. */
export function setPeer(headers: IncomingHttpHeaders, address: string | undefined): void {
  const isForwarded = headers.forwarded !== undefined || headers["x-forwarded-for"] !== undefined;
  const last = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  headers[header] = `${secret()} ${address || "unknown"}${isForwarded ? ` ${last || noEntry}` : ""}`;
}

/** Null when nobody vouches for where a request came from, as under plain `next start`. */
export function readPeer(headers: Headers): Peer | null {
  const [given, address, ...forwardedFor] = (headers.get(header) ?? "").split(" ");
  if (given !== secret() || !address) return null;
  return { address, forwardedFor: forwardedFor.length > 0 ? forwardedFor.join(" ") : null };
}

/** Whether a request came from this machine, by no proxy. False when nobody vouches for it. */
export function isLoopback(headers: Headers): boolean {
  const peer = readPeer(headers);
  return peer !== null && peer.forwardedFor === null && loopback.test(peer.address);
}

/** Whom to count a request against: the address that a proxy on this machine names, else the socket's. */
export function addressOf(headers: Headers): string {
  const peer = readPeer(headers);
  if (!peer) return "unknown";
  const { address, forwardedFor } = peer;
  return loopback.test(address) && forwardedFor !== null && forwardedFor !== noEntry ? forwardedFor : address;
}
