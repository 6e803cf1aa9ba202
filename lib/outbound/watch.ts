import type net from "node:net";

/** Longest head of an interim answer that is taken for one, in bytes: as much as of an answer's own. */
const maxHeadBytes = 16 * 1024;
const endOfHead = "\r\n\r\n";
/** `HTTP/1.1 1`: the first digit of the status says that an answer comes before the answer. */
const statusAt = 9;
const interim = /^HTTP\/1\.[01] 1\d\d[ \r]/;
const longestStart = "HTTP/1.1 100 ".length;

const brokenWhileKept = new WeakSet<Error>();

/** Whether this ended a connection that had carried an answer before, and not a byte of the next one: its receiver closed it, as receivers do. */
export const isOfKept = (error: Error): boolean => brokenWhileKept.has(error);

/**
 * Watches a connection that carries one request at a time, for what undici does not do: an answer 1xx, which a receiver may send unasked before its
 * answer (RFC 9110 15.2), does not reach the reader; undici would break off at a 100. And errors are told apart by `isOfKept`.
 */
export function watch<Socket extends net.Socket>(socket: Socket): Socket {
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
  const push = socket.push.bind(socket);
  /** A request was written, and its answer has not begun. */
  let isWaiting = false;
  let hasAnswered = false;
  let isKept = false;
  let hasBytes = false;
  let held: Buffer | null = null;

  socket.write = (...given: unknown[]) => {
    isKept = hasAnswered;
    isWaiting = true;
    hasBytes = false;
    return write(...given);
  };
  socket.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    if (chunk !== null) hasBytes = true;
    if (!isWaiting) return push(chunk, encoding);
    const rest = skipInterim(held === null ? chunk : Buffer.concat([held, ...(chunk ? [chunk] : [])]));
    if (chunk !== null && rest !== null && (rest.length === 0 || isUndecided(rest))) {
      held = rest;
      return true;
    }
    held = null;
    isWaiting = false;
    hasAnswered = true;
    if (chunk !== null) return push(rest);
    if (rest !== null) push(rest);
    return push(null);
  };
  socket.on("error", (error) => {
    if (isKept && !hasBytes) brokenWhileKept.add(error);
  });
  return socket;
}

/** What comes after the whole interim answers at the beginning. */
function skipInterim(bytes: Buffer | null): Buffer | null {
  let rest = bytes;
  while (rest !== null && isInterim(rest)) {
    const end = rest.indexOf(endOfHead);
    if (end < 0) return rest;
    rest = rest.subarray(end + endOfHead.length);
  }
  return rest;
}

const isInterim = (bytes: Buffer): boolean => bytes[statusAt] === 0x31 && interim.test(bytes.toString("latin1", 0, longestStart));

/** It may become an interim answer, or is one whose head goes on. */
function isUndecided(bytes: Buffer): boolean {
  if (isInterim(bytes)) return bytes.length < maxHeadBytes;
  if (bytes.length >= longestStart) return false;
  const start = bytes.toString("latin1");
  return interim.test(start + "HTTP/1.1 100 ".slice(start.length));
}
