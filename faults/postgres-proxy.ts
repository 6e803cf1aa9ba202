import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** When a statement is at a point: before PostgreSQL gets it, or when it has answered and the answer is withheld. */
export type Point = "asked" | "answered";

/** A place in the app's work with the database: a statement by the name under which it is prepared. */
export interface Place {
  statement: string;
  point: Point;
}

export interface PostgresProxy {
  /** The database's URL through the proxy. */
  url: string;
  /** Calls `act` once, the next time that the app is at the place. Nothing of that connection passes any more. Null: at no place. */
  next(place: Place | null, act?: () => void): void;
  /** `open` passes everything; `hung` takes connections and says nothing; `refused` hangs up on everyone, at once. */
  set(state: "open" | "hung" | "refused"): void;
  /** Hangs up on everyone. */
  cut(): void;
  close(): Promise<void>;
}

/** PostgreSQL's message of a client that names a prepared statement: Parse has it first, Bind after the portal's name. */
function statementOf(type: string, body: Buffer): string | null {
  if (type !== "P" && type !== "B") return null;
  const first = body.indexOf(0);
  if (type === "P") return body.toString("latin1", 0, first);
  return body.toString("latin1", first + 1, body.indexOf(0, first + 1));
}

/** Reads a client's messages out of its stream; the first one, which has no type, is the start of the session. */
function createReader(onStatement: (name: string) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let isStarted = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = isStarted ? 1 : 0;
      if (rest.length < head + 4) return;
      const end = head + rest.readInt32BE(head);
      if (rest.length < end) return;
      const name = isStarted ? statementOf(rest.toString("latin1", 0, 1), rest.subarray(head + 4, end)) : null;
      if (name) onStatement(name);
      isStarted = true;
      rest = rest.subarray(end);
    }
  };
}

/** A loopback stretch of wire before a PostgreSQL that can be cut, hung, or watched for a statement. Without TLS, as the database must be. */
export async function startPostgresProxy(databaseUrl: string): Promise<PostgresProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let state: "open" | "hung" | "refused" = "open";
  let awaited: (Place & { act: () => void }) | null = null;

  const server = createServer((client) => {
    track(client);
    if (state === "refused") return void client.destroy();
    const upstream = connect({ host: target.hostname, port: Number(target.port) });
    track(upstream);
    let isHeld = false;
    let answers: (() => void) | null = null;
    const read = createReader((name) => {
      if (awaited?.statement !== name) return;
      const { point, act } = awaited;
      awaited = null;
      if (point === "asked") {
        isHeld = true;
        act();
      } else answers = act;
    });
    client.on("data", (chunk: Buffer) => {
      if (!isHeld) read(chunk);
      if (!isHeld && state === "open") upstream.write(chunk);
    });
    upstream.on("data", (chunk: Buffer) => {
      if (answers) {
        isHeld = true;
        answers();
        answers = null;
      }
      if (!isHeld && state === "open") client.write(chunk);
    });
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
  });
  const track = (socket: Socket) => {
    socket.setNoDelay(true);
    socket.on("error", () => {});
    sockets.add(socket.once("close", () => sockets.delete(socket)));
  };
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    next: (place, act = () => {}) => {
      awaited = place && { ...place, act };
    },
    set(to) {
      // What was said while nobody passed it on is lost: such a connection is of no use any more.
      if (state !== "open" && to === "open") cut();
      if (to === "refused") cut();
      state = to;
    },
    cut,
    async close() {
      server.close();
      cut();
      await once(server, "close");
    },
  };
}
