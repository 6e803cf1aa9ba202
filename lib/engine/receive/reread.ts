import { audit } from "../../changes/audit";
import { findEventId } from "../../data/events/events";
import { authorizeTeam } from "../../data/people/team-access";
import { type Actor, authorize } from "../../domain/actor";
import { showId } from "../../domain/id";
import { Problem } from "../../domain/problem";
import { db, transaction } from "../../postgres/db";
import type { Event } from "../../postgres/generated/client";
import { acceptAlerts, type NewAlert } from "../publish/store-alerts";
import { errorBodyDays } from "../upkeep/retention";
import { claimDelivery } from "./claim-request";
import { insertMoments, type NewEvent, type NewMoment } from "./store-events";

/** What reading an event's body once more led to. */
export interface Reread {
  reason: string | null;
  /** Null when it is good now. */
  cause: string | null;
  /** The sender's own; null without one. */
  deliveryId: string | null;
  moments: readonly NewMoment[];
  alerts: readonly NewAlert[];
}

/** An event as it is read again. Ids are UUIDs. */
export interface StoredEvent extends Event {
  webhook: { id: string; label: string } | null;
  team: { id: string; name: string } | null;
  /** Of the API key that it came with. */
  environmentId: string | null;
}

/** Reads a body as the event's integration does; what it tells of happened before `latest`, in epoch milliseconds. */
export type Read = (event: StoredEvent, body: Buffer, latest: number) => Promise<Reread>;

/**
 * Reads an event that errored once more, with `correctedBody` in its body's place when it is given; the original stays. Its own status
 * changes. Throws 409 for one that succeeded: its moments exist. Resolves with what was stored.
 */
export async function retryEvent(actor: Actor, id: string, correctedBody: string | null, read: Read): Promise<Reread> {
  authorize(actor, "team");
  return transaction(async () => {
    const event = await lockEvent(await findEventId(actor, id));
    await authorizeTeam(actor, event.teamId);
    refuseOtherEnvironment(actor, event);
    if (event.status === "success") throw new Problem(409, "event_succeeded", "This event is good already: its moments exist.");
    if (correctedBody === null && isBodyGone(event))
      throw new Problem(409, "body_deleted", `Bodies of errors are deleted after ${errorBodyDays} days: send one with the retry.`);
    const reread = await readAndStore(event, correctedBody, read);
    await audit(actor, "event.retried", event.id, {
      after: { corrected: correctedBody !== null, status: reread.cause === null ? "success" : "error" },
    });
    return reread;
  });
}

/** What is good becomes alerts in the environment of the key that it came with: a key that is bound to another one may not do that. */
export function refuseOtherEnvironment(actor: Actor, { environmentId }: { environmentId: string | null }): void {
  if (actor.type === "key" && actor.environmentId !== null && actor.environmentId !== environmentId)
    throw new Problem(403, "other_environment", "This API key is bound to another environment.");
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
  correctedBody === null && body.length === 0 && receivedAt.getTime() < Date.now() - errorBodyDays * 86_400_000;

/** What is good makes nothing again where the same delivery was received since. */
async function claimed(event: StoredEvent, said: Reread): Promise<Reread> {
  if (said.cause !== null || said.deliveryId === null) return said;
  const repeat = await claimDelivery(event, said.deliveryId);
  if (!repeat) return said;
  const nothing = { deliveryId: null, moments: [], alerts: [] };
  const as = `The same delivery was received since, as ${showId("event", repeat.id)}`;
  return repeat.isGood
    ? { ...nothing, cause: null, reason: `${as}: it makes no moment again.` }
    : { ...nothing, cause: "repeated meanwhile", reason: `${as}, which is being read again at the moment: retry this one afterwards.` };
}

/** Within a transaction that has locked the event. */
export async function readAndStore(event: StoredEvent, correctedBody: string | null, read: Read): Promise<Reread> {
  const text = correctedBody ?? event.correctedBody;
  // Who corrects a body may tell of what happened since.
  const said = await (text === null
    ? read(event, Buffer.from(event.body), event.receivedAt.getTime())
    : read(event, Buffer.from(text, "utf8"), Date.now()));
  const reread = await claimed(event, said);
  const { reason, cause, moments, alerts } = reread;
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
  if (moments.length > 0) await db().$executeRaw(insertMoments([{ ...event, moments } as unknown as NewEvent]));
  if (alerts.length > 0) await acceptAlerts(alerts);
  return reread;
}
