import type { Wake } from "../../inngest/wakes";
import { isDraining } from "../request/draining";
import { patiently } from "./patiently";
import { wake } from "./wake";

/** How long one run goes on, in milliseconds, within the limits of platforms; then another one takes over. */
const runMs = 20_000;

interface Run<Item> {
  /** Takes what is to be done next; nothing ends the run. */
  claim(): Promise<readonly Item[]>;
  /** Does it. Whoever does one thing after the other asks `isOver` in between. `false`: what is left is in somebody else's hands. */
  work(items: readonly Item[], isOver: () => boolean): Promise<unknown>;
  /** Wakes the run that takes over. Without one, the next cron does. */
  more?: Wake;
}

/** Claims and works until nothing is left, the process is about to end, or the time is over. */
export async function runUntilIdle<Item>({ claim, work, more }: Run<Item>): Promise<void> {
  const until = Date.now() + runMs;
  const isLate = () => Date.now() >= until;
  while (!isDraining()) {
    if (isLate()) {
      if (more) wake(more);
      return;
    }
    const items = await patiently(claim);
    if (items.length === 0) return;
    if ((await work(items, () => isDraining() || isLate())) === false) return;
  }
}
