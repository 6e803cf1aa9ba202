import { createServer } from "node:net";

/** How many ports are tried. */
const tries = 100;

/** The first free loopback port from `first` on. Throws when none of a hundred is. */
export async function freePortFrom(first: number): Promise<number> {
  for (let port = first; port < first + tries; port++) if (await isFree(port)) return port;
  throw new Error(`No port from ${first} to ${first + tries - 1} is free.`);
}

/** Free on every address: an app that listens on 0.0.0.0 or :: would otherwise answer beside this one. */
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, undefined)) && (await canListen(port, "127.0.0.1"));
}

function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host }, () => server.close(() => resolve(true)));
  });
}
