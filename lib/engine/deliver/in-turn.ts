import { oncePerProcess } from "../../once-per-process";
import { inPlace } from "../../request/places";

/** Half of the pool: statements of runs leave the other half to pages, routing and health. */
const statements = { name: "statements of runs", count: 5 };

/** Whose the destinations are that were met in this process. */
const owners = oncePerProcess<Map<string, string>>("owners", () => new Map());

export function rememberOwner(destinationId: string, organizationId: string): void {
  owners().set(destinationId, organizationId);
}

/** The organization whose turn a destination's run takes; the same for all that were never met. */
export const ownerOf = (destinationId: string): string => owners().get(destinationId) ?? "";

/** Asks the database for a destination's run, in its organization's turn: 2,000 destinations of one do not keep another's waiting. */
export const inTurn = <T>(destinationId: string, ask: () => Promise<T>): Promise<T> => inPlace(statements, ownerOf(destinationId), ask);
