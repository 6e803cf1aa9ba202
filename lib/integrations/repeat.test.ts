import { describe, expect, test } from "vitest";
import { now } from "./fixture";
import { integrationOf } from "./index";
import type { Inbound } from "./integration";

function inboundOf(value: unknown, headers: Record<string, string> = {}): Inbound {
  return { headers, body: Buffer.from(""), value, now };
}

/** What the engine tells a request by: its sender's id, else what counts for a while, else what its moments are told by. */
function idOf(integration: string, value: unknown): string | null {
  const of = integrationOf(integration);
  const parsed = of?.parse(inboundOf(value));
  const identities = parsed?.ok ? parsed.moments.map(({ identity }) => identity) : [];
  return of?.requestId(inboundOf(value)) ?? of?.doubtfulId?.(inboundOf(value)) ?? (identities.includes(null) ? null : identities.join(" "));
}

const monitor = { id: "4242", title: "Queue is slow", alert_id: "4242", alert_transition: "Triggered" };
const run = { id: "01X", name: "inngest/function.failed", ts: now, data: { function_id: "pay", run_id: "R1" } };
const incident = { id: "Q1", title: "Down" };
const event = { id: "E1", event_type: "incident.triggered", occurred_at: "2026-11-22T11:00:00Z", data: incident };

describe("what one notification says is told from what another says", () => {
  test.each<[string, string, unknown, unknown]>([
    ["a monitor's id for an id: its recovery", "datadog", monitor, { ...monitor, alert_transition: "Recovered" }],
    ["a monitor's id for an id: another group of it", "datadog", { ...monitor, scope: "host:a" }, { ...monitor, scope: "host:b" }],
    ["a monitor's id for an id: another cycle", "datadog", { ...monitor, alert_cycle_key: "1" }, { ...monitor, alert_cycle_key: "2" }],
    ["a monitor's id for an id: another time", "datadog", { ...monitor, date: "1700000000000" }, { ...monitor, date: "1700000060000" }],
    ["a monitor's id for an id: another title", "datadog", monitor, { ...monitor, title: "Queue is slow on web-2" }],
    ["a failure and a cancellation of one id", "inngest", run, { ...run, name: "inngest/function.cancelled" }],
    ["two runs of one id", "inngest", { ...run, id: undefined }, { ...run, id: undefined, data: { ...run.data, run_id: "R2" } }],
    ["an incident's id for an event's: its end", "pagerduty", { event }, { event: { ...event, event_type: "incident.resolved" } }],
    [
      "an incident's id for an event's: its next time",
      "pagerduty",
      { event },
      { event: { ...event, occurred_at: "2026-11-22T11:30:00Z" } },
    ],
  ])("%s", (_title, integration, one, other) => {
    const ids = [idOf(integration, one), idOf(integration, other)];
    expect(ids).not.toContain(null);
    expect(ids[0]).not.toBe(ids[1]);
    expect(idOf(integration, structuredClone(one))).toBe(ids[0]);
  });
});

test("what has no time and nothing that it is of is not told by a short id: it may be a monitor's", () => {
  const { alert_id: _alert, alert_transition: _transition, ...said } = monitor;
  const of = (more: object) => integrationOf("datadog")?.requestId(inboundOf({ ...said, ...more }));
  expect(of({})).toBeNull();
  expect(of({ id: "8039154132110458000" })).toMatch(/^8039154132110458000 /);
  expect(of({ date: "1700000000000" })).toMatch(/^4242 1700000000000 /);
  expect(of({ id: "8039154132110458000", alert_transition: "Triggered" })).toBeNull();
});

test("a batch that lists an event or a run's failure twice says the same of it twice", () => {
  const cancelled = { ...run, name: "inngest/function.cancelled" };
  const parsed = integrationOf("inngest")?.parse(inboundOf([run, run, { ...run, id: "01Y" }, cancelled]));
  const identities = parsed?.ok ? parsed.moments.map(({ identity }) => identity) : [];
  expect(identities).toHaveLength(4);
  expect(new Set(identities).size).toBe(2);
});
