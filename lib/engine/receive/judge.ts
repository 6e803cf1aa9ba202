import { clip } from "../../domain/plain-text";
import { integrationOf } from "../../integrations";
import type { Integration, SignatureVerdict } from "../../integrations/integration";
import type { Door } from "./door";
import { failedToRead, type ReadableRequest, type Reading, readingOf, unknownIntegration } from "./read";

/** Whether a request is let past its webhook's signature. */
export interface Judgement {
  verdict: SignatureVerdict;
  /** Why it is not; null: it may be read. */
  refusal: Reading | null;
  /** What the sender is told of a refusal; null where it is better not told. */
  told: 401 | 422 | null;
}

interface Question {
  /** The event's, a UUID. */
  eventId: string;
  /** Null for what came with an API key. */
  door: Door | null;
  /** What the path names, else what the webhook is of. */
  integration: string;
}

/** The signature comes before what a body says: what is not signed must not reach the code that reads it. */
export function judge(question: Question, request: ReadableRequest): Judgement {
  const { door, eventId, integration } = question;
  try {
    return judgeSigned(question, request);
  } catch (error) {
    // What could not be checked is not vouched for.
    const verdict = door === null || door.signingSecrets?.length === 0 ? "unsigned" : "missing";
    return { verdict, refusal: failedToRead(eventId, integration, error), told: null };
  }
}

function judgeSigned({ door, integration: name }: Question, { inbound }: ReadableRequest): Judgement {
  const integration = integrationOf(name);
  const secrets = door ? door.signingSecrets : [];
  if (door !== null && name !== door.integration && secrets?.length !== 0) {
    const reason = `This webhook asks for a signature of ${door.integration}; the path names ${clip(name, 64)}, whose requests would get past it.`;
    return { verdict: "missing", refusal: readingOf(reason, "another integration in the path"), told: toldOfPath(door) };
  }
  if (!integration) return { verdict: "unsigned", refusal: unknownIntegration(name), told: toldOfPath(door) };
  if (secrets === null && door?.signatureMode === "enforce") {
    const reason =
      "Hotline cannot open this webhook's signing secret: restore its key in ENCRYPTION_KEYS, or set the secret anew. Then retry this event.";
    return { verdict: "missing", refusal: readingOf(reason, "signing secret does not open"), told: null };
  }
  const verdict = secrets === null ? "missing" : secrets.length > 0 ? integration.verify(secrets, inbound) : "unsigned";
  if (isTrusted(verdict) || door?.signatureMode !== "enforce") return { verdict, refusal: null, told: null };
  return { verdict, refusal: readingOf(signatureReasons[verdict](integration), `signature ${verdict}`), told: 401 };
}

/** The sender of a webhook without a tool is a person, or a script of theirs: they hear that the path is wrong. */
const toldOfPath = (door: Door | null): 422 | null => (door !== null && integrationOf(door.integration)?.tellsCaller ? 422 : null);

/** Whether a request is its sender's: signed by them, or of a webhook that asks for no signature. */
export const isTrusted = (verdict: SignatureVerdict): verdict is "valid" | "unsigned" => verdict === "valid" || verdict === "unsigned";

const signatureReasons: Record<Exclude<SignatureVerdict, "valid" | "unsigned">, (integration: Integration) => string> = {
  missing: ({ signature, label }) =>
    `The request carries no signature of ${label} (${signature?.header ?? "none is known"}), which this webhook asks for.`,
  stale: () => "The signature's time is more than a few minutes away from now: it may be a repeat of an old request.",
  mismatch: ({ label }) => `The signature is not by this webhook's secret. Compare the secret with the one in ${label}.`,
};
