/** Set by `server.ts` from the socket, never taken from outside: the address that a request came from. */
export const peerHeader = "x-hotline-peer";

const loopback = /^(::ffff:)?127\.|^::1$/;

/** Whether a request came from this machine. False when nobody vouches for it. */
export const isLoopback = (headers: Headers): boolean => loopback.test(headers.get(peerHeader) ?? "");
