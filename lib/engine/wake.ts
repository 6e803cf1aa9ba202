import { sendWakes } from "../../inngest/client";
import { type Wake, wakes } from "../../inngest/wakes";
import { oncePerProcess } from "../once-per-process";

interface Shared {
  waiting: Map<string, Wake>;
  /** Those that have something to send now, of which nobody was told yet. */
  destinations: Set<string>;
  sending: boolean;
  /** Runs at work that look again by themselves, by what they hear of: a wake's name, or a destination's id. */
  listening: Map<string, (() => void)[]>;
  /** The run at work that takes on further destinations. */
  takeOn: ((destinationId: string) => void) | null;
}

const shared = oncePerProcess(
  "wakes",
  (): Shared => ({ waiting: new Map(), destinations: new Set(), sending: false, listening: new Map(), takeOn: null }),
);

/** Most destinations in one event: an Inngest server takes 256 KiB. */
const maxTogether = 1_000;

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

/** Hears the wakes in this process that are for now, for a run that looks again when one comes: of a wake's name, or of a destination's id. */
export function listen(subject: string): Listener {
  const { listening } = shared();
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
      const others = listening.get(subject)?.filter((other) => other !== hear) ?? [];
      if (others.length > 0) listening.set(subject, others);
      else listening.delete(subject);
    },
  };
  const hear = () => {
    listener.isWoken = true;
    if (isWakeable) end();
  };
  listening.set(subject, [...(listening.get(subject) ?? []), hear]);
  return listener;
}

/** Has a run take on every destination that is woken in this process and has no run yet, until the function that comes back is called; null where another run does. */
export function takeDestinationsOn(takeOn: (destinationId: string) => void): (() => void) | null {
  const state = shared();
  if (state.takeOn) return null;
  state.takeOn = takeOn;
  return () => {
    state.takeOn = null;
  };
}

/**
 * Tells the functions to look now. Returns at once; events that say the same are sent once, and what comes while one is being
 * sent goes out together afterwards. An event that cannot be sent is dropped: the sweep finds what it stood for.
 */
export function wake(...events: Wake[]): void {
  const state = shared();
  for (const event of events) {
    if (event.name === wakes.deliveriesDue && event.ts === undefined) for (const id of event.data.destination_ids) wakeDestination(id);
    else if (!tell(event.name)) state.waiting.set(JSON.stringify(event), event);
  }
  if (state.sending || (state.waiting.size === 0 && state.destinations.size === 0)) return;
  state.sending = true;
  setImmediate(async () => {
    while (state.waiting.size > 0 || state.destinations.size > 0) {
      const batch = [...state.waiting.values(), ...together([...state.destinations])];
      state.waiting.clear();
      state.destinations.clear();
      await sendWakes(batch).catch(() => {});
    }
    state.sending = false;
  });
}

/** Tells the functions that these destinations have something to send: now, or at `ts` (epoch milliseconds). */
export function wakeDestinations(ids: Iterable<string>, ts = 0): void {
  const event: Wake = { name: wakes.deliveriesDue, data: { destination_ids: [...ids] } };
  wake(ts > Date.now() ? { ...event, ts } : event);
}

function wakeDestination(id: string): void {
  const { takeOn, destinations } = shared();
  if (tell(id)) return;
  if (takeOn) takeOn(id);
  else destinations.add(id);
}

/** Tells those who listen; false when nobody does. */
function tell(subject: string): boolean {
  const hearing = shared().listening.get(subject);
  for (const hear of hearing ?? []) hear();
  return hearing !== undefined;
}

const together = (ids: readonly string[]): Wake[] =>
  Array.from({ length: Math.ceil(ids.length / maxTogether) }, (_, index) => ({
    name: wakes.deliveriesDue,
    data: { destination_ids: ids.slice(index * maxTogether, (index + 1) * maxTogether) },
  }));
