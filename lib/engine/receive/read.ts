import { createHash } from "node:crypto";
import { hideTokens } from "../../domain/hide-tokens";
import { showId } from "../../domain/id";
import { storable } from "../../domain/json";
import { isUntrustedId } from "../../domain/moments/request-id";
import { clip } from "../../domain/plain-text";
import type { FieldError } from "../../domain/problem";
import { integrationOf, integrations } from "../../integrations";
import type { Inbound, Integration, Parsed } from "../../integrations/integration";
import { log } from "../../log";
import { readValue } from "./body";
import { tellFromLast } from "./last-told";
import { type Origin, type StoredForm, toStored } from "./meaning";
import type { AlertOfMoment, NewMoment } from "./store-events";

/** What a request says, as it is stored. */
export interface Reading {
  /** What an error has in common with others; null of what is good. */
  cause: string | null;
  reason: string | null;
  /** Its sender's own id of the request, or what its content tells it by; null where each such request is news. */
  requestId: string | null;
  moments: readonly NewMoment[];
  alerts: readonly AlertOfMoment[];
  /** Of an error, each field that is wrong. */
  errors?: readonly FieldError[];
}

/** A request as integrations see it; `unreadable` says in words why its body holds no value. */
export interface ReadableRequest {
  inbound: Inbound;
  unreadable: string | null;
}

/** Header names are lower case; `now` is when the request was received, in epoch milliseconds. */
export function toReadable(headers: Readonly<Record<string, string>>, body: Buffer, now: number): ReadableRequest {
  const read = readValue(body, headers);
  const inbound = { headers, body, value: read.ok ? read.value : undefined, now };
  return { inbound, unreadable: read.ok ? null : read.reason };
}

/** Longest cause, in characters. */
const maxCause = 200;

/** What is wrong with a request, in words that can be stored. */
export const readingOf = (reason: string, cause: string, errors?: readonly FieldError[]): Reading => ({
  reason: storable(hideTokens(reason)),
  cause: storable(clip(hideTokens(cause), maxCause)),
  requestId: null,
  moments: [],
  alerts: [],
  ...(errors ? { errors } : {}),
});

/** The cause of what is a fault of Hotline's. */
export const internal = "internal";

/** What is said of an event, a UUID, whose integration threw. The log says what it threw. */
export function failedToRead(eventId: string, integration: string, err: unknown): Reading {
  const name = clip(integration, 64);
  log().error({ event: showId("event", eventId), integration: name, err }, "an integration failed to read an event");
  return readingOf(
    `Hotline failed to read this as ${name}; its log says more under this event's id. That is a fault of Hotline's.`,
    internal,
  );
}

export function unknownIntegration(name: string): Reading {
  const known = integrations.map((one) => one.integration).join(", ");
  return readingOf(`There is no integration "${clip(name, 64)}". There are ${known}.`, "unknown integration");
}

/**
 * Reads a request: at the door, and when somebody has its event read again. `latest` is until when what it tells of may have happened, in epoch
 * milliseconds; left out: until it was received. An integration that throws is an error as well; throws as `toStored` does.
 */
export async function read(origin: Origin, { inbound, unreadable }: ReadableRequest, latest?: number): Promise<Reading> {
  const integration = integrationOf(origin.integration);
  if (!integration) return unknownIntegration(origin.integration);
  let parsed: Parsed;
  let requestId: string | null;
  let doubtfulId: string | null;
  try {
    parsed = unreadable === null ? integration.parse({ ...inbound, latest }) : { ok: false, reason: unreadable, cause: "unreadable body" };
    requestId = readRequestId(integration, inbound);
    doubtfulId = requestId === null && parsed.ok ? (integration.doubtfulId?.(inbound) ?? null) : null;
  } catch (error) {
    return failedToRead(origin.eventId, origin.integration, error);
  }
  if (!parsed.ok) return { ...readingOf(parsed.reason, parsed.cause, parsed.errors), requestId };
  const { reason, moments, alerts, ...stored } = await toStored(parsed, origin);
  return { cause: null, reason, moments, alerts, requestId: requestId ?? (await tellByContent(stored, doubtfulId, origin)) };
}

/** What tells a request from others whose sender gives it no id. */
async function tellByContent(
  { identities, dedupKey }: Pick<StoredForm, "identities" | "dedupKey">,
  doubtfulId: string | null,
  { organizationId, receivedAt }: Origin,
): Promise<string | null> {
  if (identities !== null) return digest([...new Set(identities)].sort().join(" "));
  return doubtfulId === null || dedupKey === null ? null : tellFromLast(storable(doubtfulId), organizationId, dedupKey, receivedAt);
}

/** Longest request id, in characters. */
const maxRequestId = 255;

/** The sender's own id of a request, else one that it gives in a way that any sender may; null without one. */
export function readRequestId(integration: Integration, inbound: Inbound): string | null {
  const { "idempotency-key": key, "webhook-id": webhookId } = inbound.headers;
  const id = integration.requestId(inbound) || key || webhookId;
  if (!id) return null;
  return isUntrustedId(id) ? digest(id) : storable(shorten(id));
}

const digest = (id: string): string => `sha256:${createHash("sha256").update(id).digest("hex")}`;
const shorten = (id: string): string => (id.length <= maxRequestId ? id : digest(id));

/** What is said of an event that could not be stored as it was read. The log says why. */
export const unstored = readingOf(
  "Hotline failed to store what this says; its log says more under this event's id. That is a fault of Hotline's.",
  internal,
);
