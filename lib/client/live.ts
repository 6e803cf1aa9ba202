"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";

type Topic = "alerts" | "events" | "config";

/** What other tabs of this browser are told by the one that holds the stream. */
type Word = { topics: Topic[] } | { connected: boolean } | { asks: true };

/** What each topic makes stale; on `config`, whatever the cache holds may depend on it, but what is of people. */
const stale: Record<Topic, readonly string[][]> = {
  alerts: [["alerts"], ["deliveries"], ["destinations", "health"]],
  events: [["events"], ["moments"], ["integrations"], ["webhooks"], ["credentials"]],
  config: [
    ["channels"],
    ["destinations"],
    ["subscriptions"],
    ["environments"],
    ["explain"],
    ["backtest"],
    ["members"],
    ["teams"],
    ["invitations"],
    ["api-keys"],
    ["webhooks"],
    ["credentials"],
    ["audit"],
    ["me"],
  ],
};

/** A page asks again at most so often, in milliseconds, however much happens. */
const refreshMs = 1_000;
/** Figures that the API remembers for a moment, and when after a change they are asked for once more, in milliseconds. */
const figures: Record<Topic, readonly string[][]> = {
  alerts: [
    ["alerts", "summary"],
    ["destinations", "health"],
  ],
  events: [
    ["events", "causes"],
    ["moments", "sources"],
  ],
  config: [],
};
const figuresMs = 5_000;
/** After the stream was refused, it is tried again, in milliseconds; the browser itself repeats what merely broke. */
const reopenMs = 30_000;
/** While changes are heard, what they change is asked for so often all the same, in milliseconds. */
const heardEveryMs = 60_000;

let isConnected = false;
const watchers = new Set<() => void>();
function setConnected(connected: boolean): void {
  if (isConnected === connected) return;
  isConnected = connected;
  for (const watcher of watchers) watcher();
}
function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Whether changes are heard as they happen. */
export const useConnected = (): boolean =>
  useSyncExternalStore(
    watch,
    () => isConnected,
    () => false,
  );

/** How often what alerts change is asked for, in milliseconds: `ms` while changes are not heard, else for a notice that was lost. */
export const useEvery = (ms = 5_000): number => (useConnected() ? heardEveryMs : ms);

/** Keeps what the page shows up to date, by the one event stream of this browser. For one place of a page: its layout. */
export function useLive(): { connected: boolean } {
  const client = useQueryClient();
  useEffect(() => start(client), [client]);
  return { connected: useConnected() };
}

function start(client: QueryClient): () => void {
  const refresher = createRefresher(client);
  const tabs = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("hotline-live");
  const ending = new AbortController();
  let holds = false;
  let wasConnected = false;
  const say = (word: Word) => tabs?.postMessage(word);
  const hear = (topics: readonly Topic[]) => refresher.refresh(topics);
  const connect = (connected: boolean) => {
    // What happened while nothing was heard is unknown; a page that has just been loaded knows the configuration.
    if (connected && !isConnected) hear(wasConnected ? ["alerts", "events", "config"] : ["alerts", "events"]);
    wasConnected ||= connected;
    setConnected(connected);
  };

  if (tabs) {
    tabs.onmessage = ({ data }: MessageEvent<Word>) => {
      if ("topics" in data) hear(data.topics);
      else if ("asks" in data) {
        if (holds) say({ connected: isConnected });
      } else if (!holds) connect(data.connected);
    };
    say({ asks: true });
  }

  const hold = (signal: AbortSignal) => {
    holds = true;
    setConnected(false);
    return holdStream(signal, {
      onState: (connected) => {
        connect(connected);
        say({ connected });
      },
      onTopics: (topics) => {
        hear(topics);
        say({ topics });
      },
    }).finally(() => {
      holds = false;
    });
  };
  // Only pages from https or this machine have locks; elsewhere each tab in view holds a stream of its own.
  if (tabs && navigator.locks) {
    navigator.locks.request("hotline-live", { signal: ending.signal }, () => hold(ending.signal)).catch(() => {});
  } else void holdWhileVisible(hold, ending.signal);

  return () => {
    ending.abort();
    tabs?.close();
    refresher.stop();
    setConnected(false);
  };
}

interface Hearing {
  onState(connected: boolean): void;
  onTopics(topics: Topic[]): void;
}

/** Holds the stream, and opens it anew when it is refused, until `signal`. */
function holdStream(signal: AbortSignal, { onState, onTopics }: Hearing): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource("/api/v1/stream");
      source.onopen = () => onState(true);
      source.addEventListener("change", (event) => onTopics((JSON.parse(event.data) as { topics: Topic[] }).topics));
      source.onerror = () => {
        onState(false);
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, reopenMs);
      };
    };
    const end = () => {
      clearTimeout(timer);
      source?.close();
      onState(false);
      resolve();
    };
    if (signal.aborted) return resolve();
    signal.addEventListener("abort", end, { once: true });
    open();
  });
}

async function holdWhileVisible(hold: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
  let current: AbortController | null = null;
  const follow = () => {
    const wanted = !document.hidden && !signal.aborted;
    if (wanted && !current) {
      current = new AbortController();
      void hold(current.signal);
    } else if (!wanted && current) {
      current.abort();
      current = null;
    }
  };
  document.addEventListener("visibilitychange", follow);
  signal.addEventListener("abort", () => {
    document.removeEventListener("visibilitychange", follow);
    follow();
  });
  follow();
}

/** Marks as stale what topics make stale, at most once a second, and not before the page is looked at. */
function createRefresher(client: QueryClient) {
  const waiting = new Set<Topic>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const owed = new Set<Topic>();
  let figuresTimer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  const forget = (keys: readonly string[][]) => {
    for (const queryKey of keys) void client.invalidateQueries({ queryKey, predicate: ({ meta }) => meta?.live !== false });
  };
  const run = () => {
    timer = undefined;
    if (document.hidden) return;
    last = Date.now();
    clearTimeout(figuresTimer);
    for (const topic of waiting) owed.add(topic);
    figuresTimer = setTimeout(() => {
      forget([...owed].flatMap((topic) => figures[topic]));
      owed.clear();
    }, figuresMs);
    forget([...waiting].flatMap((topic) => stale[topic]));
    waiting.clear();
  };
  const schedule = () => {
    if (waiting.size > 0) timer ??= setTimeout(run, Math.max(0, last + refreshMs - Date.now()));
  };
  document.addEventListener("visibilitychange", schedule);
  return {
    refresh(topics: readonly Topic[]) {
      for (const topic of topics) waiting.add(topic);
      schedule();
    },
    stop() {
      clearTimeout(timer);
      clearTimeout(figuresTimer);
      document.removeEventListener("visibilitychange", schedule);
    },
  };
}
