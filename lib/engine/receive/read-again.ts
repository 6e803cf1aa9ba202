import { asUtf8 } from "../../domain/charset";
import { showId } from "../../domain/id";
import { dayMs } from "../../domain/time";
import { integrationOf } from "../../integrations";
import { db } from "../../postgres/db";
import type { Event } from "../../postgres/generated/client";
import { acceptAlerts } from "../publish/store-alerts";
import { errorBodyDays } from "../upkeep/retention";
import { claimRequest } from "./claim-request";
import { type Reading, read, readRequestId, toReadable } from "./read";
import { insertMoments } from "./store-events";

/** An event that is to be read again. Ids are UUIDs. */
export interface StoredEvent extends Event {
  webhook: { id: string; label: string } | null;
  team: { id: string; name: string } | null;
  /** Of the API key that it came with. */
  environmentId: string | null;
}

/** The event, which nobody else reads again until the transaction ends. */
export async function lockEvent(uuid: string): Promise<StoredEvent> {
  await db().$executeRaw`SELECT 1 FROM events WHERE id = ${uuid}::uuid FOR UPDATE`;
  const event = await db().event.findUniqueOrThrow({ where: { id: uuid } });
  const webhook = event.webhookId
    ? await db().webhook.findUnique({ where: { id: event.webhookId }, select: { id: true, label: true } })
    : null;
  const team = event.teamId ? await db().team.findUnique({ where: { id: event.teamId }, select: { id: true, name: true } }) : null;
  const key = event.apiKeyId ? await db().apiKey.findUnique({ where: { id: event.apiKeyId }, select: { environmentId: true } }) : null;
  return { ...event, webhook, team, environmentId: key?.environmentId ?? null };
}

/** The body of an error is deleted before the event is. */
export const isBodyGone = ({ body, correctedBody, receivedAt }: StoredEvent): boolean =>
  correctedBody === null && body.length === 0 && receivedAt.getTime() < Date.now() - errorBodyDays * dayMs;

/**
 * Reads an event once more, with `correctedBody` in its body's place when it is given; the original stays. Its own status changes. Within a
 * transaction that has locked the event. A person vouches for it: the signature is not asked again.
 */
export async function readAgain(event: StoredEvent, correctedBody: string | null): Promise<Reading> {
  const text = correctedBody ?? event.correctedBody;
  const reading = await claimed(event, await readBody(event, text));
  const { reason, cause, moments } = reading;
  await db().event.update({
    where: { id: event.id },
    data: {
      status: cause === null ? "success" : "error",
      reason,
      cause,
      correctedBody: text,
      retryBy: null,
      retries: { increment: 1 },
    },
  });
  const stored = moments.length > 0 ? await db().$queryRaw<{ id: string }[]>(insertMoments(moments)) : [];
  const alerts = reading.alerts.filter(({ momentId }) => stored.some(({ id }) => id === momentId));
  if (alerts.length > 0) await acceptAlerts(alerts);
  return { ...reading, alerts };
}

/** What the event's integration makes today of its body, or of a corrected one. */
async function readBody(event: StoredEvent, corrected: string | null): Promise<Reading> {
  const { organizationId, team, webhook, apiKeyId, integration, environmentId, receivedAt } = event;
  const origin = { eventId: event.id, receivedAt, organizationId, team, webhook, apiKeyId, integration, environmentId };
  const headers = event.headers as Record<string, string>;
  const original = toReadable(headers, Buffer.from(event.body), receivedAt.getTime());
  if (corrected === null) return read(origin, original);
  const utf8Headers = { ...headers, "content-type": asUtf8(headers["content-type"] ?? "") };
  // Who corrects a body may tell of what happened since.
  const reading = await read(origin, toReadable(utf8Headers, Buffer.from(corrected, "utf8"), receivedAt.getTime()), Date.now());
  // A repeat has the body that the event came with.
  const tool = integrationOf(integration);
  const requestId = reading.cause === null && tool ? readRequestId(tool, original.inbound) : null;
  return { ...reading, requestId: requestId ?? reading.requestId };
}

/** What is good makes no moment again where the same request was received since. */
async function claimed(event: StoredEvent, reading: Reading): Promise<Reading> {
  if (reading.cause !== null || reading.requestId === null) return reading;
  const repeat = await claimRequest(event, reading.requestId);
  if (!repeat) return reading;
  const nothing = { requestId: null, moments: [], alerts: [] };
  const as = `The same delivery was received since, as ${showId("event", repeat.id)}`;
  return repeat.isGood
    ? { ...nothing, cause: null, reason: `${as}: it makes no moment again.` }
    : { ...nothing, cause: "repeated meanwhile", reason: `${as}, which is being read again at the moment: retry this one afterwards.` };
}
