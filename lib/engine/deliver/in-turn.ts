import { oncePerProcess } from "../../once-per-process";

/** Of what runs ask of the database together: enough for few statements, and so few that a single one keeps nobody waiting for long. */
export const deliveringTogether = { maxRows: 250 } as const;

/** Whose the destinations are that were met in this process. */
const owners = oncePerProcess<Map<string, string>>("owners", () => new Map());

export function rememberOwner(destinationId: string, organizationId: string): void {
  owners().set(destinationId, organizationId);
}

/** The organization whose turn a destination's statements take; the same for all that were never met. */
export const ownerOf = (destinationId: string): string => owners().get(destinationId) ?? "";
