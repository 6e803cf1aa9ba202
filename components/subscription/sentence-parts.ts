import type { DestinationShape } from "@/lib/domain/delivering/destination";
import { beginning } from "@/lib/domain/plain-text";
import type { ChannelShape } from "@/lib/domain/routing/channel";
import { joinWords } from "@/lib/domain/words";

/** What a sentence is about; ids that are not found are left out. */
export interface SentenceSubject {
  channels: readonly Pick<ChannelShape, "id" | "name" | "pattern" | "enabled" | "system">[];
  destinations: readonly Pick<DestinationShape, "id" | "name" | "kind" | "enabled">[];
  /** An environment's slug; null for the whole organization. */
  environment: string | null;
}

/** A channel goes by its pattern when its name says no more than that. */
export const isNamedAsPattern = ({ name, pattern }: { name: string; pattern: string }): boolean => name === pattern;

/** The words around the entry at `index`, which stand with a space between entries. */
export const wordsAround = (index: number, length: number, last: "or" | "and"): { before: string; after: string } => ({
  before: index > 0 && index === length - 1 ? `${last} ` : "",
  after: index < length - 2 ? "," : "",
});

/** What the subscription does, as plain text: for a screen reader, for searching. */
export function sentenceOf({ channels, destinations, environment }: SentenceSubject): string {
  const names = (entries: readonly { name: string }[]) => entries.map(({ name }) => name);
  const when = joinWords(names(channels), "or") || "no channel";
  const where = environment ?? "any environment";
  return `When ${when} happens in ${where}, notify ${joinWords(names(destinations), "and") || "nobody"}.`;
}

/** Longest name, in characters. */
const maxNameLength = 100;

/** A name for what was chosen, `Payments to #ops and PagerDuty`; empty while nothing is. */
export function suggestName({ channels, destinations, environment }: SentenceSubject): string {
  const from = joinWords(
    channels.map(({ name }) => name),
    "and",
    2,
  );
  const to = joinWords(
    destinations.map(({ name }) => name),
    "and",
    2,
  );
  if (!from && !to) return "";
  const name = [from, to && (from ? `to ${to}` : `To ${to}`), environment && `(${environment})`].filter(Boolean).join(" ");
  return name.length > maxNameLength ? `${beginning(name, maxNameLength - 1).trimEnd()}…` : name;
}
