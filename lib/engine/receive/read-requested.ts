import { wake } from "../../../inngest/client";
import { events } from "../../../inngest/wakes";
import { announce } from "../../changes/change-feed";
import type { Actor } from "../../domain/actor";
import type { RetryEventsInput } from "../../domain/event";
import { showId } from "../../domain/id";
import { log } from "../../log";
import { afterCommit } from "../../postgres/db";
import { isDraining } from "../../request/draining";
import { announceStored } from "./announce-stored";
import { readAgain } from "./read-again";
import { findRetries, requestRetries, retryRequested } from "./reread-requested";

/** Events that one look takes. */
const batch = 100;
/** How long one run goes on, in milliseconds; then another one takes over. */
const runMs = 20_000;

/** Has the events read again that errored and that this matches; resolves with how many, before it is done. */
export async function retryMatchingEvents(actor: Actor, input: RetryEventsInput): Promise<{ count: number; more?: true }> {
  const requested = await requestRetries(actor, input);
  if (requested.count > 0)
    afterCommit(() => {
      announce(actor.organizationId, "events");
      wake({ name: events.eventsToRetry, data: {} });
    });
  return requested;
}

/** Reads again the events that wait for it, each in a transaction of its own, and writes back what became of them. */
export async function retryEvents(): Promise<{ success: number; error: number }> {
  const counts = { success: 0, error: 0 };
  const until = Date.now() + runMs;
  for (let more = true; more && !isDraining(); ) {
    const ids = await findRetries(batch);
    let taken = 0;
    for (const id of ids) {
      if (isDraining()) break;
      if (Date.now() >= until) {
        wake({ name: events.eventsToRetry, data: {} });
        return counts;
      }
      const retried = await retryRequested(id, readAgain, (err) =>
        log().error({ event: showId("event", id), err }, "an event could not be stored as it was read again"),
      );
      if (!retried) continue;
      taken++;
      const { event, reread } = retried;
      counts[reread.cause === null ? "success" : "error"]++;
      announce(event.organizationId, "events");
      announceStored({ integration: event.integration, ...reread });
    }
    // The others are in the hands of another process.
    more = ids.length === batch && taken > 0;
  }
  return counts;
}
