import { sendWakes } from "../../inngest/client";
import type { Wake } from "../../inngest/wakes";
import { oncePerProcess } from "../once-per-process";

interface Shared {
  waiting: Map<string, Wake>;
  sending: boolean;
  /** Runs at work that look again by themselves, by the wake that they listen to. */
  listening: Map<string, (() => void)[]>;
}

const shared = oncePerProcess("wakes", (): Shared => ({ waiting: new Map(), sending: false, listening: new Map() }));

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
  const state = shared();
  for (const event of events) {
    const hearing = "ts" in event ? undefined : state.listening.get(textOf(event));
    if (hearing) for (const hear of hearing) hear();
    else state.waiting.set(JSON.stringify(event), event);
  }
  if (state.sending || state.waiting.size === 0) return;
  state.sending = true;
  setImmediate(async () => {
    while (state.waiting.size > 0) {
      const batch = [...state.waiting.values()];
      state.waiting.clear();
      await sendWakes(batch).catch(() => {});
    }
    state.sending = false;
  });
}
