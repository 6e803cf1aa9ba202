import { joinWords } from "../words";
import type { AlertShape } from "./alert";
import type { DeliveryShape } from "./delivery";

interface Alert extends Pick<AlertShape, "routed_at"> {
  deliveries: readonly Pick<DeliveryShape, "status" | "destination">[];
}

const names = (deliveries: Alert["deliveries"], status: string) =>
  deliveries.filter((delivery) => delivery.status === status).map(({ destination }) => destination.name);

/** Names before the rest is counted. */
const maxNamed = 3;

/** What became of an alert, in a sentence or two, what needs somebody first. `openAt` are destinations that heard it, and no end of it since. */
export function sayOutcomeLine({ routed_at, deliveries }: Alert, openAt: readonly string[] = []): string {
  if (routed_at === null) return "It is being routed.";
  if (deliveries.length === 0) return "It went nowhere: no subscription asked for it.";
  const parts = [
    ["failed", (who: string) => `Failed for ${who}.`],
    ["pending", (who: string) => `On its way to ${who}.`],
    ["skipped", (who: string) => `Skipped for ${who}.`],
    ["sent", (who: string) => `Sent to ${who}.`],
  ] as const;
  const sentences = parts.flatMap(([status, say]) => {
    const who = names(deliveries, status);
    return who.length > 0 ? say(joinWords(who, "and", maxNamed)) : [];
  });
  if (openAt.length > 0) sentences.push(`Still open at ${joinWords(openAt, "and", maxNamed)}.`);
  return sentences.join(" ");
}
