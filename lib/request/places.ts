import { oncePerProcess } from "../once-per-process";
import { callNext, type WaitingLine, waitIn } from "./waiting-line";

/** Something of which there are so many places in this process. */
export interface Places {
  name: string;
  count: number;
}

/** Of each: how many places are taken, and who waits for one. */
const lines = oncePerProcess<Map<string, { taken: number; waiting: WaitingLine }>>("places", () => new Map());

/**
 * Does `work` in a place, once there is one. Where all are taken, organizations get the next ones in turn: whoever has thousands of things to do waits
 * behind itself.
 */
export async function inPlace<T>({ name, count }: Places, organizationId: string, work: () => Promise<T>): Promise<T> {
  const line = lines().get(name) ?? { taken: 0, waiting: new Map() };
  lines().set(name, line);
  if (line.taken < count) line.taken++;
  else await waitIn(line.waiting, organizationId);
  try {
    return await work();
  } finally {
    // A place goes from hand to hand while somebody waits.
    if (!callNext(line.waiting)) line.taken--;
  }
}
