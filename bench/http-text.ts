import type { Socket } from "node:net";

/**
 * Splits what a socket receives into HTTP/1.1 messages with a Content-Length and hands each one on as text. Node's own client and
 * server cost more than what is measured here; this is a tenth of it. Ends the process on a chunked message.
 */
export function onMessage(socket: Socket, take: (head: string, body: string) => void): void {
  let rest = "";
  socket.setNoDelay(true);
  socket.on("data", (chunk) => {
    rest += chunk.toString("latin1");
    for (;;) {
      const headEnd = rest.indexOf("\r\n\r\n");
      if (headEnd < 0) return;
      const head = rest.slice(0, headEnd);
      const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
      if (length === undefined) throw new Error(`not a message with a Content-Length: ${head}`);
      const end = headEnd + 4 + Number(length);
      if (rest.length < end) return;
      const body = rest.slice(headEnd + 4, end);
      rest = rest.slice(end);
      take(head, body);
    }
  });
}
