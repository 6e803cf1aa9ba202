import { joinWords } from "@/components/words";
import type { ChannelShape } from "@/lib/domain/channel";
import type { DestinationShape } from "@/lib/domain/destination";

interface Subject {
  id: string;
  environment: string | null;
  channels: readonly Pick<ChannelShape, "id" | "name" | "enabled" | "environment">[];
  destinations: readonly Pick<DestinationShape, "id" | "name" | "enabled" | "verified">[];
}

/** Why a subscription sends nothing, and where that is mended. */
export interface SubscriptionProblem {
  text: string;
  mend: { label: string; href: string } | { label: string; edit: true };
}

const names = (entries: readonly { name: string }[]) =>
  joinWords(
    entries.map(({ name }) => name),
    "and",
    3,
  );

const are = (entries: readonly unknown[], word: string) => `${entries.length === 1 ? "is" : "are"} ${word}`;

/** What keeps a subscription from ever sending, however many alerts come. */
export function findProblems(subject: Subject): SubscriptionProblem[] {
  return [channelProblem(subject), destinationProblem(subject)].filter((problem) => problem !== null);
}

function channelProblem({ channels, environment }: Subject): SubscriptionProblem | null {
  if (channels.length === 0) return { text: "It listens to no channel.", mend: { label: "Choose a channel", edit: true } };
  const enabled = channels.filter((channel) => channel.enabled);
  if (enabled.length === 0) return { text: `${names(channels)} ${are(channels, "disabled")}.`, mend: toChannels(channels) };
  const elsewhere = (bound: string | null) => environment !== null && bound !== null && bound !== environment;
  if (enabled.some((channel) => !elsewhere(channel.environment))) return null;
  const bound = joinWords([...new Set(enabled.map((channel) => channel.environment ?? ""))], "and");
  return {
    text: `It takes alerts of ${environment} only, but ${names(enabled)} ${are(enabled, `for ${bound}`)}.`,
    mend: { label: "Change the scope", edit: true },
  };
}

function toChannels(channels: Subject["channels"]) {
  const [first] = channels;
  const href = channels.length === 1 && first ? `/alerts/channels?edit=${first.id}` : "/alerts/channels";
  return { label: channels.length === 1 ? "Open the channel" : "Open channels", href };
}

function destinationProblem({ destinations }: Subject): SubscriptionProblem | null {
  if (destinations.length === 0) return { text: "Nothing to send to.", mend: { label: "Choose a destination", edit: true } };
  if (destinations.some(({ enabled, verified }) => enabled && verified)) return null;
  const off = destinations.filter(({ enabled }) => !enabled);
  const unverified = destinations.filter(({ enabled, verified }) => enabled && !verified);
  const why = [
    off.length > 0 && `${names(off)} ${are(off, "disabled")}`,
    unverified.length > 0 && `${names(unverified)} ${are(unverified, "not confirmed yet")}`,
  ].filter(Boolean);
  const [only] = destinations;
  const mend =
    destinations.length === 1 && only
      ? { label: "Open the destination", href: `/alerts/destinations/${only.id}` }
      : { label: "Open destinations", href: "/alerts/destinations" };
  return { text: `Nothing to send to: ${why.join(", ")}.`, mend };
}
