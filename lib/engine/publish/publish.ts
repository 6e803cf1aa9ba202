import { wake } from "../../../inngest/client";
import { events } from "../../../inngest/wakes";
import { announce } from "../../changes/change-feed";
import { environmentsOf } from "../../data/environments/environments";
import { type Actor, authorize } from "../../domain/actor";
import { maxBatch, type PublishInput, publishInput } from "../../domain/alert";
import { newId, timeOf } from "../../domain/id";
import { sourceOf } from "../../domain/json";
import { type FieldError, invalid, Problem } from "../../domain/problem";
import { env } from "../../env";
import { metrics } from "../../metrics";
import { afterCommit } from "../../postgres/db";
import { takeTokens } from "../../request/limiter";
import { acceptAlerts, copyForReplay, type NewAlert, showAlertId } from "./store-alerts";

/** What the publisher gets: the alert is committed, and will be routed. */
export interface Accepted {
  id: string;
  name: string;
  status: "accepted";
  created_at: string;
}

/**
 * Publishes what a request's body holds: one alert, or an array of them in one transaction. Resolves once they are committed.
 * Throws 422 with every field that is wrong, 403 for another environment than the key's, 429, and 503 when the
 * database cannot commit (nothing was stored then).
 */
export async function publish(actor: Actor, value: unknown, text: string): Promise<Accepted | { data: Accepted[] }> {
  authorize(actor, "publish");
  const many = Array.isArray(value);
  const inputs = readInputs(value, many);
  limit(actor, inputs.length);
  const sources = sourceOf(text, "payload");
  const environments = await environmentsOf(actor, inputs, many);
  const alerts = inputs.map((input, index) => toAlert(actor, input, sources[index] ?? "{}", environments[index] ?? null));
  await store(alerts);
  const accepted = alerts.map(({ id, name, createdAt }) => ({
    id: showAlertId(id),
    name,
    status: "accepted" as const,
    created_at: createdAt.toISOString(),
  }));
  return many ? { data: accepted } : (accepted[0] as Accepted);
}

/** Publishes an alert once more, through today's configuration. Resolves with the new alert. */
export async function replay(actor: Actor, id: string): Promise<Accepted & { replay_of: string }> {
  const alert = await copyForReplay(actor, id);
  await store([alert]);
  return { id: showAlertId(alert.id), name: alert.name, status: "accepted", created_at: alert.createdAt.toISOString(), replay_of: id };
}

async function store(alerts: NewAlert[]): Promise<void> {
  await acceptAlerts(alerts);
  afterCommit(() => {
    metrics().published.inc(alerts.length);
    // One request is of one organization.
    if (alerts[0]) announce(alerts[0].organizationId, "alerts");
    wake({ name: events.alertsPublished, data: {} });
  });
}

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
