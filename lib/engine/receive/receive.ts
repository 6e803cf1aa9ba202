import { announce } from "../../changes/change-feed";
import { hideTokens } from "../../domain/hide-tokens";
import { newId, showId, timeOf } from "../../domain/id";
import { storable } from "../../domain/json";
import type { RefusalReason } from "../../domain/moments/refusal";
import { untrustedId } from "../../domain/moments/request-id";
import { isProblem, Problem } from "../../domain/problem";
import { env } from "../../env";
import { integrationOf } from "../../integrations";
import { log } from "../../log";
import { isReferenceGone, isUnavailable } from "../../postgres/errors";
import { chargeTokens, takeTokens } from "../../request/limiter";
import { forgetEnvironments } from "../publish/environments";
import { announceReading } from "./announce-reading";
import { readEventBody } from "./body";
import { forgetDoors } from "./door";
import { type Caller, callerOf, countRefusal, type Entry, readEntry } from "./entry";
import { countEventless } from "./eventless";
import { redactHeaders } from "./headers";
import { isTrusted, type Judgement, judge } from "./judge";
import { internal, type Reading, read, toReadable, unstored } from "./read";
import { type AcceptedEvent, acceptEvent, type NewEvent } from "./store-events";

/** What the sender is told of an event that was stored. */
export interface Received {
  id: string;
  status: "success" | "error";
}

/**
 * Receives one request at the inbound door: one event, with its moments and alerts, committed before the answer. Throws 404, 410, 413, 429,
 * 400 for a body that ends before its time, 401 and 422 (which stored an error event), and 503 when the database cannot commit (nothing was stored then).
 */
export async function receive(request: Request, path: readonly string[]): Promise<Received> {
  // Before the headers are gone through as a whole: server.ts vouches for the address in a way that only a look-up by name sees.
  const caller = callerOf(request, path);
  const entry = await readEntry(request, path);
  const refuse = (reason: RefusalReason, problem: unknown): never => {
    if (entry.door) countRefusal(entry.door, reason, caller);
    throw problem;
  };
  const wait = takeTokens(bucketOf(entry), 1, env().MOMENTS_PER_SECOND);
  if (wait !== null) {
    const words = `This token takes at most ${env().MOMENTS_PER_SECOND} requests a second.`;
    refuse("too_many", new Problem(429, "too_many_requests", words, { retryAfterSeconds: wait }));
  }
  const body = await readEventBody(request).catch((error) =>
    isProblem(error) ? refuse(error.status === 413 ? "too_large" : "incomplete", error) : Promise.reject(error),
  );
  try {
    return await take(request, caller, entry, body, path);
  } catch (error) {
    if (isUnavailable(error) || (isProblem(error) && error.status === 503)) refuse("not_stored", error);
    if (!isReferenceGone(error)) throw error;
    forgetDoors();
    forgetEnvironments();
    return take(request, caller, await readEntry(request, path), body, path);
  }
}

const bucketOf = ({ id }: Entry): string => `moments ${id}`;

async function take(request: Request, caller: Caller, entry: Entry, body: Buffer, [token = ""]: readonly string[]): Promise<Received> {
  const id = newId();
  const receivedAt = timeOf(id);
  const { door, integration } = entry;
  const readable = toReadable(Object.fromEntries(request.headers), body, receivedAt.getTime());
  const judgement = judge({ eventId: id, door, integration }, readable);
  const received = { id, receivedAt, body, headers: JSON.stringify(redactHeaders(request.headers, token)), ...caller };
  const base = { ...received, ...ownersOf(entry), verdict: judgement.verdict };
  let reading: Reading;
  let accepted: AcceptedEvent;
  try {
    reading = judgement.refusal ?? (await read(originOf(id, receivedAt, entry), readable));
    accepted = await acceptEvent(toEvent(base, reading, judgement));
  } catch (error) {
    if (isProblem(error) || isUnavailable(error) || isReferenceGone(error)) throw error;
    // Nothing that arrived is lost, whatever an integration made of it.
    log().error({ event: showId("event", id), integration, err: error }, "an event could not be stored as it was read");
    reading = unstored;
    accepted = await acceptEvent(toEvent(base, reading, judgement));
  }
  const shown = showId("event", accepted.id);
  if (accepted.repeated) {
    if (door) countEventless(door.id, "repeated", caller);
    return { id: shown, status: accepted.status };
  }
  // A group is one request and many moments: what it was too much holds up the next one, since what was read is never refused.
  chargeTokens(bucketOf(entry), reading.moments.length - 1);
  if (accepted.status === "success") announceReading(base, reading);
  else announce(base.organizationId, "events");
  const problem = toProblem(judgement, reading, base.integration, shown);
  if (problem) throw problem;
  return { id: shown, status: accepted.status };
}

/** Whose an event is. */
function ownersOf({ organizationId, team, door, apiKeyId, integration }: Entry) {
  return {
    organizationId,
    teamId: team?.id ?? null,
    webhookId: door?.id ?? null,
    apiKeyId,
    integration: storable(hideTokens(integration).slice(0, 64)),
  };
}

function originOf(eventId: string, receivedAt: Date, entry: Entry) {
  const { door, team, environmentId } = entry;
  const { organizationId, apiKeyId, integration } = ownersOf(entry);
  const webhook = door && { id: door.id, label: door.label };
  return { eventId, receivedAt, organizationId, team, webhook, apiKeyId, integration, environmentId };
}

/** What breaks the contract of a sender who is told does not use its request's id up: they may send it again, mended. */
const isTold = ({ cause }: Reading, integration: string): boolean =>
  cause !== null && cause !== internal && integrationOf(integration)?.tellsCaller === true;

type Base = Omit<NewEvent, "status" | "reason" | "cause" | "requestId" | "moments" | "alerts">;

function toEvent(base: Base, reading: Reading, { verdict }: Judgement): NewEvent {
  const { reason, cause, moments, alerts } = reading;
  const own = isTold(reading, base.integration) ? null : reading.requestId;
  const requestId = own !== null && !isTrusted(verdict) ? untrustedId(own) : own;
  return { ...base, status: cause === null ? "success" : "error", reason, cause, requestId, moments, alerts };
}

/** What the sender is told of an error event; null where it is better not told, since a tool would retry or switch its webhook off. */
function toProblem({ refusal, told }: Judgement, reading: Reading, integration: string, eventId: string): Problem | null {
  const reason = reading.reason ?? "";
  const members = { event_id: eventId };
  if (refusal !== null && told === 401) return new Problem(401, "bad_signature", reason, { members });
  if (refusal === null ? !isTold(reading, integration) : told !== 422) return null;
  const errors = [...(reading.errors ?? [{ path: "", message: reason }])];
  return new Problem(422, "invalid_event", `${reason} It is kept as ${eventId}.`, { errors, members });
}
