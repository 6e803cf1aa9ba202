import { Inngest } from "inngest";
import { usesInngestServer } from "../lib/env";
import type { HotlineEvent } from "./events";

type Fetch = typeof fetch;
const key = Symbol.for("hotline.inngest");
const store = globalThis as unknown as { [key]?: { fetch: Fetch | null; waiting: Map<string, HotlineEvent>; sending: boolean } };

function shared() {
  store[key] ??= { fetch: null, waiting: new Map(), sending: false };
  return store[key];
}

/** Lets the local runner take the events that the SDK sends. */
export function setEventFetch(fetch: Fetch | null): void {
  shared().fetch = fetch;
}

let client: Inngest | undefined;

/** The process's Inngest client: a real server's, where its variables are set, else the local runner's. */
export function inngest(): Inngest {
  client ??= new Inngest({
    id: "hotline",
    // Runs are short and have few steps: plain requests, the same on the local runner and on a server.
    checkpointing: false,
    ...(usesInngestServer()
      ? {}
      : { isDev: true, eventKey: "local", fetch: (...request: Parameters<Fetch>) => (shared().fetch ?? fetch)(...request) }),
  });
  return client;
}

/**
 * Tells the functions to look now. Returns at once; events that say the same are sent once, and what comes while one is being
 * sent goes out together afterwards. An event that cannot be sent is dropped: the sweep finds what it stood for.
 */
export function wake(...events: HotlineEvent[]): void {
  const of = shared();
  for (const event of events) of.waiting.set(JSON.stringify(event), event);
  if (of.sending) return;
  of.sending = true;
  setImmediate(async () => {
    while (of.waiting.size > 0) {
      const batch = [...of.waiting.values()];
      of.waiting.clear();
      await inngest()
        .send(batch)
        .catch(() => {});
    }
    of.sending = false;
  });
}
