import { oncePerProcess } from "../once-per-process";

/** How many of something there may be at once in this process, and how many of them one organization's: well below all. */
export interface Share {
  all: number;
  own: number;
}

/** By what is shared, and by organization. */
const taken = oncePerProcess<Map<string, Map<string, number>>>("shares", () => new Map());

/** Takes a place of an organization's share of `what`, until what it returns is called. Null when there is none left, for it or at all. */
export function takeShare(what: string, organizationId: string, { all, own }: Share): (() => void) | null {
  const places = taken().get(what) ?? new Map<string, number>();
  taken().set(what, places);
  let together = 0;
  for (const count of places.values()) together += count;
  const before = places.get(organizationId) ?? 0;
  if (together >= all || before >= own) return null;
  places.set(organizationId, before + 1);
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    const left = (places.get(organizationId) ?? 1) - 1;
    if (left > 0) places.set(organizationId, left);
    else places.delete(organizationId);
  };
}
