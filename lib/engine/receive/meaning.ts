import type { Severity } from "../../domain/alerts/message";
import { hideTokens } from "../../domain/hide-tokens";
import { newId, showId, timeOf } from "../../domain/id";
import { storable } from "../../domain/json";
import { type MomentType, maxMomentName } from "../../domain/moments/moment-type";
import { beginning } from "../../domain/plain-text";
import type { Parsed, ParsedMoment } from "../../integrations/integration";
import { lookUpEnvironmentId } from "../publish/environments";
import { actionOf, dedupKeyOf } from "./dedup-key";
import { leaveOutKnown } from "./leave-out-known";
import type { AlertOfMoment, NewMoment } from "./store-events";
import { withTriggersTypes } from "./trigger-types";

/** Where a request came from, and what follows for what it says. Ids are UUIDs. */
export interface Origin {
  eventId: string;
  receivedAt: Date;
  organizationId: string;
  team: { id: string; name: string } | null;
  webhook: { id: string; label: string } | null;
  apiKeyId: string | null;
  integration: string;
  /** The environment that the API key is bound to. */
  environmentId: string | null;
}

const severityOf: Record<MomentType, Severity> = { page: "critical", incident: "error", alert: "warning", "near-miss": "info" };

/** What is said goes to whoever may read, and to destinations: without the tokens that a sender repeats in it. */
const sayable = (text: string): string => storable(hideTokens(text));
const sayableOrNull = (text: string | null): string | null => text && sayable(text);

export interface StoredForm {
  /** What there is to say of a good event, in words. */
  reason: string | null;
  moments: NewMoment[];
  alerts: AlertOfMoment[];
  /** What tells the request from others where its sender gives it no id: its moments' identities, or the one key that it is about. */
  identities: readonly string[] | null;
  dedupKey: string | null;
}

/**
 * What was read as it is stored: the moments that were not received before, and the alerts that they are too: `moment:<integration>:<type>`, and
 * the system name where the tool knows it.
 */
export async function toStored({ moments, note }: Extract<Parsed, { ok: true }>, origin: Origin): Promise<StoredForm> {
  const { fresh, note: known, identities } = await leaveOutKnown(moments, origin);
  const notes = [note, known].flatMap((words) => words ?? []);
  const stored: StoredForm = {
    reason: notes.length > 0 ? sayable(notes.join(" ")) : null,
    moments: [],
    alerts: [],
    identities,
    dedupKey: moments.length === 1 ? dedupKeyOf(origin, moments[0]?.correlation ?? null) : null,
  };
  for (const one of await withTriggersTypes(fresh, origin)) {
    const moment: NewMoment = {
      id: newId(),
      organizationId: origin.organizationId,
      teamId: origin.team?.id ?? null,
      eventId: origin.eventId,
      integration: origin.integration,
      name: storable(beginning(hideTokens(one.name), 2 * maxMomentName)),
      type: one.type,
      source: sayableOrNull(one.source),
      sourceUrl: sayableOrNull(one.sourceUrl),
      description: sayable(one.description),
      externalId: one.externalId && storable(one.externalId),
      identity: one.identity && storable(one.identity),
      occurredAt: new Date(one.occurredAt),
      createdAt: origin.receivedAt,
    };
    stored.moments.push(moment);
    const { organizationId } = origin;
    const named = one.environment && sayable(one.environment);
    const environmentId = origin.environmentId ?? (named ? await findEnvironment(organizationId, named) : null);
    const envId = named ? { env_id: named } : {};
    const common = { ...one, origin, environmentId, momentId: moment.id };
    stored.alerts.push(toAlert(common, `moment:${origin.integration}:${one.type}`, { ...payloadOf(moment, origin), ...envId }));
    // A system name asks for an env_id; a tool that names none gives its own name for "nowhere in particular".
    if (one.system) stored.alerts.push(toAlert(common, one.system.name, { env_id: "", ...one.system.payload, ...envId }));
  }
  return stored;
}

/** Tools write "Production" where a slug is "production". */
const findEnvironment = async (organizationId: string, named: string): Promise<string | null> =>
  (await lookUpEnvironmentId(organizationId, named)) ?? (await lookUpEnvironmentId(organizationId, named.toLowerCase()));

const payloadOf = (moment: NewMoment, { eventId, integration, team, webhook }: Origin) => ({
  moment_id: showId("moment", moment.id),
  event_id: showId("event", eventId),
  integration,
  name: moment.name,
  type: moment.type,
  source: moment.source,
  source_url: moment.sourceUrl,
  description: moment.description,
  occurred_at: moment.occurredAt.toISOString(),
  team: team && { id: showId("team", team.id), name: team.name },
  webhook: webhook && { id: showId("hook", webhook.id), label: webhook.label },
});

function toAlert(
  { origin, environmentId, momentId, ...one }: ParsedMoment & { origin: Origin; environmentId: string | null; momentId: string },
  name: string,
  payload: object,
): AlertOfMoment {
  const id = newId();
  const dedupKey = dedupKeyOf(origin, one.correlation);
  return {
    id,
    momentId,
    organizationId: origin.organizationId,
    environmentId,
    apiKeyId: origin.apiKeyId,
    name,
    payload: JSON.stringify(payload, (_key, value) => (typeof value === "string" ? sayable(value) : value)),
    source: origin.integration,
    severity: one.severity ?? severityOf[one.type],
    action: actionOf(dedupKey, one),
    dedupKey,
    replayOf: null,
    eventId: origin.eventId,
    createdAt: timeOf(id),
  };
}
