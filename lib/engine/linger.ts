import { usesInngestServer } from "../env";

/**
 * How long a run that has nothing to do waits for more, in milliseconds: at a steady rate, one run serves many alerts. A server takes long to start
 * one (a second where its queue is idle), and one that waits costs nothing.
 */
export const lingerMs = (): number => (usesInngestServer() ? 2_000 : 20);
