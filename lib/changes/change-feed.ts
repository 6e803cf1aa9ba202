import { randomUUID } from "node:crypto";
import { oncePerProcess } from "../once-per-process";
import { isDbOpen, pool } from "../postgres/db";
import { listenTo } from "../postgres/listen";

/** What changed: alerts and their deliveries, events and their moments, or anything that people set. */
export type Topic = "alerts" | "events" | "config";

type Listener = (topics: ReadonlySet<Topic>) => void;

interface Feed {
  /** Tells this process's own notices apart. */
  id: string;
  listeners: Map<string, Set<Listener>>;
  /** What changed since the last round, by organization. */
  changed: Map<string, Set<Topic>>;
  timer: NodeJS.Timeout | null;
  lastRound: number;
  /** The connection that hears other processes, while somebody listens. */
  hearing: { stop: () => void } | null;
}

const feed = oncePerProcess<Feed>("changes", () => ({
  id: randomUUID().slice(0, 8),
  listeners: new Map(),
  changed: new Map(),
  timer: null,
  lastRound: 0,
  hearing: null,
}));

/** Listeners and other processes are told at most so often, in milliseconds: four times a second. */
const roundMs = 250;
/** What changes together is told together. */
const gatherMs = 20;
/** Most organizations in one notice: Postgres takes 8,000 bytes, and each needs 38. */
const maxPerNotice = 150;
const channel = "hotline_changes";
const codes: Record<Topic, string> = { alerts: "a", events: "e", config: "c" };

/**
 * Says that something of an organization changed and is committed. Costs next to nothing: listeners, and other processes by Postgres'
 * NOTIFY, are told a moment later, at most four times a second.
 */
export function announce(organizationId: string, topic: Topic): void {
  const of = feed();
  const topics = of.changed.get(organizationId);
  if (topics) topics.add(topic);
  else of.changed.set(organizationId, new Set([topic]));
  if (of.timer !== null) return;
  of.timer = setTimeout(round, Math.max(gatherMs, of.lastRound + roundMs - Date.now()));
  of.timer.unref();
}

function round(): void {
  const of = feed();
  of.timer = null;
  of.lastRound = Date.now();
  const changed = [...of.changed];
  of.changed.clear();
  for (const [organizationId, topics] of changed) tell(organizationId, topics);
  // The process is about to end.
  if (!isDbOpen()) return;
  const notices: string[] = [];
  for (let at = 0; at < changed.length; at += maxPerNotice) {
    const part = changed.slice(at, at + maxPerNotice);
    notices.push(`${of.id} ${part.map(([id, topics]) => [...topics].map((topic) => codes[topic]).join("") + id).join(" ")}`);
  }
  // A notice that is lost costs a page some seconds: it asks again by itself.
  pool()
    .query(`SELECT pg_notify('${channel}', notice) FROM unnest($1::text[]) AS n (notice)`, [notices])
    .catch(() => {});
}

function tell(organizationId: string, topics: ReadonlySet<Topic>): void {
  for (const listener of feed().listeners.get(organizationId) ?? []) listener(topics);
}

/** Hears of an organization's changes, in this process and in others, until the function that comes back is called. */
export function onChange(organizationId: string, listener: Listener): () => void {
  const of = feed();
  const listeners = of.listeners.get(organizationId) ?? new Set();
  of.listeners.set(organizationId, listeners.add(listener));
  of.hearing ??= listenTo(channel, receive, () => {
    // What was said while nobody heard is unknown: everything may have changed.
    for (const heard of feed().listeners.keys()) tell(heard, new Set(["alerts", "events", "config"]));
  });
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && of.listeners.get(organizationId) === listeners) of.listeners.delete(organizationId);
    if (of.listeners.size > 0) return;
    of.hearing?.stop();
    of.hearing = null;
  };
}

/** A notice of another process: its id, then each organization with the letters of what changed before its id. */
function receive(notice: string): void {
  const [from, ...entries] = notice.split(" ");
  if (from === feed().id) return;
  for (const entry of entries) {
    const letters = entry.slice(0, -36);
    const topics = (Object.keys(codes) as Topic[]).filter((topic) => letters.includes(codes[topic]));
    if (topics.length > 0) tell(entry.slice(-36), new Set(topics));
  }
}
