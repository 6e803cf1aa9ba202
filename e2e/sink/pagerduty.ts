import type { Answer, Received } from "./server";

export interface Incident {
  routingKey: string;
  dedupKey: string;
  summary: string;
  severity: string;
  status: "open" | "resolved";
  /** How many triggers it took. */
  triggers: number;
}

/** https://developer.pagerduty.com/docs/send-alert-event */
const maxBodyBytes = 512 * 1024;
const perMinute = 120;
const severities = ["critical", "error", "warning", "info"];

interface Event {
  routing_key?: unknown;
  event_action?: unknown;
  dedup_key?: unknown;
  payload?: { summary?: unknown; source?: unknown; severity?: unknown } | null;
}

/** PagerDuty's Events API v2: incidents by integration key and dedup key. A resolve through another key is dropped without a word. */
export function createPagerduty() {
  const incidents = new Map<string, Incident>();
  const calls = new Map<string, number[]>();

  const isOverLimit = (key: string, at: number): boolean => {
    const recent = (calls.get(key) ?? []).filter((call) => call > at - 60_000);
    calls.set(key, [...recent, at]);
    return recent.length >= perMinute;
  };

  const answer = ({ method, body, json, at }: Received): Answer => {
    if (method !== "POST") return { status: 405 };
    if (Buffer.byteLength(body) > maxBodyBytes) return { status: 413, body: "Payload Too Large" };
    const event = (json ?? {}) as Event;
    const errors = problemsOf(event, json);
    if (errors.length > 0) return reply(400, { status: "invalid event", message: "Event object is invalid", errors });
    const routingKey = event.routing_key as string;
    if (isOverLimit(routingKey, at))
      return reply(429, { status: "throttle exceeded", message: "Requests for this service are arriving too quickly." });
    const dedupKey = (event.dedup_key as string | undefined) ?? `made-${at}-${incidents.size}`;
    const id = JSON.stringify([routingKey, dedupKey]);
    const known = incidents.get(id);
    if (event.event_action === "trigger") {
      const { summary, severity } = event.payload as { summary: string; severity: string };
      const triggers = known?.status === "open" ? known.triggers + 1 : 1;
      incidents.set(id, { routingKey, dedupKey, summary, severity, status: "open", triggers });
    } else if (event.event_action === "resolve" && known) {
      incidents.set(id, { ...known, status: "resolved" });
    }
    return reply(202, { status: "success", message: "Event processed", dedup_key: dedupKey });
  };
  return { answer, incidents: () => [...incidents.values()] };
}

const reply = (status: number, value: unknown): Answer => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

function problemsOf(event: Event, json: unknown): string[] {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return ["The body is not a JSON object"];
  const { routing_key, event_action, dedup_key, payload } = event;
  const problems: (string | false)[] = [
    !(typeof routing_key === "string" && routing_key.length === 32) && "'routing_key' is missing or invalid",
    !["trigger", "acknowledge", "resolve"].includes(String(event_action)) && "'event_action' is missing or invalid",
    dedup_key !== undefined && !isText(dedup_key, 255) && "'dedup_key' is invalid",
    event_action !== "trigger" && dedup_key === undefined && "'dedup_key' is missing or blank",
  ];
  if (event_action === "trigger") {
    problems.push(!isText(payload?.summary, 1024) && "'payload.summary' is missing or blank");
    problems.push(!isText(payload?.source, 1024) && "'payload.source' is missing or blank");
    problems.push(
      !severities.includes(String(payload?.severity)) &&
        "'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or 'info')",
    );
  }
  return problems.filter((problem) => problem !== false);
}

const isText = (value: unknown, max: number): value is string =>
  typeof value === "string" && value.trim().length > 0 && value.length <= max;
