import { Inngest, type Logger } from "inngest";
import { usesInngestServer } from "../lib/env";
import type { Wake } from "./wakes";

type Fetch = typeof fetch;
/** Takes a line of the SDK's own: a level, and whatever it would give to the console. */
type Log = (level: (typeof levels)[number], args: unknown[]) => void;
type Receive = (events: Wake[]) => void;

const levels = ["debug", "info", "warn", "error"] as const;

interface Shared {
  /** The local runner. */
  receive: Receive | null;
  waiting: Map<string, Wake>;
  sending: boolean;
  /** Runs at work that look again by themselves, by the event that they listen to. */
  listening: Map<string, (() => void)[]>;
  log: Log | null;
}

const key = Symbol.for("hotline.inngest");
const store = globalThis as unknown as { [key]?: Shared };

function shared(): Shared {
  store[key] ??= { receive: null, waiting: new Map(), sending: false, listening: new Map(), log: null };
  return store[key];
}

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

const textOf = (event: Wake): string => JSON.stringify([event.name, event.data]);

/** What a run at work hears: wakes for itself, for which no other run is started, and its own nudges. */
export interface Listener {
  /** A wake came since this was last set to false. */
  isWoken: boolean;
  /** Resolves at a nudge, at a wake if it is to be `wakeable` (also one that came before), or after `ms`. */
  wait(ms: number, options: { wakeable: boolean }): Promise<void>;
  nudge(): void;
  /** From now on, wakes start another run. */
  stop(): void;
}

/** Hears the wakes in this process that are for now, for a run that looks again when one comes. */
export function listen(event: Wake): Listener {
  const { listening } = shared();
  const text = textOf(event);
  let isWakeable = false;
  let end = () => {};
  const listener: Listener = {
    isWoken: false,
    wait: (ms, { wakeable }) =>
      new Promise((resolve) => {
        if (wakeable && listener.isWoken) return resolve();
        isWakeable = wakeable;
        const timer = setTimeout(resolve, ms);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    nudge: () => end(),
    stop() {
      const others = listening.get(text)?.filter((other) => other !== hear) ?? [];
      if (others.length > 0) listening.set(text, others);
      else listening.delete(text);
    },
  };
  const hear = () => {
    listener.isWoken = true;
    if (isWakeable) end();
  };
  listening.set(text, [...(listening.get(text) ?? []), hear]);
  return listener;
}

/**
 * Tells the functions to look now. Returns at once; events that say the same are sent once, and what comes while one is being
 * sent goes out together afterwards. An event that cannot be sent is dropped: the sweep finds what it stood for.
 */
export function wake(...events: Wake[]): void {
  const of = shared();
  for (const event of events) {
    const hearing = "ts" in event ? undefined : of.listening.get(textOf(event));
    if (hearing) for (const hear of hearing) hear();
    else of.waiting.set(JSON.stringify(event), event);
  }
  if (of.sending || of.waiting.size === 0) return;
  of.sending = true;
  setImmediate(async () => {
    while (of.waiting.size > 0) {
      const batch = [...of.waiting.values()];
      of.waiting.clear();
      await send(batch).catch(() => {});
    }
    of.sending = false;
  });
}

/** Straight to the local runner: the SDK's own way costs as much as routing an alert. */
async function send(events: Wake[]): Promise<void> {
  const { receive } = shared();
  if (receive) receive(events);
  else await inngest().send(events);
}
