import { lookup } from "node:dns/promises";
import net from "node:net";
import tls from "node:tls";
import type { buildConnector } from "undici";
import { type BlockedBy, createGuard, type EgressRules, parseAddress } from "./address";
import { dnsFailure, OutboundFailure, type Phase, socketFailure, timeoutFailure } from "./failure";
import { watch } from "./watch";

/** Every address of a name. Rejects as dns.lookup does. */
export type Resolve = (hostname: string) => Promise<string[]>;

export interface DialOptions extends EgressRules {
  /** Name, connection and TLS together. */
  connectMs: number;
  resolve?: Resolve;
  /** Certificates to trust instead of the usual authorities. */
  ca?: string;
}

/** How long the first of several addresses may take before the next is tried beside it (RFC 8305: 250 ms). */
const nextAddressMs = 250;

/**
 * Opens the sockets of outbound requests, and is the only thing that does: the name is resolved once, every address of it
 * must pass the guard, only those are dialled, and the address at the socket's other end must be one of them. A socket that
 * is used again was opened here for the same scheme, host and port. Calls back with an OutboundFailure.
 */
export function createDial(options: DialOptions): buildConnector.connector {
  const guard = createGuard(options);
  const resolve = shareLookups(options.resolve ?? resolveAll);

  return ({ hostname, protocol, port: portText }, callback) => {
    const isHttps = protocol === "https:";
    const port = Number(portText) || (isHttps ? 443 : 80);
    const host = hostname.replace(/^\[|\]$/g, "");
    let phase: Phase = "dns";
    let socket: net.Socket | undefined;

    const timer = setTimeout(() => fail(timeoutFailure(phase)), options.connectMs);
    let isSettled = false;
    const settle = () => {
      clearTimeout(timer);
      const isFirst = !isSettled;
      isSettled = true;
      return isFirst;
    };
    const fail = (failure: OutboundFailure) => {
      if (!settle()) return;
      socket?.destroy();
      callback(failure, null);
    };
    const blocked = (by: BlockedBy) => fail(new OutboundFailure(by));

    const open = (addresses: string[]) => {
      if (isSettled) return;
      const verdict = guard(addresses, { isHttps, port });
      if (verdict) return blocked(verdict);
      phase = "connect";
      const plain = connectTo(host, port, addresses);
      socket = plain;
      plain.once("error", (error) => fail(socketFailure(phase, error)));
      plain.once("connect", () => {
        if (!isAmong(plain.remoteAddress, addresses)) return blocked("blocked_address");
        if (!isHttps) return settle() && callback(null, watch(plain));
        phase = "tls";
        const secure = tls.connect({
          socket: plain,
          host,
          servername: net.isIP(host) ? "" : host,
          ALPNProtocols: ["http/1.1"],
          ca: options.ca,
        });
        socket = secure;
        secure.once("error", (error) => fail(socketFailure(phase, error)));
        secure.once("secureConnect", () => settle() && callback(null, watch(secure)));
      });
    };

    if (net.isIP(host)) open([host]);
    else resolve(host).then(open, (error) => fail(dnsFailure(error)));
  };
}

function connectTo(host: string, port: number, addresses: string[]): net.Socket {
  const checked = addresses.map((address) => ({ address, family: net.isIP(address) }));
  const socket = net.connect({
    host,
    port,
    noDelay: true,
    keepAlive: true,
    autoSelectFamily: checked.length > 1,
    autoSelectFamilyAttemptTimeout: nextAddressMs,
    lookup: (_host, { all }, found) => (all ? found(null, checked) : found(null, checked[0]?.address ?? "", checked[0]?.family)),
  });
  return socket;
}

function isAmong(remote: string | undefined, addresses: string[]): boolean {
  const reached = remote && parseAddress(remote)?.toString();
  return Boolean(reached) && addresses.some((address) => parseAddress(address)?.toString() === reached);
}

const resolveAll: Resolve = async (hostname) => (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

/** Connections that open at the same time share one look-up: a slow name must not fill the thread pool. */
function shareLookups(resolve: Resolve): Resolve {
  const running = new Map<string, Promise<string[]>>();
  return (hostname) => {
    const shared = running.get(hostname) ?? resolve(hostname).finally(() => running.delete(hostname));
    running.set(hostname, shared);
    return shared;
  };
}
