import type { DestinationShape } from "../delivering/destination";
import { joinWords } from "../words";
import type { ChannelShape } from "./channel";
import { sayCovered } from "./covered";

interface Subject {
  /** An environment's slug; null for the whole organization. */
  environment: string | null;
  channels: readonly Pick<ChannelShape, "name" | "enabled" | "environment">[];
  destinations: readonly Pick<DestinationShape, "id" | "name" | "enabled" | "verified">[];
  /** What findCovered found. */
  covered: ReadonlyMap<string, { name: string }>;
}

/** Stable names of what may be wrong with a subscription. All but the last keep it from ever sending. */
export const problemCodes = [
  "no_channel",
  "no_channel_enabled",
  "other_environment",
  "no_destination",
  "no_destination_ready",
  "destination_covered",
] as const;

/** A code, and the same in words. */
export interface SubscriptionProblem {
  code: (typeof problemCodes)[number];
  said: string;
}

const names = (entries: readonly { name: string }[]) =>
  joinWords(
    entries.map(({ name }) => name),
    "and",
    3,
  );

const are = (entries: readonly unknown[], word: string) => `${entries.length === 1 ? "is" : "are"} ${word}`;

/** What keeps a subscription from ever sending, however many alerts come, and where it sends what another one sends already. */
export function findProblems(subject: Subject): SubscriptionProblem[] {
  return [channelProblem(subject), destinationProblem(subject), ...coveredProblems(subject)].filter((problem) => problem !== null);
}

function channelProblem({ channels, environment }: Subject): SubscriptionProblem | null {
  if (channels.length === 0) return { code: "no_channel", said: "It listens to no channel." };
  const enabled = channels.filter((channel) => channel.enabled);
  if (enabled.length === 0) return { code: "no_channel_enabled", said: `${names(channels)} ${are(channels, "disabled")}.` };
  const elsewhere = (bound: string | null) => environment !== null && bound !== null && bound !== environment;
  if (enabled.some((channel) => !elsewhere(channel.environment))) return null;
  const bound = joinWords([...new Set(enabled.map((channel) => channel.environment ?? ""))], "and");
  return {
    code: "other_environment",
    said: `It takes alerts of ${environment} only, but ${names(enabled)} ${are(enabled, `for ${bound}`)}.`,
  };
}

function destinationProblem({ destinations }: Subject): SubscriptionProblem | null {
  if (destinations.length === 0) return { code: "no_destination", said: "Nothing to send to." };
  if (destinations.some(({ enabled, verified }) => enabled && verified)) return null;
  const off = destinations.filter(({ enabled }) => !enabled);
  const unverified = destinations.filter(({ enabled, verified }) => enabled && !verified);
  const why = [
    off.length > 0 && `${names(off)} ${are(off, "disabled")}`,
    unverified.length > 0 && `${names(unverified)} ${are(unverified, "not confirmed yet")}`,
  ].filter(Boolean);
  return { code: "no_destination_ready", said: `Nothing to send to: ${why.join(", ")}.` };
}

const coveredProblems = ({ destinations, covered }: Subject): SubscriptionProblem[] =>
  destinations.flatMap(({ id, name, enabled, verified }) => {
    const by = enabled && verified && covered.get(id);
    return by ? { code: "destination_covered", said: sayCovered(name, by) } : [];
  });
