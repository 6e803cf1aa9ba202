import { showId } from "../../domain/id";
import { log } from "../../log";
import { isDraining } from "../../request/draining";
import { lingerMs } from "../linger";
import { takeDestinationsOn, wakeDestinations } from "../wake";
import { workDestination } from "./work";

/** How long one run takes on further destinations, in milliseconds: what is woken later is another run's. */
const runMs = 20_000;
/** When a destination is worked again whose work failed, in milliseconds. */
const againMs = 5_000;

/**
 * Sends what is due at these destinations, and at all that are woken in this process meanwhile, each for itself; what they ask of the database at
 * the same moment is one statement. Resolves with the attempts that were made, once nothing was left for a while, or some time has passed and what
 * was begun is over. Where another run is at work in this process, that one takes them on. A destination whose work fails holds up no other, and is
 * woken again by itself: most of them came with no event of this run's, which repeating it would bring back.
 */
export async function deliverDue(destinationIds: readonly string[]): Promise<{ attempts: number }> {
  const started = Date.now();
  const working = new Map<string, Promise<void>>();
  /** Those that were woken while their work was ending. */
  const again = new Set<string>();
  let attempts = 0;
  let goOn = () => {};

  const takeOn = (id: string): void => {
    if (working.has(id)) return void again.add(id);
    const work = workDestination(id)
      .then((made) => {
        attempts += made;
      })
      .catch((err) => {
        log().error({ err, destination: showId("dest", id) }, "a destination could not be worked; it is tried again");
        wakeDestinations([id], Date.now() + againMs);
      })
      .finally(() => {
        working.delete(id);
        if (again.delete(id)) wakeDestinations([id]);
        if (working.size === 0) goOn();
      });
    working.set(id, work);
    goOn();
  };
  const change = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      goOn = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const stop = takeDestinationsOn(takeOn);
  if (!stop) {
    wakeDestinations(destinationIds);
    return { attempts: 0 };
  }
  for (const id of destinationIds) takeOn(id);
  for (let left = runMs; left > 0 && !isDraining(); left = started + runMs - Date.now()) {
    const isIdle = working.size === 0;
    await change(isIdle ? Math.min(left, lingerMs()) : left);
    if (isIdle && working.size === 0) break;
  }
  stop();
  await Promise.all(working.values());
  return { attempts };
}
