import { Inngest, type Logger } from "inngest";
import { usesInngestServer } from "../lib/env";
import { oncePerProcess } from "../lib/once-per-process";
import type { Wake } from "./wakes";

type Fetch = typeof fetch;
/** Takes a line of the SDK's own: a level, and whatever it would give to the console. */
type Log = (level: (typeof levels)[number], args: unknown[]) => void;
type Receive = (events: Wake[]) => void;

const levels = ["debug", "info", "warn", "error"] as const;

interface Shared {
  /** The local runner. */
  receive: Receive | null;
  log: Log | null;
}

const shared = oncePerProcess("inngest", (): Shared => ({ receive: null, log: null }));

/** Lets the local runner take events, instead of an Inngest server. */
export function setLocalReceiver(receive: Receive | null): void {
  shared().receive = receive;
}

/** Stands in for an Inngest server's door, where a function sends events through the SDK. */
const localFetch: Fetch = async (_input, init) => {
  const events = [JSON.parse(String(init?.body))].flat() as Wake[];
  shared().receive?.(events);
  return Response.json({ ids: events.map(() => ""), status: 200 });
};

/** Where the SDK's lines go; nowhere before this is set. */
export function setLog(log: Log): void {
  shared().log = log;
}

const logger = Object.fromEntries(levels.map((level) => [level, (...args: unknown[]) => shared().log?.(level, args)])) as unknown as Logger;

let client: Inngest | undefined;

/** The process's Inngest client: a real server's, where its variables are set, else the local runner's. */
export function inngest(): Inngest {
  client ??= new Inngest({
    id: "hotline",
    logger,
    // Runs are short and have few steps: plain requests, the same on the local runner and on a server.
    checkpointing: false,
    ...(usesInngestServer() ? {} : { isDev: true, eventKey: "local", fetch: localFetch }),
  });
  return client;
}

/** Sends wakes: straight to the local runner, where there is one, since the SDK's own way costs as much as routing an alert. */
export async function sendWakes(events: Wake[]): Promise<void> {
  const { receive } = shared();
  if (receive) receive(events);
  else await inngest().send(events);
}
