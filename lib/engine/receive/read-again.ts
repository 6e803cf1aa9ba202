import { announce } from "../../changes/change-feed";
import { getEvent } from "../../data/events/events";
import type { Actor } from "../../domain/actor";
import type { EventShape } from "../../domain/event";
import { findUnstorable, storable, unstorable } from "../../domain/json";
import { invalid } from "../../domain/problem";
import { integrationOf } from "../../integrations";
import type { Integration, Parsed } from "../../integrations/integration";
import { afterCommit } from "../../postgres/db";
import { announceStored } from "./announce-stored";
import { maxEventBytes, readValue } from "./body";
import { failedToRead, readDeliveryId } from "./judge";
import { toStored } from "./meaning";
import { type Read, type Reread, retryEvent as retryStored, type StoredEvent } from "./reread";

/**
 * Reads an event once more, with a corrected body when one is given; resolves with the event as it is now. The signature is not asked again:
 * a person vouches for it. Throws 403, 404, 409 for an event that is good, and 422 for a body that cannot be kept.
 */
export async function retryEvent(actor: Actor, id: string, body: unknown): Promise<EventShape> {
  // Before it is made text: JSON.stringify throws at a depth that JSON.parse takes.
  const unkept = findUnstorable(body, "body");
  if (unkept) throw invalid([unkept]);
  const corrected = body === undefined || body === null ? null : typeof body === "string" ? body : JSON.stringify(body);
  const fault = corrected === null ? null : faultOf(corrected);
  if (fault) throw invalid([{ path: "body", message: fault }]);
  const reread = await retryStored(actor, id, corrected, readAgain);
  const event = await getEvent(actor, id);
  afterCommit(() => {
    announce(actor.organizationId, "events");
    announceStored({ integration: event.integration, ...reread });
  });
  return event;
}

const faultOf = (text: string): string | null =>
  Buffer.byteLength(text) > maxEventBytes ? `must have at most ${maxEventBytes} bytes` : unstorable(text);

/** The sender's id of an event: by the body that it came with, which a repeat has too, else by the corrected one. */
function deliveryIdOf(event: StoredEvent, integration: Integration, corrected: Buffer): string | null {
  const headers = event.headers as Record<string, string>;
  const idBy = (body: Buffer) => {
    const read = readValue(body, headers);
    return readDeliveryId(integration, { headers, body, value: read.ok ? read.value : undefined, now: event.receivedAt.getTime() });
  };
  return idBy(Buffer.from(event.body)) ?? idBy(corrected);
}

/** What an event's integration makes of a body today. */
export const readAgain: Read = async (event, body, latest) => {
  const integration = integrationOf(event.integration);
  const failed = (reason: string, cause: string): Reread => ({
    reason: storable(reason),
    cause: storable(cause.slice(0, 200)),
    deliveryId: null,
    moments: [],
    alerts: [],
  });
  if (!integration) return failed(`There is no integration "${event.integration}".`, "unknown integration");
  const headers = event.headers as Record<string, string>;
  const read = readValue(body, headers);
  if (!read.ok) return failed(read.reason, "unreadable body");
  let parsed: Parsed;
  let deliveryId: string | null = null;
  try {
    parsed = integration.parse({ headers, body, value: read.value, now: event.receivedAt.getTime(), latest });
    deliveryId = deliveryIdOf(event, integration, body);
  } catch (error) {
    parsed = { ok: false, ...failedToRead(event.id, event.integration, error) };
  }
  if (!parsed.ok) return failed(parsed.reason, parsed.cause);
  const { organizationId, team, webhook, apiKeyId, environmentId } = event;
  const origin = { eventId: event.id, organizationId, team, webhook, apiKeyId, integration: event.integration, environmentId };
  return { cause: null, deliveryId, ...(await toStored(parsed, origin)) };
};
