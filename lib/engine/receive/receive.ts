import { announce } from "../../changes/change-feed";
import { readApiKey } from "../../data/people/api-keys";
import { can } from "../../domain/actor";
import { newId, showId, timeOf } from "../../domain/id";
import { storable } from "../../domain/json";
import { isProblem, notFound, Problem } from "../../domain/problem";
import { env } from "../../env";
import type { Parsed } from "../../integrations/integration";
import { log } from "../../log";
import { isUnavailable } from "../../postgres/db";
import { chargeTokens, takeTokens } from "../../request/limiter";
import { addressOf } from "../../request/peer";
import { forgetEnvironments } from "../publish/store-alerts";
import { announceStored } from "./announce-stored";
import { readEventBody } from "./body";
import { type Door, findDoor, findTeamOfKey, forgetDoors } from "./door";
import { redactHeaders } from "./headers";
import { judgeEvent } from "./judge";
import { toStored } from "./meaning";
import { countEventless } from "./refused";
import { type AcceptedEvent, acceptEvent, isReferenceGone, type NewEvent } from "./store-events";

/** Whom a request's path lets in. */
interface Entry {
  /** For the limiter: one bucket a token. */
  id: string;
  organizationId: string;
  door: Door | null;
  apiKeyId: string | null;
  environmentId: string | null;
  team: { id: string; name: string } | null;
  /** What the path names, else what the webhook is of. */
  integration: string;
}

/** What the sender is told of an event that was stored. */
export interface Received {
  id: string;
  status: "success" | "error";
}

const callerOf = (request: Request) => ({
  address: addressOf(request.headers).slice(0, 100),
  userAgent: (request.headers.get("user-agent") ?? "").slice(0, 300),
});

/** Who posts to `/moment/<token>[/<integration>]` or `/moment/<api key>/<integration>`. Throws 404 for what opens nothing, 403, and 410 for an expired token. */
export async function readEntry(request: Request, [token = "", given, ...rest]: readonly string[]): Promise<Entry> {
  const named = given?.toLowerCase();
  if (rest.length > 0) throw notFound("team webhook");
  const door = await findDoor(token);
  if (door) {
    if (door.expiresAt && door.expiresAt.getTime() <= Date.now()) {
      countEventless(door.id, "expired", callerOf(request));
      throw new Problem(410, "token_expired", "This webhook's token has expired. Ask its team for the new URL.");
    }
    const { id, organizationId, team, integration } = door;
    return { id, organizationId, door, apiKeyId: null, environmentId: null, team, integration: named ?? integration };
  }
  const key = named === undefined ? null : await readApiKey(token);
  if (!key || named === undefined) throw notFound("team webhook");
  if (!can(key, "publish")) throw new Problem(403, "not_allowed", 'This API key lacks the scope "publish".');
  const { id, organizationId, environmentId } = key;
  const team = await findTeamOfKey(id);
  return { id, organizationId, door: null, apiKeyId: id, environmentId, team, integration: named };
}

/**
 * Receives one request at the inbound door: one event, with its moments and alerts, committed before the answer. Throws 404, 410, 413, 429,
 * 400 for a body that ends before its time, 401 and 422 (which stored an error event), and 503 when the database cannot commit (nothing was stored then).
 */
export async function receive(request: Request, path: readonly string[]): Promise<Received> {
  // Before the headers are gone through as a whole: server.ts vouches for the address in a way that only a look-up by name sees.
  const caller = callerOf(request);
  const entry = await readEntry(request, path);
  const refuse = (reason: "too_many" | "too_large", problem: Problem): never => {
    if (entry.door) countEventless(entry.door.id, reason, caller);
    throw problem;
  };
  const wait = takeTokens(bucketOf(entry), 1, env().MOMENTS_PER_SECOND);
  if (wait !== null) {
    const words = `This token takes at most ${env().MOMENTS_PER_SECOND} requests a second.`;
    refuse("too_many", new Problem(429, "too_many_requests", words, { retryAfterSeconds: wait }));
  }
  const body = await readEventBody(request).catch((error) =>
    error instanceof Problem && error.status === 413 ? refuse("too_large", error) : Promise.reject(error),
  );
  try {
    return await take(request, caller, entry, body, path);
  } catch (error) {
    if (!isReferenceGone(error)) throw error;
    forgetDoors();
    forgetEnvironments();
    return take(request, caller, await readEntry(request, path), body, path);
  }
}

const bucketOf = ({ id }: Entry): string => `moments ${id}`;

async function take(
  request: Request,
  caller: ReturnType<typeof callerOf>,
  entry: Entry,
  body: Buffer,
  [token = ""]: readonly string[],
): Promise<Received> {
  const id = newId();
  const receivedAt = timeOf(id);
  const { door, integration } = entry;
  const judged = judgeEvent({ id, door, integration, headers: Object.fromEntries(request.headers), body, now: receivedAt.getTime() });
  const received = { id, receivedAt, body, headers: JSON.stringify(redactHeaders(request.headers, token)), ...caller };
  const of = { ...received, ...ownersOf(entry), verdict: judged.verdict, deliveryId: judged.deliveryId };
  let event: NewEvent;
  let accepted: AcceptedEvent;
  try {
    event = { ...of, ...(await toMeaning(judged.parsed, entry, id)) };
    accepted = await acceptEvent(event);
  } catch (error) {
    if (isProblem(error) || isUnavailable(error) || isReferenceGone(error)) throw error;
    // Nothing that arrived is lost, whatever an integration made of it.
    log().error({ event: showId("event", id), integration, err: error }, "an event could not be stored as it was read");
    event = { ...of, ...unreadable };
    accepted = await acceptEvent(event);
  }
  const shown = showId("event", accepted.id);
  if (accepted.repeated) {
    if (door) countEventless(door.id, "repeated", caller);
    return { id: shown, status: accepted.status };
  }
  // A group is one request and many moments: what it was too much holds up the next one, since what was read is never refused.
  chargeTokens(bucketOf(entry), event.moments.length - 1);
  announce(event.organizationId, "events");
  if (accepted.status === "success") announceStored(event);
  else if (judged.problem) throw judged.problem(shown);
  return { id: shown, status: accepted.status };
}

const unreadable = {
  status: "error",
  reason: "Hotline failed to store what this says; its log says more under this event's id. That is a fault of Hotline's.",
  cause: "internal",
  deliveryId: null,
  moments: [],
  alerts: [],
} as const;

/** Whose an event is, and what it came to. */
function ownersOf({ organizationId, team, door, apiKeyId, integration }: Entry) {
  return {
    organizationId,
    teamId: team?.id ?? null,
    webhookId: door?.id ?? null,
    apiKeyId,
    integration: storable(integration.slice(0, 64)),
  };
}

type Meaning = Pick<NewEvent, "status" | "reason" | "cause" | "moments" | "alerts">;

/** What a request says, as it is stored. */
async function toMeaning(parsed: Parsed, entry: Entry, eventId: string): Promise<Meaning> {
  if (!parsed.ok) {
    return { status: "error", reason: storable(parsed.reason), cause: storable(parsed.cause.slice(0, 200)), moments: [], alerts: [] };
  }
  const { door, team, environmentId } = entry;
  const webhook = door && { id: door.id, label: door.label };
  const { organizationId, apiKeyId, integration } = ownersOf(entry);
  const origin = { eventId, organizationId, team, webhook, apiKeyId, integration, environmentId };
  return { status: "success", cause: null, ...(await toStored(parsed, origin)) };
}
