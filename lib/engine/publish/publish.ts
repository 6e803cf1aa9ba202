import { maxBatch, type PublishInput, publishInput } from "../../domain/alerts/publish-input";
import { warnOfUnknownFields } from "../../domain/alerts/unknown-fields";
import { newId, timeOf } from "../../domain/id";
import { sourceOf } from "../../domain/json";
import { type Actor, authorize } from "../../domain/people/actor";
import { type FieldError, invalid, Problem } from "../../domain/problem";
import { env } from "../../env";
import { takeTokens } from "../../request/limiter";
import { environmentsOf } from "./environments";
import { type Accepted, type NewAlert, showAccepted, storeAlerts } from "./store-alerts";

/**
 * Publishes what a request's body holds: one alert, or an array of them in one transaction. Resolves once they are committed, and
 * names what it left out. Throws 422 with every field that is wrong, 403 for another environment than the key's, 429, and 503 when the
 * database cannot commit (nothing was stored then).
 */
export async function publish(actor: Actor, value: unknown, text: string): Promise<Warned<Accepted | { data: Accepted[] }>> {
  authorize(actor, "publish");
  const many = Array.isArray(value);
  const inputs = readInputs(value, many);
  limit(actor, inputs.length);
  const sources = sourceOf(text, "payload");
  const environments = await environmentsOf(actor, inputs, many);
  const alerts = inputs.map((input, index) => toAlert(actor, input, sourceOfPayload(sources[index]), environments[index] ?? null));
  await storeAlerts(alerts);
  const accepted = alerts.map(showAccepted);
  const answer = many ? { data: accepted } : (accepted[0] as Accepted);
  const warnings = warnOfUnknownFields(many ? value : [value], many);
  return warnings.length > 0 ? { ...answer, warnings } : answer;
}

/** Sentences about what was left out; absent where nothing was. */
type Warned<Answer> = Answer & { warnings?: string[] };

/** Null is nothing, as a field that is missing. */
const sourceOfPayload = (source: string | null | undefined): string => (source === "null" ? "{}" : (source ?? "{}"));

function readInputs(value: unknown, many: boolean): PublishInput[] {
  if (!many) {
    const parsed = publishInput.safeParse(value);
    if (parsed.success) return [parsed.data];
    throw invalid(parsed.error.issues.map((issue) => ({ path: issue.path.map(String).join("."), message: issue.message })));
  }
  const list = value as unknown[];
  if (list.length === 0 || list.length > maxBatch) throw invalid([{ path: "", message: `an array must hold 1 to ${maxBatch} alerts` }]);
  const errors: FieldError[] = [];
  const inputs = list.map((entry, index) => {
    const parsed = publishInput.safeParse(entry);
    for (const issue of parsed.error?.issues ?? [])
      errors.push({ path: [index, ...issue.path].map(String).join("."), message: issue.message });
    return parsed.data as PublishInput;
  });
  if (errors.length > 0) throw invalid(errors.slice(0, 1_000));
  return inputs;
}

function limit(actor: Actor, count: number): void {
  const wait = takeTokens(`publish ${actor.id}`, count, env().PUBLISH_PER_SECOND);
  if (wait !== null)
    throw new Problem(429, "too_many_requests", `This key publishes more than ${env().PUBLISH_PER_SECOND} alerts a second.`, {
      retryAfterSeconds: wait,
    });
}

function toAlert(actor: Actor, input: PublishInput, payload: string, environmentId: string | null): NewAlert {
  const id = newId();
  return {
    id,
    organizationId: actor.organizationId,
    environmentId,
    apiKeyId: actor.type === "key" ? actor.id : null,
    name: input.name,
    payload,
    source: input.test ? "test" : actor.type === "key" ? "api" : "dashboard",
    severity: input.severity ?? null,
    action: input.action ?? "trigger",
    dedupKey: input.dedup_key ?? null,
    replayOf: null,
    eventId: null,
    createdAt: timeOf(id),
  };
}
