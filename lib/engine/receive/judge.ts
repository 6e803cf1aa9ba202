import { createHash } from "node:crypto";
import { isUntrustedId, untrustedId } from "../../domain/delivery-id";
import { showId } from "../../domain/id";
import { storable } from "../../domain/json";
import { Problem } from "../../domain/problem";
import { integrationOf, integrations } from "../../integrations";
import type { Inbound, Integration, Parsed, Verdict } from "../../integrations/integration";
import { log } from "../../log";
import { readValue } from "./body";
import type { Door } from "./door";

export interface Judged {
  parsed: Parsed;
  verdict: Verdict;
  deliveryId: string | null;
  /** What the sender is told of an error; null where it is better not told. */
  problem: ((eventId: string) => Problem) | null;
}

interface Question {
  /** The event's, a UUID. */
  id: string;
  /** Null for what came with an API key. */
  door: Door | null;
  /** What the path names, else what the webhook is of. */
  integration: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** Epoch milliseconds. */
  now: number;
}

/** Longest delivery id, in characters. */
const maxDeliveryId = 255;

/** Signature first, then the body: what a request says, and what its sender is told. An integration that throws is an error as well. */
export function judgeEvent(question: Question): Judged {
  try {
    return judge(question);
  } catch (error) {
    const { reason, cause } = failedToRead(question.id, question.integration, error);
    // What could not be checked is not vouched for.
    return refused(reason, cause, question.door === null || question.door.signingSecrets?.length === 0 ? "unsigned" : "missing");
  }
}

/** What is said of an event, a UUID, whose integration threw. The log says what it threw. */
export function failedToRead(eventId: string, integration: string, err: unknown): { reason: string; cause: string } {
  const name = integration.slice(0, 64);
  log().error({ event: showId("event", eventId), integration: name, err }, "an integration failed to read an event");
  return {
    reason: `Hotline failed to read this as ${name}; its log says more under this event's id. That is a fault of Hotline's.`,
    cause: "internal",
  };
}

function judge({ door, integration: name, headers, body, now }: Question): Judged {
  const integration = integrationOf(name);
  const secrets = door ? door.signingSecrets : [];
  const isForeign = door !== null && name !== door.integration;
  // The sender of a webhook without a tool is a person, or a script of theirs.
  const tellsOfPath = door !== null && integrationOf(door.integration)?.tellsCaller === true;
  if (isForeign && secrets?.length !== 0) {
    const reason = `This webhook asks for a signature of ${door.integration}; the path names ${name.slice(0, 64)}, whose requests would get past it.`;
    return refused(reason, "another integration in the path", "missing", tellsOfPath);
  }
  if (!integration) {
    const known = integrations.map((one) => one.integration).join(", ");
    return refused(`There is no integration "${name.slice(0, 64)}". There are ${known}.`, "unknown integration", "unsigned", tellsOfPath);
  }
  if (secrets === null && door?.signatureMode === "enforce") {
    const reason =
      "Hotline cannot open this webhook's signing secret: restore its key in ENCRYPTION_KEYS, or set the secret anew. Then retry this event.";
    return refused(reason, "signing secret does not open", "missing");
  }
  const read = readValue(body, headers);
  const inbound: Inbound = { headers, body, value: read.ok ? read.value : undefined, now };
  const verdict: Verdict = secrets === null ? "missing" : secrets.length > 0 ? integration.verify(secrets, inbound) : "unsigned";
  const isTrusted = verdict === "valid" || verdict === "unsigned";
  if (!isTrusted && door?.signatureMode === "enforce") {
    const reason = signatureReasons[verdict](integration);
    return {
      ...refused(reason, `signature ${verdict}`, verdict),
      problem: (event_id) => new Problem(401, "bad_signature", reason, { members: { event_id } }),
    };
  }
  const parsed: Parsed = read.ok ? integration.parse(inbound) : { ok: false, reason: read.reason, cause: "unreadable body" };
  const tells = !parsed.ok && integration.tellsCaller;
  // A corrected repeat of what was refused counts.
  const deliveryId = tells ? null : readDeliveryId(integration, inbound);
  return {
    parsed,
    verdict,
    deliveryId: deliveryId && !isTrusted ? untrustedId(deliveryId) : deliveryId,
    problem: parsed.ok || !tells ? null : toProblem(parsed),
  };
}

/** The sender's own id of a delivery, else one that it gives in a way that any sender may; null without one. */
export function readDeliveryId(integration: Integration, inbound: Inbound): string | null {
  const { "idempotency-key": key, "webhook-id": webhookId } = inbound.headers;
  const id = integration.deliveryId(inbound) || key || webhookId;
  if (!id) return null;
  return id.length <= maxDeliveryId && !isUntrustedId(id) ? storable(id) : `sha256:${createHash("sha256").update(id).digest("hex")}`;
}

function refused(reason: string, cause: string, verdict: Verdict, tells = false): Judged {
  const parsed = { ok: false, reason, cause } as const;
  return { parsed, verdict, deliveryId: null, problem: tells ? toProblem(parsed) : null };
}

const signatureReasons: Record<Exclude<Verdict, "valid" | "unsigned">, (integration: Integration) => string> = {
  missing: ({ signature, label }) =>
    `The request carries no signature of ${label} (${signature?.header ?? "none is known"}), which this webhook asks for.`,
  stale: () => "The signature's time is more than a few minutes away from now: it may be a repeat of an old request.",
  mismatch: ({ label }) => `The signature is not by this webhook's secret. Compare the secret with the one in ${label}.`,
};

const toProblem =
  ({ reason, errors }: Extract<Parsed, { ok: false }>) =>
  (eventId: string): Problem =>
    new Problem(422, "invalid_event", `${reason} It is kept as ${eventId}.`, {
      errors: errors ?? [{ path: "", message: reason }],
      members: { event_id: eventId },
    });
